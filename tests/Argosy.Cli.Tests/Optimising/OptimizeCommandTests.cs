using System.Text.Json;

namespace Argosy.Cli.Tests.Optimising;

public sealed class OptimizeCommandTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    static string[] Base => ["optimize", "--data", CommandRun.FourHours, "--strategy", "ma-cross", "--jobs", "2"];

    static string[] Small => [.. Base, "--range", "fast=5..20:5", "--range", "slow=20..100:20"];

    [Fact]
    public void Grid_SmallSpace_ShowsTheBestAndWritesAllTrials()
    {
        var json = _folder.File("out.json");
        var run = CommandRun.Of([.. Small, "--json", json]).AssertDone();
        Assert.Contains("Grid search for greatest sharpe", run.Output, StringComparison.Ordinal);
        Assert.Contains("20 trials", run.Output, StringComparison.Ordinal);
        Assert.Equal(["out.json"], _folder.Names);
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        var root = document.RootElement;
        Assert.Equal("argosy-optimization/1", root.GetProperty("format").GetString());
        Assert.Equal(20, root.GetProperty("trials").GetArrayLength());
        Assert.Equal(1, root.GetProperty("counts").GetProperty("infeasible").GetInt32());
        var best = root.GetProperty("best").GetInt32();
        var values = root.GetProperty("trials").EnumerateArray().Where(t => t.GetProperty("status").GetString() == "complete").ToDictionary(t => t.GetProperty("id").GetInt32(), t => t.GetProperty("objectives")[0].GetDouble());
        Assert.Equal(values.MaxBy(pair => pair.Value).Key, best);
        Assert.Contains($"#{best} ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Backtest_FromOptimization_RepeatsTheTrial()
    {
        var json = _folder.File("out.json");
        CommandRun.Of([.. Small, "--range", "size=all,equity:50%", "--json", json]).AssertDone();
        using var search = JsonDocument.Parse(File.ReadAllText(json));
        foreach (var (choice, id) in new[] { (json, search.RootElement.GetProperty("best").GetInt32()), ($"{json}#8", 8) })
        {
            var result = _folder.File($"run{id}.json");
            CommandRun.Of("backtest", "--data", CommandRun.FourHours, "--from-optimization", choice, "--json", result).AssertDone();
            using var backtest = JsonDocument.Parse(File.ReadAllText(result));
            var trial = search.RootElement.GetProperty("trials")[id - 1];
            Assert.Equal(trial.GetProperty("tradeHash").GetString(), backtest.RootElement.GetProperty("tradeHash").GetString());
            Assert.Equal(trial.GetProperty("metrics").GetRawText().Length > 0, backtest.RootElement.GetProperty("metrics").GetProperty("sharpe").GetDouble() == trial.GetProperty("objectives")[0].GetDouble());
        }
    }

    [Fact]
    public void Backtest_FromOptimization_TakesWhatTheSearchAssumed()
    {
        var (json, result) = (_folder.File("out.json"), _folder.File("run.json"));
        string[] assumed = ["--fee", "0.3%", "--slippage-bps", "7", "--short", "--cash", "5000", "--exit", "stop:5%", "--from", "2019-01-01", "--to", "2020-01-01"];
        CommandRun.Of([.. Small, .. assumed, "--json", json]).AssertDone();
        using var search = JsonDocument.Parse(File.ReadAllText(json));
        var trial = search.RootElement.GetProperty("trials")[search.RootElement.GetProperty("best").GetInt32() - 1];

        CommandRun.Of("backtest", "--data", CommandRun.FourHours, "--from-optimization", json, "--json", result).AssertDone();
        using var same = JsonDocument.Parse(File.ReadAllText(result));
        Assert.Equal(trial.GetProperty("tradeHash").GetString(), same.RootElement.GetProperty("tradeHash").GetString());
        Assert.Equal(trial.GetProperty("metrics").GetProperty("finalEquity").GetString(), same.RootElement.GetProperty("metrics").GetProperty("finalEquity").GetString());

        CommandRun.Of("backtest", "--data", CommandRun.FourHours, "--from-optimization", json, "--from", "2020-01-01", "--slippage-bps", "0", "--json", result).AssertDone();
        using var later = JsonDocument.Parse(File.ReadAllText(result));
        var settings = later.RootElement.GetProperty("settings");
        Assert.Equal(["0.003", "0", "5000"], new[] { "takerFee", "slippageBps", "cash" }.Select(name => settings.GetProperty(name).GetString()));
        Assert.True(settings.GetProperty("short").GetBoolean());
        Assert.Equal(JsonValueKind.Null, settings.GetProperty("to").ValueKind);
    }

    [Fact]
    public void Backtest_FromOptimizationOfPerpetuals_AsksForTheirOptions()
    {
        var (json, result) = (_folder.File("out.json"), _folder.File("run.json"));
        string[] margin = ["--margin", "isolated", "--short", "--fee", "0.05%"];
        CommandRun.Of([.. Small, .. margin, "--json", json]).AssertDone();
        string[] backtest = ["backtest", "--data", CommandRun.FourHours, "--from-optimization", json];
        CommandRun.Of(backtest).AssertRefused("perpetual contracts", "expected --margin");
        CommandRun.Of([.. backtest, .. margin, "--json", result]).AssertDone();
        using var search = JsonDocument.Parse(File.ReadAllText(json));
        using var run = JsonDocument.Parse(File.ReadAllText(result));
        Assert.Equal(search.RootElement.GetProperty("trials")[search.RootElement.GetProperty("best").GetInt32() - 1].GetProperty("tradeHash").GetString(), run.RootElement.GetProperty("tradeHash").GetString());
    }

    [Fact]
    public void FromOptimization_Wrong_IsRefused()
    {
        var json = _folder.File("out.json");
        CommandRun.Of([.. Small, "--json", json]).AssertDone();
        string[] backtest = ["backtest", "--data", CommandRun.FourHours];
        CommandRun.Of([.. backtest, "--from-optimization", $"{json}#999"]).AssertRefused("has no trial 999");
        CommandRun.Of([.. backtest, "--from-optimization", $"{json}#x"]).AssertRefused("'x' is no number of a trial");
        CommandRun.Of([.. backtest, "--from-optimization", _folder.File("none.json")]).AssertRefused("optimisation file not found");
        CommandRun.Of([.. backtest, "--from-optimization", _folder.Write("bad.json", "{}")]).AssertRefused("expected argosy-optimization/1");
        CommandRun.Of([.. backtest, "--from-optimization", _folder.Write("bad.json", "{\"format\":\"argosy-optimization/1\"}")]).AssertRefused("not an argosy-optimization/1 file");
        CommandRun.Of([.. backtest, "--from-optimization", json, "--param", "fast=5"]).AssertRefused("--param contradict");
        CommandRun.Of(backtest).AssertRefused("--strategy is required");
    }

    [Fact]
    public void Consensus_RangesOfTwoMembers_GiveParametersOfBoth()
    {
        var json = _folder.File("out.json");
        CommandRun.Of(
            "optimize", "--data", CommandRun.FourHours, "--strategy", "consensus", "--param", "voters=a:ma-cross(fast=5, slow=20); b:momentum", "--range", "a.fast=5..15:5",
            "--range", "b.period=10,20", "--method", "tpe", "--trials", "6", "--jobs", "1", "--json", json).AssertDone();
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        var trials = document.RootElement.GetProperty("trials").EnumerateArray().ToArray();
        Assert.Equal(6, trials.Select(t => $"{t.GetProperty("parameters").GetProperty("a.fast")} {t.GetProperty("parameters").GetProperty("b.period")}").Distinct().Count());
        var result = _folder.File("run.json");
        CommandRun.Of("backtest", "--data", CommandRun.FourHours, "--from-optimization", json, "--json", result).AssertDone();
        using var backtest = JsonDocument.Parse(File.ReadAllText(result));
        var best = trials[document.RootElement.GetProperty("best").GetInt32() - 1];
        Assert.Equal(best.GetProperty("tradeHash").GetString(), backtest.RootElement.GetProperty("tradeHash").GetString());
    }

    [Fact]
    public void Exit_Range_AddsTheRuleToEachTrial()
    {
        var json = _folder.File("out.json");
        CommandRun.Of([.. Base, "--range", "exit=none,stop:2%,stop:5%", "--json", json]).AssertDone();
        using var document = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(3, document.RootElement.GetProperty("trials").EnumerateArray().Select(t => t.GetProperty("tradeHash").GetString()).Distinct().Count());
        var result = _folder.File("run.json");
        CommandRun.Of("backtest", "--data", CommandRun.FourHours, "--from-optimization", $"{json}#2", "--json", result).AssertDone();
        using var backtest = JsonDocument.Parse(File.ReadAllText(result));
        Assert.Equal(document.RootElement.GetProperty("trials")[1].GetProperty("tradeHash").GetString(), backtest.RootElement.GetProperty("tradeHash").GetString());
    }

    [Theory]
    [InlineData("--range is required")]
    [InlineData("there is no parameter 'fsat', did you mean 'fast'", "--range", "fsat=1..5")]
    [InlineData("9 lies above 5", "--range", "fast=9..5")]
    [InlineData("has two ranges", "--range", "fast=1..5", "--range", "fast=6..9")]
    [InlineData("--range and --param both set 'fast'", "--range", "fast=1..5", "--param", "fast=3")]
    [InlineData("did you mean 'sharpe'", "--range", "fast=1..5", "--objective", "sharp")]
    [InlineData("position 10", "--range", "fast=1..5", "--objective", "sharpe - $")]
    [InlineData("is neither better high nor low", "--range", "fast=1..5", "--objective", "trades")]
    [InlineData("'sharpe' is given twice", "--range", "fast=1..5", "--objective", "sharpe", "--objective", "sharpe")]
    [InlineData("has no comparison", "--range", "fast=1..5", "--constraint", "trades")]
    [InlineData("'many' after >= is not a number", "--range", "fast=1..5", "--constraint", "trades>=many")]
    [InlineData("--trials: '0' is not a whole number", "--range", "fast=1..5", "--trials", "0")]
    [InlineData("only 3 trials are asked for", "--range", "fast=1..5", "--trials", "3")]
    [InlineData("did you mean 'genetic'", "--range", "fast=1..5", "--method", "genetics")]
    [InlineData("--max-drawdown: '2' is not a ratio", "--range", "fast=1..5", "--max-drawdown", "2")]
    [InlineData("none of the 3 parameter sets", "--range", "fast=600..602", "--param", "slow=20")]
    [InlineData("pruning compares one objective", "--range", "fast=1..5", "--prune", "--objective", "sharpe", "--objective", "cagr")]
    [InlineData("lies outside the data", "--range", "fast=1..5", "--from", "1990-01-01")]
    public void Input_Wrong_IsRefusedAndNothingIsWritten(string said, params string[] words)
    {
        var json = _folder.File("out.json");
        CommandRun.Of([.. Base, .. words, "--json", json]).AssertRefused(said);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Resume_WithoutJournal_IsRefused()
    {
        CommandRun.Of([.. Small, "--resume", _folder.File("out.json")]).AssertRefused("there is no ", "out.json.trials to resume from");
        CommandRun.Of([.. Small, "--resume", "-"]).AssertRefused("the standard output cannot be gone on with");
        CommandRun.Of([.. Small, "--resume", "a", "--json", "b"]).AssertRefused("both name the result's file");
    }

    [Fact]
    public void Stopped_Search_WritesWhatThereIsAndCanBeGoneOnWith()
    {
        var json = _folder.File("out.json");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var run = CommandRun.Of(stop.Token, [.. Small, "--json", json]);
        Assert.Equal(130, run.Code);
        CommandRun.Of([.. Small, "--json", _folder.File("whole.json")]).AssertDone();
        if (!_folder.Names.Contains("out.json.trials")) return;
        CommandRun.Of([.. Small, "--resume", json]).AssertDone();
        Assert.Equal(SearchText.Of(_folder.File("whole.json")), SearchText.Of(json));
        Assert.Equal(["out.json", "whole.json"], _folder.Names);
    }
}
