using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Ticks;
using Argosy.Research.Backtests;
using Argosy.TestSupport;

namespace Argosy.Research.Tests.Ticks;

/// <summary>The real ticks beside the project.</summary>
static class TickFixtures
{
    public static string Book(string name) => SharedData.Path("data", "book", $"{name}_l2.csv.gz");

    public static string Quotes(string name) => SharedData.Path("data", "book", $"{name}_quotes.csv.gz");

    public static string Trades(string name) => SharedData.Path("data", "trades", $"{name}.csv.gz");

    public static TickHistory Read(string[] trades, string[]? quotes = null, string[]? book = null)
    {
        var read = TickReader.Read(new TickFiles(trades, quotes ?? [], book ?? []));
        Assert.True(read.Ok, read.Error?.Message);
        read.Value.History.Trades.Check();
        read.Value.History.Quotes?.Check();
        read.Value.History.Depth?.Check();
        return read.Value.History;
    }

    public static Market Market(TickHistory history, string timeframe)
    {
        var bars = TickBars.Build(history, Timeframe.Parse(timeframe).Value);
        Assert.True(bars.Ok, bars.Error?.Message);
        var instrument = new Instrument("ETH", "USDT", Exact.FromUnits(1, history.PriceScale), 0.0001m, 0, history.PriceScale);
        return new Market(instrument, bars.Value, null, "ticks") { Ticks = history };
    }
}
