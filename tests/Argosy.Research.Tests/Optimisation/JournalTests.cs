using Argosy.Research.Optimisation;

namespace Argosy.Research.Tests.Optimisation;

public sealed class JournalTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-journal-").FullName;

    string Journal => Path.Combine(_folder, "search.json.trials");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Resume_CutAtAnyByte_GivesTheSameResult()
    {
        var request = Small() with { Journal = Journal };
        var whole = PlantedSearch.Text(PlantedSearch.Run(request));
        var bytes = File.ReadAllBytes(Journal);
        var resume = request with { Resume = true };
        var firstLine = Array.IndexOf(bytes, (byte)'\n');
        for (var length = 0; length <= bytes.Length; length++)
        {
            // The head has been compared once it is whole; within it every tenth place will do.
            if (length < firstLine && length % 10 != 0) continue;
            File.WriteAllBytes(Journal, bytes[..length]);
            Assert.Equal(whole, PlantedSearch.Text(PlantedSearch.Run(resume)));
            Assert.Equal(bytes.Count(b => b == '\n'), File.ReadAllBytes(Journal).Count(b => b == '\n'));
        }
    }

    [Theory]
    [InlineData(SearchMethod.Tpe)]
    [InlineData(SearchMethod.Genetic)]
    public void Resume_SamplerThatLearns_GoesOnAsIfNothingHadHappened(SearchMethod method)
    {
        var request = PlantedSearch.Traded(method, 60) with { Journal = Journal, Jobs = 2, Prune = true };
        var whole = PlantedSearch.Text(PlantedSearch.Run(request));
        var lines = File.ReadAllLines(Journal);
        foreach (var kept in new[] { 1, 2, 17, 31, 45, 60 })
        {
            File.WriteAllText(Journal, string.Join('\n', lines[..kept]) + "\n{\"id\":");
            var resumed = PlantedSearch.Run(request with { Resume = true });
            Assert.Equal(whole, PlantedSearch.Text(resumed));
            Assert.Equal(61 - kept, resumed.Performance.Trials);
        }
    }

    [Fact]
    public void Resume_MoreTrials_GoesOnBehindTheFirst()
    {
        PlantedSearch.Run(PlantedSearch.Traded(SearchMethod.Tpe, 50) with { Journal = Journal });
        var longer = PlantedSearch.Run(PlantedSearch.Traded(SearchMethod.Tpe, 75) with { Journal = Journal, Resume = true });
        Assert.Equal(25, longer.Performance.Trials);
        Assert.Equal(PlantedSearch.Text(PlantedSearch.Run(PlantedSearch.Traded(SearchMethod.Tpe, 75))), PlantedSearch.Text(longer));
    }

    [Fact]
    public void Resume_OtherSearch_IsRefusedWithWhatDiffers()
    {
        var request = Small() with { Journal = Journal };
        PlantedSearch.Run(request);
        var resume = request with { Resume = true };
        Refused(resume with { Seed = 2 }, "seed was 1, is 2");
        Refused(resume with { Settings = request.Settings with { Cash = 5 } }, "settings.cash was \"10000\", is \"5\"");
        Refused(resume with { Space = new ParameterSpace([PlantedSearch.Whole("start", 9, 10), PlantedSearch.Whole("hold", 1, 4)]) }, "ranges was");
        Refused(resume with { Markets = [request.Markets[0] with { Bars = Renamed(request) }] }, "dataHash was \"");
        Refused(resume with { Objectives = [Objective.Parse("sharpe").Value] }, "objectives was");
        Refused(request, "--resume goes on with it");
        Refused(resume with { Journal = Path.Combine(_folder, "none.trials") }, "there is no ");
    }

    [Fact]
    public void Resume_AnyByteFlipped_IsRefusedOrGivesTheSameResult()
    {
        var request = Small() with { Journal = Journal };
        var whole = PlantedSearch.Text(PlantedSearch.Run(request));
        var bytes = File.ReadAllBytes(Journal);
        var lastLine = Array.LastIndexOf(bytes, (byte)'\n', bytes.Length - 2);
        var (recovered, refused) = (0, 0);
        for (var at = 0; at < bytes.Length; at += 3)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= (byte)(1 << (at % 8));
            File.WriteAllBytes(Journal, damaged);
            var result = Optimiser.Run(request with { Resume = true });
            if (result.Ok)
            {
                // The last line alone is run again.
                Assert.InRange(at, lastLine, bytes.Length);
                Assert.Equal(whole, PlantedSearch.Text(result.Value));
                recovered++;
                continue;
            }
            Assert.StartsWith(Journal, result.Error!.Message, StringComparison.Ordinal);
            Assert.Equal(damaged, File.ReadAllBytes(Journal));
            refused++;
        }
        Assert.True(recovered > 100 && refused > 1_000, $"{recovered} recovered, {refused} refused");
    }

    [Fact]
    public void Resume_DamagedLineDeletedAsTheMessageSays_RunsThatTrialAgain()
    {
        var request = Small() with { Journal = Journal };
        var whole = PlantedSearch.Text(PlantedSearch.Run(request));
        var lines = File.ReadAllLines(Journal);
        // Still JSON, still a trial: only the figure is another.
        var digit = lines[2].IndexOf("\"finalEquity\":\"", StringComparison.Ordinal) + "\"finalEquity\":\"".Length;
        var damaged = $"{lines[2][..digit]}{(lines[2][digit] == '7' ? '8' : '7')}{lines[2][(digit + 1)..]}";
        File.WriteAllLines(Journal, [.. lines[..2], damaged, .. lines[3..]]);
        Refused(request with { Resume = true }, ", line 3: it is damaged; delete the line and its trial runs again");
        File.WriteAllLines(Journal, [.. lines[..2], .. lines[3..]]);
        var resumed = PlantedSearch.Run(request with { Resume = true });
        Assert.Equal((whole, 1), (PlantedSearch.Text(resumed), resumed.Performance.Trials));
        File.WriteAllLines(Journal, [.. lines, lines[1], lines[3]]);
        Refused(request with { Resume = true }, ", line 6: trial 1 is there twice");
    }

    [Fact]
    public void Resume_TornTailOfAnyKind_RunsThatTrialAgain()
    {
        var request = Small() with { Journal = Journal };
        var whole = PlantedSearch.Text(PlantedSearch.Run(request));
        var bytes = File.ReadAllBytes(Journal);
        var last = Array.LastIndexOf(bytes, (byte)'\n', bytes.Length - 2) + 1;
        // What a system that lost its power leaves: nothing, zeros, noise, noise that looks whole.
        foreach (var tail in new byte[][] { [], new byte[500], [.. bytes[last..^40], .. new byte[40]], "rubbish"u8.ToArray(), "rubbish\n"u8.ToArray() })
        {
            File.WriteAllBytes(Journal, [.. bytes[..last], .. tail]);
            var resumed = PlantedSearch.Run(request with { Resume = true });
            Assert.Equal((whole, 1), (PlantedSearch.Text(resumed), resumed.Performance.Trials));
        }
    }

    [Theory]
    [InlineData("rubbish", "line 1: not an argosy-trials/2 file")]
    [InlineData("rubbish\nand more\n", "line 1: not an argosy-trials/2 file")]
    [InlineData("{\"format\":\"argosy-trials/1\",\"strategy\":{}}\n", "is 'argosy-trials/1', written by another version")]
    [InlineData("{\"format\":\"argosy-trials/2\",\"strategy\":{}}\n", "line 1 is damaged")]
    [InlineData("{\"name\":\"my notes\"}\n", "line 1: not an argosy-trials/2 file")]
    [InlineData("[]\n", "line 1: not an argosy-trials/2 file")]
    public void Resume_ForeignFile_IsRefusedAndLeftAsItIs(string text, string said)
    {
        File.WriteAllText(Journal, text);
        Refused(Small() with { Journal = Journal, Resume = true }, said);
        Assert.Equal(text, File.ReadAllText(Journal));
    }

    static void Refused(OptimisationRequest request, string said)
    {
        var result = Optimiser.Run(request);
        Assert.False(result.Ok);
        Assert.Contains(said, result.Error!.Message, StringComparison.Ordinal);
    }

    static Core.MarketData.BarColumns Renamed(OptimisationRequest request)
    {
        var bars = request.Markets[0].Bars;
        return new Core.MarketData.BarColumns
        {
            Timeframe = bars.Timeframe, OpenTimes = bars.OpenTimes, Open = bars.Open, High = bars.High, Low = bars.Low, Close = bars.Close,
            Volume = bars.Volume, PriceScale = bars.PriceScale, Hash = "other",
        };
    }

    static OptimisationRequest Small() => PlantedSearch.Traded(SearchMethod.Grid) with { Space = new ParameterSpace([PlantedSearch.Whole("start", 9, 10), PlantedSearch.Whole("hold", 17, 18)]) };
}
