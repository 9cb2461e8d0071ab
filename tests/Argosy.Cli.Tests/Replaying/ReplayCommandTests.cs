using System.Globalization;
using System.Text;
using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Replaying;

public sealed class ReplayCommandTests : IDisposable
{
    const string MyCross = """
        public sealed class MyCross(int fast = 10, int slow = 30) : IStrategy
        {
            readonly Sma _fast = new(fast), _slow = new(slow);
            readonly Cross _cross = new();

            public void OnBar(in Bar bar, StrategyContext context)
            {
                var crossed = _cross.Push(_fast.Push(bar.Close), _slow.Push(bar.Close));
                if (crossed is Crossing.Up) context.Target(Direction.Long);
                else if (crossed is Crossing.Down) context.Target(Direction.Flat);
            }
        }
        """;

    static readonly string[] Cross = ["--strategy", "ma-cross", "--param", "fast=10", "--param", "slow=30"];
    static readonly string Ether = SharedData.Path("data", "candles", "coinbase_ETH-USD_4h.csv.gz");
    static readonly string Hours = SharedData.Path("data", "candles", "binanceperp_WLD-USDT_1h.csv.gz");
    static readonly string Minutes = SharedData.Path("data", "candles", "binanceperp_WLD-USDT_3m.csv.gz");

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Log_IsFoundEqual_WithItsStateHashAndCounts()
    {
        var hash = Logged(["--data", CommandRun.FourHours, .. Cross]);
        var run = Replay().AssertDone();
        foreach (var text in new[] { "BTC/USD 4h", "ma-cross fast=10 slow=30", "equal ", hash, " 175 orders and 350 events in ", "replayed in " }) Assert.Contains(text, run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void SeveralInstrumentsShortAndLeveraged() =>
        RoundTrips("--data", $"{CommandRun.FourHours},{Ether}", "--strategy", "rsi", "--param", "stopLoss=0.02", "--param", "takeProfit=0.04", "--short", "--leverage", "3", "--borrow-apr", "5%", "--size", "equity:50%", "--lot", "0.001,0.01");

    [Fact]
    public void DetailWithCostsAndLatency() =>
        RoundTrips("--data", Hours, "--detail", Minutes, "--strategy", "donchian", "--short", "--slippage-bps", "7", "--spread-bps", "3", "--latency-bars", "1", "--tick", "0.001", "--lot", "0.1", "--min-notional", "5");

    [Fact]
    public void PartOfTheData() =>
        RoundTrips("--data", CommandRun.FourHours, "--strategy", "rsi", "--param", "stopLoss=0.02", "--from", "2019-01-01", "--to", "2020-01-01T03:00", "--fill-at", "close", "--path", "adverse-first", "--participation", "0.0001", "--seed", "9");

    [Fact]
    public void BankruptRun()
    {
        var strategy = _folder.Write("reckless.cs", """
            public sealed class Reckless(int wait = 20) : IStrategy
            {
                int _bars;

                public void OnBar(in Bar bar, StrategyContext context)
                {
                    _bars++;
                    if (_bars == wait) context.Target(Direction.Short);
                    if (_bars > wait && _bars % 11 == 0) context.Limit(Side.Buy, OrderSize.Quote(50), context.Instrument.RoundToTick(bar.Close * 0.97));
                }

                public void OnFill(in Fill fill, StrategyContext context)
                {
                    if (context.Random.NextIndex(3) == 0) context.Limit(Side.Sell, OrderSize.Quote(100), context.Instrument.RoundToTick(fill.Price * 1.01m));
                }
            }
            """);
        RoundTrips("--data", $"{CommandRun.FourHours},{Ether}", "--strategy", strategy, "--param", "wait=1270", "--short", "--leverage", "10", "--size", "quote:45000", "--participation", "0");
        Assert.Contains("\"purpose\":\"bankrupt\"", File.ReadAllText(_folder.File("run.log")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void HeaderlessFile_WithItsColumnsGivenAgain(int seed)
    {
        var data = _folder.Write("walk.csv", Walk(seed));
        Logged("--data", data, "--columns", "t,o,h,l,c,v", "--instrument", "AAA/BBB", "--strategy", "grid", "--participation", "0.3");
        Replay("--columns", "t,o,h,l,c,v").AssertDone();
        Replay().AssertRefused("--columns");
    }

    [Fact]
    public void CatalogueSeries_IsFoundByItsName()
    {
        var store = _folder.File("bars");
        CommandRun.Of("data", "synth", "--bars", "3000", "--timeframe", "1h", "--name", "made", "--store", store).AssertDone();
        var before = Environment.GetEnvironmentVariable("ARGOSY_DATA");
        Environment.SetEnvironmentVariable("ARGOSY_DATA", store);
        try
        {
            RoundTrips("--data", "made", "--strategy", "bollinger", "--short");
            File.Delete(Path.Combine(store, "made.bars"));
            Replay().AssertRefused("run.log: its data of ", ", made, are found neither", "--data FILE");
        }
        finally
        {
            Environment.SetEnvironmentVariable("ARGOSY_DATA", before);
        }
    }

    [Fact]
    public void FilesThatMoved_AreFoundBesideTheLog_OrByOptions()
    {
        var (data, strategy) = (_folder.Write("walk.csv", "time,open,high,low,close,volume\n" + Walk(4)), _folder.Write("my-cross.cs", MyCross));
        Logged("--data", data, "--strategy", strategy);
        Directory.CreateDirectory(_folder.File("moved"));
        foreach (var name in new[] { "walk.csv", "my-cross.cs", "run.log" }) File.Move(_folder.File(name), Path.Combine(_folder.File("moved"), name));
        string In(string name) => Path.Combine(_folder.File("moved"), name);
        CommandRun.Of("replay", In("run.log")).AssertDone();
        File.Move(In("walk.csv"), In("other.csv"));
        CommandRun.Of("replay", In("run.log")).AssertRefused("run.log: its data of ", "walk.csv, are found neither", "--data FILE");
        File.Move(In("my-cross.cs"), In("renamed.cs"));
        CommandRun.Of("replay", In("run.log")).AssertRefused("its strategy file my-cross.cs", "--strategy FILE");
        CommandRun.Of("replay", In("run.log"), "--data", In("other.csv"), "--strategy", In("renamed.cs")).AssertDone();
    }

    [Fact]
    public void ChangedStrategyFile_IsDifferent_WithTheFirstDivergence()
    {
        var strategy = _folder.Write("my-cross.cs", MyCross);
        Logged("--data", CommandRun.FourHours, "--strategy", strategy);
        File.WriteAllText(strategy, MyCross.Replace("context.Target(Direction.Flat)", "context.Market(Side.Sell, OrderSize.Quantity(0.5m))", StringComparison.Ordinal));
        AssertDifferent(Replay(), "first at line ", "log has ", "replay has ", "order ", " in the log, ", "my-cross.cs is not what it was");
    }

    [Fact]
    public void OtherStrategy_IsDifferent()
    {
        Logged("--data", CommandRun.FourHours, "--strategy", "buy-and-hold");
        AssertDifferent(Replay("--strategy", "every-bar"), "first at line ", "size: ");
    }

    [Fact]
    public void OtherStrategy_WithoutTheParameters_IsRefused()
    {
        Logged(["--data", CommandRun.FourHours, .. Cross]);
        Replay("--strategy", "buy-and-hold").AssertRefused("has no parameter 'fast'");
        Replay("--strategy", "ma-crss").AssertRefused("did you mean 'ma-cross'?");
    }

    [Fact]
    public void OtherData_AreRefused()
    {
        Logged(["--data", CommandRun.FourHours, .. Cross]);
        Replay("--data", Ether).AssertRefused("does not hold the 4h bars of BTC/USD", "--data FILE names the right data");
        Replay("--data", $"{CommandRun.FourHours},{Ether}").AssertRefused("--data: 2 given, run.log is of 1 (BTC/USD)");
        Replay("--detail", Minutes).AssertRefused("run.log was made without finer bars");
    }

    [Fact]
    public void OtherDetail_IsRefused()
    {
        Logged(["--data", Hours, "--detail", Minutes, .. Cross]);
        Replay("--detail", Hours).AssertRefused("does not hold the finer bars of WLD/USDT", "--detail FILE");
    }

    [Fact]
    public void ChangedFill_IsDifferent_AtTheEndOrBefore()
    {
        Logged(["--data", CommandRun.FourHours, .. Cross]);
        Change(line => line.Contains("\"price\":\"", StringComparison.Ordinal), line => line.Replace("\"fee\":\"", "\"fee\":\"1", StringComparison.Ordinal));
        AssertDifferent(Replay(), "log has ", "replay has ");
    }

    [Fact]
    public void ChangedOrder_IsDifferent_AtItsLine()
    {
        Logged(["--data", CommandRun.FourHours, .. Cross]);
        var at = Change(line => line.Contains("\"order\":{\"id\":3,", StringComparison.Ordinal), line => line.Replace("\"side\":\"sell\"", "\"side\":\"buy\"", StringComparison.Ordinal).Replace("\"side\":\"buy\"", "\"side\":\"sell\"", StringComparison.Ordinal));
        var run = Replay();
        AssertDifferent(run, $"first at line {at} of ", "order 3, ", "side: sell in the log, buy in the replay");
    }

    [Fact]
    public void ChangedStateHash_IsDifferent_AndShowsBoth()
    {
        var hash = Logged(["--data", CommandRun.FourHours, .. Cross]);
        Change(line => line.Contains("\"end\":{", StringComparison.Ordinal), line => line.Replace(hash, new string('0', 64), StringComparison.Ordinal));
        AssertDifferent(Replay(), "the states at the end differ", new string('0', 64), hash);
    }

    // Whatever one line is turned into: a verdict or a refusal, never an exception.
    [Fact]
    public void AnyChangedLine_HasAVerdictOrIsRefused()
    {
        Logged("--data", CommandRun.Daily, "--strategy", "rsi", "--param", "period=3", "--param", "stopLoss=0.01", "--param", "takeProfit=0.02");
        var lines = File.ReadAllLines(_folder.File("run.log"));
        Assert.True(lines.Length > 10);
        foreach (var (was, now) in new[]
        {
            ("\"kind\":\"filled\"", "\"kind\":\"accepted\""), ("\"orderId\":", "\"orderId\":9"), ("\"instrument\":0", "\"instrument\":7"), ("\"quantity\":\"", "\"quantity\":\"9999999999999999999"), ("\"book\":0", "\"book\":5"),
            ("\"side\":\"buy\"", "\"side\":\"sell\""), ("\"phase\":\"opening\"", "\"phase\":\"closing\""), ("\"instant\":1", "\"instant\":2"), ("\"purpose\":\"signal\"", "\"purpose\":\"bankrupt\""), ("\"price\":\"", "\"price\":\"-"), ("\"id\":", "\"id\":1"),
        })
        {
            for (var i = 1; i < lines.Length; i++)
            {
                if (!lines[i].Contains(was, StringComparison.Ordinal)) continue;
                File.WriteAllLines(_folder.File("run.log"), [.. lines[..i], lines[i].Replace(was, now, StringComparison.Ordinal), .. lines[(i + 1)..]]);
                var run = Replay();
                Assert.True((run.Code == 1 && run.Output.Contains("different ", StringComparison.Ordinal) && run.Error.Length == 0) || run.Code == 2, $"line {i + 1}, {was}: {run.Code} {run.Output} {run.Error}");
            }
        }
    }

    [Fact]
    public void BrokenLogs_AreRefused()
    {
        Logged(["--data", CommandRun.FourHours, .. Cross]);
        var lines = File.ReadAllLines(_folder.File("run.log"));
        void Refused(string said, params string[] text)
        {
            File.WriteAllLines(_folder.File("broken.log"), text);
            CommandRun.Of("replay", _folder.File("broken.log")).AssertRefused(said);
        }

        Refused("cut off", lines[..^1]);
        Refused("column", [.. lines[..^1], lines[^1][..20]]);
        Refused("lines are missing", [.. lines[..5], .. lines[6..]]);
        Refused("broken.log line 1 column 1", ["null", .. lines[1..]]);
        Refused("broken.log line 2 column 1", [lines[0], "null", .. lines[2..]]);
        Refused("broken.log line 1", ["{}", .. lines[1..]]);
        Refused("format 'argosy-log/9'", [lines[0].Replace("argosy-log/1", "argosy-log/9", StringComparison.Ordinal), .. lines[1..]]);
        Refused("the header names no instrument", [lines[0][..lines[0].IndexOf("\"markets\":[", StringComparison.Ordinal)] + "\"markets\":[]}", .. lines[1..]]);
        Refused("tick size must be above 0", [lines[0].Replace("\"tickSize\":\"0.01\"", "\"tickSize\":\"0\"", StringComparison.Ordinal), .. lines[1..]]);
        Refused("is empty");
        CommandRun.Of("replay", _folder.File("none.log")).AssertRefused("none.log: no such file");
        CommandRun.Of("replay", _folder.Write("result.log", "{\n  \"format\": \"argosy-result/1\"\n}")).AssertRefused("result.log line 1");
        CommandRun.Of("replay", "").AssertRefused("LOG");
        CommandRun.Of("replay").AssertRefused("LOG is missing");
    }

    [Fact]
    public void Json_HoldsTheVerdict()
    {
        var hash = Logged(["--data", CommandRun.FourHours, .. Cross]);
        using var equal = JsonDocument.Parse(Replay("--json", "-").AssertDone().Output);
        Assert.Equal("argosy-replay/1", equal.RootElement.GetProperty("format").GetString());
        Assert.True(equal.RootElement.GetProperty("equal").GetBoolean());
        Assert.Equal(hash, equal.RootElement.GetProperty("stateHash").GetString());
        Assert.Equal(350, equal.RootElement.GetProperty("events").GetInt32());

        var at = Change(line => line.Contains("\"order\":{\"id\":3,", StringComparison.Ordinal), line => line.Replace("\"size\":\"", "\"size\":\"1", StringComparison.Ordinal));
        var run = Replay("--json", _folder.File("verdict.json"));
        Assert.Equal(1, run.Code);
        using var different = JsonDocument.Parse(File.ReadAllText(_folder.File("verdict.json")));
        var divergence = different.RootElement.GetProperty("divergence");
        Assert.Equal(at, divergence.GetProperty("line").GetInt32());
        Assert.Equal("size", divergence.GetProperty("differences")[0].GetProperty("field").GetString());
        Assert.Equal(JsonValueKind.Null, different.RootElement.GetProperty("stateHash").ValueKind);
    }

    [Fact]
    public void Json_OverTheLog_IsRefused()
    {
        Logged(["--data", CommandRun.FourHours, .. Cross]);
        Replay("--json", _folder.File("run.log")).AssertRefused("name the same file");
    }

    [Fact]
    public void Stopped_ByTheUser()
    {
        Logged(["--data", CommandRun.FourHours, .. Cross]);
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Equal(130, CommandRun.Of(stop.Token, "replay", _folder.File("run.log")).Code);
    }

    void RoundTrips(params string[] words)
    {
        var hash = Logged(words);
        var run = Replay();
        Assert.True(run.Code == 0, run.Output + run.Error);
        Assert.Contains(hash, run.Output, StringComparison.Ordinal);
        Assert.True(File.ReadLines(_folder.File("run.log")).Count() > 20, "the log is too short to prove much");
    }

    string Logged(params string[] words)
    {
        CommandRun.Of(["backtest", "--log", _folder.File("run.log"), "--json", _folder.File("run.json"), "--band", "off", .. words]).AssertDone();
        using var json = JsonDocument.Parse(File.ReadAllBytes(_folder.File("run.json")));
        return json.RootElement.GetProperty("stateHash").GetString()!;
    }

    CommandRun Replay(params string[] words) => CommandRun.Of(["replay", _folder.File("run.log"), .. words]);

    int Change(Predicate<string> which, Func<string, string> change)
    {
        var lines = File.ReadAllLines(_folder.File("run.log"));
        var at = Array.FindIndex(lines, which);
        Assert.NotEqual(lines[at], change(lines[at]));
        lines[at] = change(lines[at]);
        File.WriteAllLines(_folder.File("run.log"), lines);
        return at + 1;
    }

    static void AssertDifferent(CommandRun run, params string[] said)
    {
        Assert.True(run.Code == 1, $"{run.Code}: {run.Output}{run.Error}");
        Assert.Equal("", run.Error);
        Assert.Contains("different ", run.Output, StringComparison.Ordinal);
        foreach (var text in said) Assert.Contains(text, run.Output, StringComparison.Ordinal);
    }

    static string Walk(int seed)
    {
        var random = new Core.Values.SeededGenerator((ulong)seed);
        var text = new StringBuilder();
        var price = 10_000;
        for (var i = 0; i < 1_000; i++)
        {
            var close = Math.Max(1_000, price + random.NextIndex(400) - 200);
            var (high, low) = (Math.Max(price, close) + random.NextIndex(150), Math.Min(price, close) - random.NextIndex(150));
            text.Append(CultureInfo.InvariantCulture, $"{1_600_000_000L + (i * 3600)},{price / 100m},{high / 100m},{low / 100m},{close / 100m},{100 + random.NextIndex(500)}\n");
            price = close;
        }
        return text.ToString();
    }
}
