using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Ticks;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;

namespace Argosy.Research.Benchmarks;

/// <summary>Ticks through venue and engine loop: an idle strategy whose one purchase rests below the market, on a seeded walk of trades and on quotes beside them.</summary>
public static class TickBench
{
    /// <summary>A run over so many trades, or over twice as many ticks with quotes.</summary>
    public static BacktestRequest Request(int trades, bool withQuotes)
    {
        var history = Walk(trades, withQuotes);
        var bars = TickBars.Build(history, Timeframe.OneMinute);
        var instrument = new Instrument("BTC", "USD", 0.01m, 0.01m, 0, history.PriceScale);
        var settings = new BacktestSettings { Size = "qty:1", Band = false, KeepCurve = false, Ticks = new TickOptions { LatencyMs = 20 } };
        return new BacktestRequest([new Market(instrument, bars.Value, null, "seeded walk") { Ticks = history }], new StrategyChoice("resting", [], () => new Resting()), settings);
    }

    // Fifty trades a second, a step of at most one tick each.
    static TickHistory Walk(int count, bool withQuotes)
    {
        var random = new SeededGenerator(1);
        var (times, prices, quantities, takers) = (new long[count], new long[count], new long[count], new TakerSide[count]);
        var price = 5_000_000L;
        for (var i = 0; i < count; i++)
        {
            price += random.NextIndex(3) - 1;
            (times[i], prices[i], quantities[i], takers[i]) = (i * 20L, price, 1 + random.NextIndex(500), (TakerSide)(1 + random.NextIndex(2)));
        }
        return new TickHistory
        {
            Trades = new TradeColumns { Times = times, Prices = prices, Quantities = quantities, Takers = takers },
            Quotes = !withQuotes ? null : new QuoteColumns
            {
                Times = times, Bids = Array.ConvertAll(prices, p => p - 1), BidQuantities = quantities, Asks = Array.ConvertAll(prices, p => p + 1), AskQuantities = quantities, UpdateIds = times,
            },
            Clock = TickClock.Exchange,
            PriceScale = 2,
            QuantityScale = 2,
            Hash = $"seeded walk of {count}",
        };
    }

    sealed class Resting : IStrategy
    {
        bool _sent;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            if (_sent) return;
            _sent = true;
            context.Submit(context.Intent(Core.Orders.Side.Buy, Core.Orders.OrderType.Limit, OrderSize.Quantity(1), new OrderTerms { Limit = 100 }));
        }
    }
}
