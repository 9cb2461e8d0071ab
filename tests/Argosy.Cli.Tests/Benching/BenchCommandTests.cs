using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Benching;

public sealed class BenchCommandTests
{
    /// <summary>The counts on which independent engines agree.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void SharedBars_GiveTheOrderCountsOfRecord()
    {
        var year = SharedData.Path("data", "bench", "bars_525600.csv.gz");
        using var json = JsonDocument.Parse(CommandRun.Of("bench", "--data", year, "--rounds", "1", "--json", "-").AssertDone().Output);
        var works = json.RootElement.GetProperty("works").EnumerateArray().ToDictionary(w => w.GetProperty("name").GetString()!, w => w.GetProperty("orders").GetInt32());
        Assert.Equal((20_442, 20_442, 525_600), (works["bare loop"], works["W1"], works["W4"]));
        Assert.InRange(works["W3"], 847, 891);
        using var sweep = JsonDocument.Parse(CommandRun.Of("bench", "sweep", "--data", year, "--json", "-").AssertDone().Output);
        Assert.Equal(767_178, sweep.RootElement.GetProperty("sweep").GetProperty("orders").GetInt64());
    }

    [Fact]
    public void Works_TradeAsTheBareLoop()
    {
        using var json = JsonDocument.Parse(CommandRun.Of("bench", "--bars", "20000", "--rounds", "1", "--json", "-").AssertDone().Output);
        var works = json.RootElement.GetProperty("works").EnumerateArray().ToDictionary(w => w.GetProperty("name").GetString()!, w => w.GetProperty("orders").GetInt32());
        Assert.Equal(works["bare loop"], works["W1"]);
        Assert.True(works["W1"] > 0);
        Assert.InRange(works["W4"], 19_999, 20_000);
    }

    [Fact]
    public void Sweep_IsTheSameOnAnyNumberOfThreads()
    {
        long Orders(string jobs)
        {
            using var json = JsonDocument.Parse(CommandRun.Of("bench", "sweep", "--bars", "5000", "--jobs", jobs, "--json", "-").AssertDone().Output);
            return json.RootElement.GetProperty("sweep").GetProperty("orders").GetInt64();
        }

        Assert.Equal(Orders("1"), Orders("3"));
    }

    [Fact]
    public void Fleet_RunsEveryBotThroughEveryMinute_AndLeavesNothingBehind()
    {
        var folder = Directory.CreateTempSubdirectory("argosy-fleet-").FullName;
        try
        {
            using var json = JsonDocument.Parse(CommandRun.Of("bench", "fleet", "--bots", "20", "--instruments", "3", "--minutes", "30", "--folder", folder, "--json", "-").AssertDone().Output);
            var root = json.RootElement;
            Assert.Equal(("argosy-bench-fleet/1", 20, 3, 30), (root.GetProperty("format").GetString(), root.GetProperty("bots").GetInt32(), root.GetProperty("instruments").GetInt32(), root.GetProperty("minutes").GetInt32()));
            Assert.True(root.GetProperty("orders").GetInt32() > 0 && root.GetProperty("executions").GetInt32() > 0, "the bots did not trade");
            Assert.True(root.GetProperty("peakBytes").GetInt64() > root.GetProperty("heapBytes").GetInt64());
            Assert.Empty(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("bench", "--bars", "2000")]
    [InlineData("bench", "sweep", "--bars", "2000", "--jobs", "2")]
    public void Cancelled_SaysSo(params string[] words)
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var run = CommandRun.Of(stop.Token, words);
        Assert.Equal((130, "stopped; nothing was written\n", ""), (run.Code, run.Error, run.Output));
    }

    [Fact]
    public void BarsAndData_Contradict() => CommandRun.Of("bench", "--bars", "5000", "--data", CommandRun.Daily).AssertRefused("--bars and --data contradict");

    [Fact]
    public void Demo_MarksItsDataAndSaysWhatIsNext()
    {
        var run = CommandRun.Of("demo").AssertDone();
        foreach (var text in new[] { "SYNTHETIC DATA", "ma-cross", "donchian", "total return", "What next" }) Assert.Contains(text, run.Output, StringComparison.Ordinal);
        Assert.Equal(run.Output, CommandRun.Of("demo").Output);
    }
}
