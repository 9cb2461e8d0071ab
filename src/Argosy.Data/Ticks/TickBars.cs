using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Checks;
using Argosy.Data.Series;

namespace Argosy.Data.Ticks;

/// <summary>Bars from trades, exactly: first, highest, lowest and last price and the sum of quantities of every period with a trade.</summary>
/// <remarks>The first period is kept although trades before the data may be missing; the last is dropped unless the data reach its end.</remarks>
public static class TickBars
{
    /// <summary>The bars a run on these ticks shows its strategies, or why there are none.</summary>
    public static Result<BarColumns> Build(TickHistory history, Timeframe timeframe)
    {
        ArgumentNullException.ThrowIfNull(history);
        var trades = history.Trades;
        if (trades.Count == 0) return Error.BadInput("bars are built from trades; there are none");
        var candles = new CandleColumns();
        var end = long.MinValue;
        for (var i = 0; i < trades.Count; i++)
        {
            if (trades.Times[i] >= end)
            {
                var start = timeframe.Floor(trades.Times[i]);
                end = timeframe.End(start);
                candles.Begin(start, trades.Prices[i]);
            }
            candles.Add(trades.Prices[i], trades.Quantities[i]);
        }
        if (LastTime(history) + 1 < end) candles.DropLast();
        if (candles.Count == 0) return Error.BadInput($"the trades cover no whole {timeframe} period; choose a shorter --timeframe");
        var bars = candles.ToBars(timeframe, history.PriceScale, history.QuantityScale);
        return bars.With(SeriesCheck.Of(bars) with { Duplicates = history.Quality.Repeated, Rounded = history.Quality.Rounded, OutOfOrder = history.Quality.Backwards }).ToColumns();
    }

    // Quotes and book tell, too, that a period without a further trade is over.
    static long LastTime(TickHistory history)
    {
        var last = history.Trades.Times[^1];
        if (history.Quotes is { Count: > 0 } quotes) last = Math.Max(last, quotes.Times[^1]);
        if (history.Depth is { Count: > 0 } depth) last = Math.Max(last, depth.Times[^1]);
        return last;
    }
}
