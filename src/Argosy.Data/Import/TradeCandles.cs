using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Checks;
using Argosy.Data.Series;

namespace Argosy.Data.Import;

/// <summary>Trades to candles, exactly: first, highest, lowest and last price and the sum of quantities of every period with a trade.</summary>
/// <remarks>The first period is kept although trades before the data may be missing; the last is dropped unless the data reach its end.</remarks>
internal static class TradeCandles
{
    public static Result<ScaledBars> Build(Gathering gathered, Timeframe timeframe, string name)
    {
        var trades = gathered.Trades.Rows.ToArray();
        if (trades.Length == 0) return Error.BadInput($"{name} has no rows");
        var outOfOrder = Sort(trades);
        var count = DropRepeated(trades, out var repeated);
        if (repeated > 0) gathered.Note($"{repeated} trades stood twice and count once");

        var (prices, priceScale, rounded) = Scaled(trades, count, RowNumbers.PriceDigits, trade => (trade.Price, trade.PriceDecimals));
        var (quantities, quantityScale, _) = Scaled(trades, count, RowNumbers.VolumeDigits, trade => (trade.Quantity, trade.QuantityDecimals));
        var candles = new CandleColumns();
        var end = long.MinValue;
        for (var i = 0; i < count; i++)
        {
            if (trades[i].Time >= end)
            {
                var start = timeframe.Floor(trades[i].Time);
                end = timeframe.End(start);
                candles.Begin(start, prices[i]);
            }
            candles.Add(prices[i], quantities[i]);
        }
        if (trades[count - 1].Time + 1 < end)
        {
            gathered.Note("the last candle was dropped: the trades end before it does");
            candles.DropLast();
        }
        if (candles.Count == 0) return Error.BadInput($"{name}: the trades cover no whole {timeframe} period; choose a shorter --timeframe");
        var bars = candles.ToBars(timeframe, priceScale, quantityScale);
        return bars.With(SeriesCheck.Of(bars) with { Duplicates = repeated, Rounded = gathered.Trades.Rounded + rounded, OutOfOrder = outOfOrder });
    }

    static int Sort(RawTrades.Trade[] trades)
    {
        var late = 0;
        for (var i = 1; i < trades.Length; i++) if (trades[i].Time < trades[i - 1].Time) late++;
        if (late == 0) return 0;
        // OrderBy is stable: trades of one instant keep the order of the file.
        trades.OrderBy(trade => trade.Time).ToArray().CopyTo(trades, 0);
        return late;
    }

    // Overlapping downloads hold the same trade twice; only an id tells it from two equal trades.
    static int DropRepeated(RawTrades.Trade[] trades, out int repeated)
    {
        var kept = 0;
        var seen = new HashSet<RawTrades.Trade>();
        foreach (var trade in trades)
        {
            if (trade.Id != 0 && !seen.Add(trade)) continue;
            trades[kept++] = trade;
        }
        repeated = trades.Length - kept;
        return kept;
    }

    static (long[] Units, int Scale, int Rounded) Scaled(RawTrades.Trade[] trades, int count, int digits, Func<RawTrades.Trade, (long Mantissa, byte Decimals)> of)
    {
        var units = new long[count];
        var decimals = new byte[count];
        for (var i = 0; i < count; i++) (units[i], decimals[i]) = of(trades[i]);
        var scaling = new Scaling(digits);
        scaling.See(units, decimals);
        var rounded = scaling.Apply(units, decimals);
        return (units, scaling.Scale, rounded);
    }
}
