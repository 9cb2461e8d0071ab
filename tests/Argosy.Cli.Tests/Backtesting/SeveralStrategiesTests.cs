using System.Text.Json;

namespace Argosy.Cli.Tests.Backtesting;

public sealed class SeveralStrategiesTests : IDisposable
{
    static readonly string[] Base = ["backtest", "--data", CommandRun.FourHours];
    static readonly string[] Two = ["--strategy", "trend:ma-cross", "--strategy", "rsi", "--param", "trend.fast=20", "--param", "rsi.stopLoss=0.05"];

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TwoStrategies_HaveALineEach_AndTheirLogReplays()
    {
        var (json, log, html) = (_folder.File("a.json"), _folder.File("a.log"), _folder.File("a.html"));
        var run = CommandRun.Of([.. Base, .. Two, "--json", json, "--log", log, "--html", html]).AssertDone();
        Assert.Contains("trend:ma-cross+rsi trend.fast=20", run.Output, StringComparison.Ordinal);
        Assert.Contains("trend (ma-cross)", run.Output, StringComparison.Ordinal);
        using var result = JsonDocument.Parse(File.ReadAllText(json));
        Assert.Equal(["trend", "rsi"], result.RootElement.GetProperty("strategies").EnumerateArray().Select(s => s.GetProperty("id").GetString()));
        Assert.Contains(result.RootElement.GetProperty("stateHash").GetString()!, CommandRun.Of("replay", log).AssertDone().Output, StringComparison.Ordinal);
        Assert.Contains("\"strategies\":[\"trend\",\"rsi\"]", File.ReadAllText(html).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void FileOfAStrategy_IsFoundAgainByTheReplay()
    {
        var file = _folder.Write("up.cs", "public sealed class Up(int period = 9) : IStrategy { public void OnBar(in Bar bar, StrategyContext context) => context.Target(context.Bars.Count % period == 0 ? Direction.Long : Direction.Flat); }");
        var log = _folder.File("a.log");
        CommandRun.Of([.. Base, "--strategy", $"mine:{file}", "--strategy", "rsi", "--param", "mine.period=5", "--log", log]).AssertDone();
        CommandRun.Of("replay", log).AssertDone();
        CommandRun.Of("replay", log, "--strategy", file, "--strategy", "rsi").AssertDone();
        CommandRun.Of("replay", log, "--strategy", file).AssertRefused("1 given", "expected one for each of its 2");
    }

    [Fact]
    public void OneStrategyWithAnId_TakesParametersEitherWay()
    {
        string Hash(params string[] more)
        {
            using var json = JsonDocument.Parse(CommandRun.Of([.. Base, "--band", "off", "--json", "-", .. more]).AssertDone().Output);
            return json.RootElement.GetProperty("stateHash").GetString()!;
        }
        var plain = Hash("--strategy", "ma-cross", "--param", "fast=5");
        Assert.Equal(plain, Hash("--strategy", "trend:ma-cross", "--param", "trend.fast=5"));
        Assert.Equal(plain, Hash("--strategy", "trend:ma-cross", "--param", "fast=5"));
    }

    [Fact]
    public void VotersOfOneOfThem_AreNamedBehindItsId()
    {
        var run = CommandRun.Of([.. Base, "--strategy", "vote:consensus", "--strategy", "rsi", "--param", "vote.voters=a:ma-cross; b:rsi", "--param", "vote.a.fast=7", "--band", "off"]).AssertDone();
        Assert.Contains("vote.a.fast=7", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_RangesOverTheirParameters_AndItsBestRuns()
    {
        var json = _folder.File("o.json");
        CommandRun.Of(["optimize", "--data", CommandRun.FourHours, .. Two[..4], "--range", "trend.fast=5..15:5", "--range", "rsi.low=20,30", "--json", json]).AssertDone();
        Assert.Contains("trend:ma-cross+rsi trend.fast=", CommandRun.Of([.. Base, "--from-optimization", json]).AssertDone().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two are called 'rsi'", "--strategy", "rsi", "--strategy", "rsi")]
    [InlineData("'fast' names none of the strategies; expected ma-cross.name or rsi.name", "--strategy", "ma-cross", "--strategy", "rsi", "--param", "fast=5")]
    [InlineData("'rsy.low' names none of the strategies, did you mean 'rsi'?", "--strategy", "ma-cross", "--strategy", "rsi", "--param", "rsy.low=5")]
    [InlineData("has no parameter 'fst', did you mean 'fast'?", "--strategy", "ma-cross", "--strategy", "rsi", "--param", "ma-cross.fst=5")]
    [InlineData("there is no strategy", "--strategy", "ma-cross", "--strategy", "b:nonsense")]
    [InlineData("which several strategies cannot share", "--strategy", "ma-cross", "--strategy", "rsi", "--margin", "cross")]
    [InlineData("--strategy is required")]
    public void WrongStrategies_AreRefusedInOneSentence(string message, params string[] words) => CommandRun.Of([.. Base, .. words]).AssertRefused(message);

    [Fact]
    public void MaxLeverage_TakesOneStrategy() =>
        CommandRun.Of("max-leverage", "--data", CommandRun.FourHours, "--margin", "cross", "--strategy", "ma-cross", "--strategy", "rsi").AssertRefused("--strategy", "expected one");
}
