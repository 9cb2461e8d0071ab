namespace Argosy.Cli.Tests.Backtesting;

/// <summary>Whatever is wrong with the input: exit code 2, one message that says what, where and what was expected, nothing written.</summary>
public sealed class BacktestInputTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("no strategy 'ma-crss', did you mean 'ma-cross'?", "--strategy", "ma-crss")]
    [InlineData("no strategy 'x'", "--strategy", "x")]
    [InlineData("'fats', did you mean 'fast'?", "--strategy", "ma-cross", "--param", "fats=5")]
    [InlineData("'fast' of ma-cross must be a whole number, was 'five'", "--strategy", "ma-cross", "--param", "fast=five")]
    [InlineData("'fast' of ma-cross must be", "--strategy", "ma-cross", "--param", "fast=-5")]
    [InlineData("'fast' is given twice", "--strategy", "ma-cross", "--param", "fast=5", "--param", "fast=6")]
    [InlineData("'fast' is not name=value", "--strategy", "ma-cross", "--param", "fast")]
    [InlineData("parameters of ma-cross", "--strategy", "ma-cross", "--param", "fast=50", "--param", "slow=10")]
    public void Strategy_Wrong(string said, params string[] words) => Refused([said], words);

    [Theory]
    [InlineData("--cash: 'much' is not an amount above 0", "--cash", "much")]
    [InlineData("--cash: '0' is not", "--cash", "0")]
    [InlineData("--cash: '-5' is not", "--cash", "-5")]
    [InlineData("--fee: '1.5' is not a ratio", "--fee", "1.5")]
    [InlineData("--fee: '-0.1' is not", "--fee", "-0.1")]
    [InlineData("--slippage-bps: '-1' is not", "--slippage-bps", "-1")]
    [InlineData("--size: size must be all, quote:100", "--size", "some")]
    [InlineData("--size: size 'risk:0%'", "--size", "risk:0%")]
    [InlineData("--path: 'near' is not one of near-first", "--path", "near")]
    [InlineData("--fill-at: 'open' is not one of next-open, close", "--fill-at", "open")]
    [InlineData("--band: 'maybe' is not one of on, off", "--band", "maybe")]
    [InlineData("--participation: '2' is not a ratio from 0 to 1", "--participation", "2")]
    [InlineData("--latency-bars: '1.5' is not a whole number", "--latency-bars", "1.5")]
    [InlineData("--leverage: '0.5' is not a number, 1 or more", "--leverage", "0.5")]
    [InlineData("--fee-asset: 'base' is not one of quote, received", "--fee-asset", "base")]
    [InlineData("--seed: '-1' is not a whole number", "--seed", "-1")]
    [InlineData("--tick: '0' is not a number above 0", "--tick", "0")]
    [InlineData("--tick: 2 values for 1 data", "--tick", "0.1,0.2")]
    [InlineData("--from: '1.1.2020' is not a date", "--from", "1.1.2020")]
    [InlineData("--timeframe: 'soon' is no timeframe", "--timeframe", "soon")]
    [InlineData("--instrument: 2 given, 1 data", "--instrument", "BTC/USD,ETH/USD")]
    [InlineData("'BTC' is no instrument", "--instrument", "BTC")]
    public void Option_Wrong(string said, params string[] words) => Refused([said], ["--strategy", "buy-and-hold", .. words]);

    [Theory]
    [InlineData("--fee and --maker-fee contradict", "--fee", "0.001", "--maker-fee", "0")]
    [InlineData("--fee and --taker-fee contradict", "--fee", "0.001", "--taker-fee", "0.002")]
    [InlineData("--latency-bars and --fill-at close contradict", "--latency-bars", "1", "--fill-at", "close")]
    [InlineData("--leverage above 1 needs --short", "--leverage", "3")]
    [InlineData("--borrow-apr needs --short", "--borrow-apr", "0.05")]
    [InlineData("does not lie before --to", "--from", "2023-12-10", "--to", "2023-12-01")]
    [InlineData("only --json may go to the standard output", "--trades", "-")]
    [InlineData("--detail: 2 files for 1 of --data", "--detail", "a.csv,b.csv")]
    public void Options_Contradict(string said, params string[] words) => Refused([said], ["--strategy", "buy-and-hold", .. words]);

    [Theory]
    [InlineData("--from", "2030-01-01")]
    [InlineData("--from", "2000-01-01")]
    [InlineData("--to", "2000-01-01")]
    [InlineData("--to", "2030-01-01")]
    public void Dates_OutsideTheData_NameItsRange(string option, string date) =>
        Refused([$"{option} {date} lies outside the data, which run from 20", " to 20"], ["--strategy", "buy-and-hold", option, date]);

    [Fact]
    public void Data_MissingFile() => Run("--data", _folder.File("none.csv"), "--strategy", "buy-and-hold").AssertRefused("none.csv: no such file");

    [Fact]
    public void Data_UnknownName_PointsToTheCatalogue() => Run("--data", "no-such-series", "--strategy", "buy-and-hold").AssertRefused("no series 'no-such-series'");

    [Fact]
    public void Data_NotCandles_SaysSo()
    {
        var file = _folder.Write("notes.csv", "hello,world\n1,2\n");
        Run("--data", file, "--strategy", "buy-and-hold").AssertRefused("notes.csv line 1");
    }

    [Fact]
    public void Data_NoNumber_NamesLineAndColumn()
    {
        var file = _folder.Write("bad.csv", "time,open,high,low,close,volume\n1577836800000,1,2,1,2,5\n1577923200000,1,oops,1,2,5\n");
        Run("--data", file, "--strategy", "buy-and-hold").AssertRefused("bad.csv line 3", "high", "oops");
    }

    [Fact]
    public void Data_Empty_IsRefused()
    {
        var file = _folder.Write("empty.csv", "");
        Run("--data", file, "--strategy", "buy-and-hold").AssertRefused("empty.csv");
    }

    [Fact]
    public void Data_SameInstrumentTwice_IsRefused() =>
        Run("--data", $"{CommandRun.Daily},{CommandRun.FourHours}", "--strategy", "buy-and-hold").AssertRefused("are both BTC/USD");

    [Fact]
    public void Detail_NotFiner_IsRefused() =>
        Run("--data", CommandRun.FourHours, "--detail", CommandRun.Daily, "--strategy", "buy-and-hold").AssertRefused("--detail", "expected finer ones");

    [Fact]
    public void StrategyFile_Missing() => Run("--data", CommandRun.Daily, "--strategy", _folder.File("none.cs")).AssertRefused("none.cs: no such file");

    [Fact]
    public void StrategyFile_DoesNotCompile_NamesLineAndColumn()
    {
        var file = _folder.Write("broken.cs", "class Broken : IStrategy\n{\n    public void OnBar(in Bar bar, StrategyContext context) => context.Fly();\n}\n");
        Run("--data", CommandRun.Daily, "--strategy", file).AssertRefused("broken.cs(3,71): ");
    }

    [Fact]
    public void StrategyFile_OfAnotherKind_IsRefused()
    {
        var file = _folder.Write("bot.py", "print('hello')");
        Run("--data", CommandRun.Daily, "--strategy", file).AssertRefused("expected a C# file");
    }

    [Fact]
    public void Output_FolderMissing_IsSaidBeforeTheRun() =>
        Run("--data", CommandRun.Daily, "--strategy", "buy-and-hold", "--json", _folder.File("no/such/folder.json")).AssertRefused("--json: the folder of");

    [Fact]
    public void Output_OneFileForTwo_IsRefused() =>
        Run("--data", CommandRun.Daily, "--strategy", "buy-and-hold", "--json", _folder.File("a"), "--trades", _folder.File("a")).AssertRefused("--trades and --json name the same file");

    [Fact]
    public void Refused_NothingIsWritten()
    {
        Run("--data", CommandRun.Daily, "--strategy", "buy-and-hold", "--from", "2030-01-01", "--json", _folder.File("a.json"), "--trades", _folder.File("t.csv"), "--log", _folder.File("l.log"))
            .AssertRefused("outside the data");
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Strategy_Throws_IsOneLineAndExitCodeOne()
    {
        var file = _folder.Write("thrower.cs", "class Thrower : IStrategy { public void OnBar(in Bar bar, StrategyContext context) => throw new DivideByZeroException(\"no luck\"); }");
        var run = Run("--data", CommandRun.Daily, "--strategy", file, "--json", _folder.File("a.json"), "--log", _folder.File("l.log"));
        Assert.Equal(1, run.Code);
        Assert.Contains("no luck", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(["thrower.cs"], _folder.Names);
    }

    [Fact]
    public void Cancelled_NothingIsWritten()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var run = CommandRun.Of(stop.Token, "backtest", "--data", CommandRun.FourHours, "--strategy", "ma-cross", "--json", _folder.File("a.json"), "--log", _folder.File("l.log"));
        Assert.Equal(130, run.Code);
        Assert.Empty(_folder.Names);
    }

    static CommandRun Run(params string[] words) => CommandRun.Of(["backtest", .. words]);

    static void Refused(string[] said, string[] words) => Run(["--data", CommandRun.Daily, .. words]).AssertRefused(said);
}
