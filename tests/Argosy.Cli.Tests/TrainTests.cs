using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests;

public sealed class TrainTests : IDisposable
{
    static readonly string Bitcoin = SharedData.Path("data", "candles", "coinbase_BTC-USD_4h.csv.gz");
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-train").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string At(string name) => Path.Combine(_folder, name);

    [Fact]
    public void Train_ThenBacktest_UsesTheModelOnLaterBarsOnly()
    {
        var model = At("model.json");
        var trained = CommandRun.Of("train", "--data", Bitcoin, "--trees", "20", "--model", model, "--json", At("scores.json")).AssertDone();
        using var scores = JsonDocument.Parse(File.ReadAllText(At("scores.json")));
        var from = scores.RootElement.GetProperty("windows")[0].GetProperty("testFrom").GetInt64();

        Assert.Contains("later rows", trained.Output, StringComparison.Ordinal);
        Assert.Contains("standard errors", trained.Output, StringComparison.Ordinal);
        CommandRun.Of("backtest", "--data", Bitcoin, "--strategy", "prediction", "--param", $"model={model}", "--param", "enter=0.5", "--json", At("result.json")).AssertDone();
        using var result = JsonDocument.Parse(File.ReadAllText(At("result.json")));
        var trades = result.RootElement.GetProperty("trades");
        Assert.True(trades.GetArrayLength() > 10);
        Assert.All(trades.EnumerateArray().ToArray(), trade => Assert.True(trade.GetProperty("entryTime").GetInt64() >= from));
    }

    [Fact]
    public void Train_WalkingForward_ListsItsWindows()
    {
        var run = CommandRun.Of("train", "--data", Bitcoin, "--trees", "10", "--train", "200d", "--test", "60d", "--task", "regression").AssertDone();

        Assert.Contains("walk forward", run.Output, StringComparison.Ordinal);
        Assert.Contains("test from", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void ListFeatures_NamesEveryKind() => Assert.Contains("percent-b", CommandRun.Of("train", "--list-features").AssertDone().Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("--data is missing")]
    [InlineData("no such file", "--data", "/nowhere.csv")]
    [InlineData("--features: there is no feature 'rsii', did you mean 'rsi'", "--data", "D", "--features", "rsii")]
    [InlineData("--horizon: '0' is not a whole number from 1", "--data", "D", "--horizon", "0")]
    [InlineData("--task regression has none", "--data", "D", "--task", "regression", "--threshold", "0.1%")]
    [InlineData("--test is missing", "--data", "D", "--train", "30d")]
    [InlineData("--train: '30y' is not a length of time", "--data", "D", "--train", "30y", "--test", "1d")]
    [InlineData("too short for a training of 9000", "--data", "D", "--train", "9000d", "--test", "1d")]
    [InlineData("--anchored belongs to a walk forward", "--data", "D", "--anchored")]
    [InlineData("--test-share belongs to a single split", "--data", "D", "--train", "30d", "--test", "1d", "--test-share", "0.2")]
    [InlineData("--test-share: '1' is not a ratio", "--data", "D", "--test-share", "1")]
    [InlineData("the folder of /nowhere/m.json does not exist", "--data", "D", "--model", "/nowhere/m.json")]
    [InlineData("only --json may go to the standard output", "--data", "D", "--model", "-")]
    public void Train_BadInput_IsRefused(string said, params string[] words) =>
        CommandRun.Of(["train", .. words.Select(word => word == "D" ? Bitcoin : word)]).AssertRefused(said);
}
