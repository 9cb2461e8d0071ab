using System.Text.Json;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Configuration;

public sealed class AssetsTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-assets").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    string At(string name) => Path.Combine(_folder, name);

    JsonElement Run(string yaml, params string[] more)
    {
        File.WriteAllText(At("assets.yaml"), yaml);
        CommandRun.Of(["backtest", "--config", At("assets.yaml"), "--json", At("out.json"), .. more]).AssertDone();
        using var document = JsonDocument.Parse(File.ReadAllText(At("out.json")));
        return document.RootElement.Clone();
    }

    static string Asset(int schedule, string more = "") => $"""
        assets:
          - name: "Bitcoin"
            base_ticker_symbol: "BTC"
            quote_ticker_symbol: "USD"
            exchange: "CRYPTO_DOT_COM"
            min_quantity: 0.00001
            decimal_places: 8
            candles_timeframe: "MIN1"
            schedule: {schedule}
        {more}
        """;

    static readonly string Minutes = SharedData.Path("data", "candles", "binanceus_BTC-USD_1m.csv.gz");

    [Theory]
    [InlineData(0, "1m")]
    [InlineData(1, "1m")]
    [InlineData(2, "1h")]
    [InlineData(3, "1d")]
    [InlineData(4, "1w")]
    public void Schedule_OfAnAsset_IsHowOftenItsStrategyDecides(int schedule, string timeframe)
    {
        var result = Run(Asset(schedule), "--data", Minutes, "--band", "off");

        Assert.Equal(timeframe, result.GetProperty("timeframe").GetString());
        Assert.Equal("consensus", result.GetProperty("strategy").GetProperty("name").GetString());
    }

    [Fact]
    public void Schedule_OfAMonth_IsTheCalendarsMonth()
    {
        var result = Run(Asset(5).Replace("MIN1", "DAY1", StringComparison.Ordinal), "--data", SharedData.Path("data", "candles", "coinbase_LINK-USD_1d.csv.gz"), "--strategy", "buy-and-hold", "--instrument", "LINK/USD");

        Assert.Equal("1M", result.GetProperty("timeframe").GetString());
        var entry = DateTimeOffset.FromUnixTimeMilliseconds(result.GetProperty("trades")[0].GetProperty("entryTime").GetInt64());
        Assert.Equal((1, 0), (entry.Day, entry.Hour));
    }

    [Fact]
    public void Guards_OfAnAsset_AreThoseOfItsRun()
    {
        var result = Run(Asset(2, "    guard_config:\n      max_drawdown_period: 800\n      max_drawdown_percentage: 0.10\n      cooldown_timeout: 90"), "--data", Minutes, "--band", "off");
        var guards = result.GetProperty("settings").GetProperty("guards").GetString();

        Assert.Equal("max-drawdown(limit=0.1, period=800m), cooldown(time=90s)", guards);
        Assert.Equal("0.00001", result.GetProperty("instruments")[0].GetProperty("lot").GetString());
    }

    [Theory]
    [InlineData("schedule: 2", "schedule: 6", "line 9: assets.schedule: '6' is not a whole number from 0 to 5 (0 second, 1 minute, 2 hour, 3 day, 4 week, 5 calendar month)")]
    [InlineData("decimal_places: 8", "decimal_place: 8", "line 7: unknown key 'assets.decimal_place', did you mean 'decimal_places'?")]
    [InlineData("\"MIN1\"", "\"MIN\"", "line 8: assets.candles_timeframe: 'MIN' is no length of candles")]
    [InlineData("min_quantity: 0.00001", "min_quantity: 0", "line 6: assets.min_quantity: '0' is not a quantity above 0")]
    [InlineData("    base_ticker_symbol: \"BTC\"\n", "", "line 2: assets: 'base_ticker_symbol' is missing")]
    public void Assets_WithAMistake_NameTheLine(string from, string to, string said)
    {
        File.WriteAllText(At("assets.yaml"), Asset(2).ReplaceLineEndings("\n").Replace(from, to, StringComparison.Ordinal));
        CommandRun.Of("backtest", "--config", At("assets.yaml"), "--data", Minutes).AssertRefused("assets.yaml", said);
    }

    [Fact]
    public void Assets_WithoutASeries_SayWhichIsMissing()
    {
        File.WriteAllText(At("assets.yaml"), Asset(2).Replace("BTC", "NOSUCH", StringComparison.Ordinal));
        CommandRun.Of("backtest", "--config", At("assets.yaml")).AssertRefused("assets.yaml line 2, assets: no series 'NOSUCH-USD_1m'");
    }

    [Fact]
    public void Guard_ForOneInstrument_LeavesTheOthersAlone()
    {
        string[] data = ["--data", SharedData.Path("data", "candles", "coinbase_LINK-USD_1d.csv.gz"), "--data", SharedData.Path("data", "candles", "coinbase_ALGO-USD_1d.csv.gz")];
        string[] run = ["backtest", .. data, "--strategy", "ma-cross", "--param", "fast=3", "--param", "slow=8", "--size", "quote:100", "--json", At("out.json")];
        CommandRun.Of([.. run, "--guard", "only(instrument=LINK/USD, guard=cooldown:3000d)"]).AssertDone();
        using var result = JsonDocument.Parse(File.ReadAllText(At("out.json")));
        var trades = result.RootElement.GetProperty("trades").EnumerateArray().Select(trade => trade.GetProperty("instrument").GetString()).ToArray();

        Assert.Equal(1, trades.Count(name => name == "LINK/USD"));
        Assert.True(trades.Count(name => name == "ALGO/USD") > 20);
    }

    [Fact]
    public void Every_OfARun_IsThatOfResampledBarsWithTheirDetail()
    {
        CommandRun.Of("data", "resample", Minutes, "--timeframe", "1h", "--out", At("hours.csv")).AssertDone();
        string[] common = ["--strategy", "donchian", "--exit", "stop:1%", "--band", "off", "--instrument", "BTC/USD", "--json", At("out.json")];
        string Hash()
        {
            using var result = JsonDocument.Parse(File.ReadAllText(At("out.json")));
            return result.RootElement.GetProperty("tradeHash").GetString()!;
        }
        CommandRun.Of(["backtest", "--data", Minutes, "--every", "1h", .. common, "--log", At("run.log")]).AssertDone();
        var every = Hash();
        CommandRun.Of(["backtest", "--data", At("hours.csv"), "--detail", Minutes, .. common]).AssertDone();

        Assert.Equal(Hash(), every);
        CommandRun.Of("replay", At("run.log")).AssertDone();
    }
}
