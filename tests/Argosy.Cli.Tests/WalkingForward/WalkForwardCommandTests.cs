using System.Text.Json;

namespace Argosy.Cli.Tests.WalkingForward;

public sealed class WalkForwardCommandTests : IDisposable
{
    static readonly string[] Search = ["--data", CommandRun.FourHours, "--strategy", "ma-cross", "--range", "fast=5..15:5", "--range", "slow=20..40:20"];

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Walk_ShowsWindowsAndWritesFiles()
    {
        var run = CommandRun.Of(["walkforward", .. Search, "--train", "180d", "--test", "90d", "--json", _folder.File("walk.json"), "--trades", _folder.File("t.csv"), "--equity-file", _folder.File("e.csv")]).AssertDone();
        foreach (var text in new[] { "rolling windows, greatest sharpe chosen out of 6", "test from", "in sample", "out of sample", "efficiency", "wrote " }) Assert.Contains(text, run.Output, StringComparison.Ordinal);
        Assert.Equal(["e.csv", "t.csv", "walk.json"], _folder.Names);
        using var json = JsonDocument.Parse(File.ReadAllText(_folder.File("walk.json")));
        var root = json.RootElement;
        Assert.Equal("argosy-walkforward/1", root.GetProperty("format").GetString());
        var windows = root.GetProperty("windows").EnumerateArray().ToArray();
        Assert.True(windows.Length > 3);
        for (var i = 1; i < windows.Length; i++) Assert.Equal(windows[i - 1].GetProperty("testTo").GetInt64(), windows[i].GetProperty("testFrom").GetInt64());
        Assert.All(windows, w => Assert.Equal(w.GetProperty("trainTo").GetInt64(), w.GetProperty("testFrom").GetInt64()));
        Assert.Equal(root.GetProperty("trades").GetArrayLength() + 1, File.ReadLines(_folder.File("t.csv")).Count());
    }

    [Fact]
    public void Jobs_ChangeNothing()
    {
        string[] words = ["walkforward", .. Search, "--train", "180d", "--test", "90d", "--anchored", "--json", "-"];
        Assert.Equal(CommandRun.Of([.. words, "--jobs", "1"]).AssertDone().Output, CommandRun.Of([.. words, "--jobs", "3"]).AssertDone().Output);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        CommandRun.Of(["walkforward", .. Search, "--train", "180", "--test", "90d"]).AssertRefused("--train", "'180'", "180d");
        CommandRun.Of(["walkforward", .. Search, "--train", "180d"]).AssertRefused("--test");
        CommandRun.Of(["walkforward", .. Search, "--train", "9000d", "--test", "90d"]).AssertRefused("do not fit");
        CommandRun.Of(["walkforward", .. Search, "--train", "180d", "--test", "90d", "--objective", "cagr", "--objective", "sharpe"]).AssertRefused("--objective");
        CommandRun.Of(["walkforward", .. Search, "--train", "180d", "--test", "90d", "--trades", "-"]).AssertRefused("--json");
        CommandRun.Of("walkforward", "--data", CommandRun.FourHours, "--strategy", "ma-cross", "--train", "180d", "--test", "90d").AssertRefused("--range");
    }

    [Fact]
    public void Catalogue_CountsTrials()
    {
        var before = Environment.GetEnvironmentVariable("ARGOSY_DATA");
        Environment.SetEnvironmentVariable("ARGOSY_DATA", _folder.File(""));
        try
        {
            string[] one = ["backtest", "--data", CommandRun.FourHours, "--strategy", "ma-cross"];
            Assert.DoesNotContain("trials of ma-cross", CommandRun.Of([.. one, "--param", "fast=5"]).AssertDone().Output, StringComparison.Ordinal);
            Assert.DoesNotContain("trials of ma-cross", CommandRun.Of([.. one, "--param", "fast=5", "--fee", "0"]).AssertDone().Output, StringComparison.Ordinal);
            Assert.Contains("2 different trials of ma-cross", CommandRun.Of([.. one, "--param", "fast=7"]).AssertDone().Output, StringComparison.Ordinal);
            CommandRun.Of(["walkforward", .. Search, "--train", "180d", "--test", "90d"]).AssertDone();
            // Six sets of the walk, of which (5, 20), (5, 40) and the rest are new.
            Assert.Contains("8 different trials of ma-cross", CommandRun.Of([.. one, "--param", "fast=5"]).AssertDone().Output, StringComparison.Ordinal);
            CommandRun.Of(["optimize", .. Search, "--range", "trigger=*"]).AssertDone();
            Assert.Contains("14 different trials of ma-cross", CommandRun.Of([.. one, "--param", "fast=5"]).AssertDone().Output, StringComparison.Ordinal);
            var result = CommandRun.Of([.. one, "--param", "fast=5", "--json", "-"]).AssertDone().Output;
            using var json = JsonDocument.Parse(result);
            Assert.Equal(JsonValueKind.Number, json.RootElement.GetProperty("metrics").GetProperty("deflatedSharpe").ValueKind);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ARGOSY_DATA", before);
        }
    }
}
