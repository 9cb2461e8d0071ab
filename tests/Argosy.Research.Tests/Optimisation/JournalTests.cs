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
    public void Resume_DamagedLine_IsRefusedWithItsNumber()
    {
        var request = Small() with { Journal = Journal };
        PlantedSearch.Run(request);
        var lines = File.ReadAllLines(Journal);
        lines[2] = "{\"id\":2,";
        File.WriteAllLines(Journal, lines);
        Refused(request with { Resume = true }, "line 3: this is no trial");
        File.WriteAllLines(Journal, ["rubbish", .. lines[1..]]);
        Refused(request with { Resume = true }, "line 1: not an argosy-trials/1 file");
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
