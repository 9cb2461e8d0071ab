using Argosy.Core.MarketData;
using Argosy.Data.Numbers;

namespace Argosy.Data.Series;

/// <summary>Candles being built from smaller things, in whole units; volumes add up in 128 bits.</summary>
internal sealed class CandleColumns
{
    readonly List<long> _times = [], _open = [], _high = [], _low = [], _close = [];
    readonly List<Int128> _volume = [];

    /// <summary>Candles begun.</summary>
    public int Count => _times.Count;

    /// <summary>Begins a candle with its first price.</summary>
    public void Begin(long openTime, long open)
    {
        _times.Add(openTime);
        _open.Add(open);
        _high.Add(open);
        _low.Add(open);
        _close.Add(open);
        _volume.Add(0);
    }

    /// <summary>Adds a price and a quantity to the last candle.</summary>
    public void Add(long price, long quantity) => Add(price, price, price, quantity);

    /// <summary>Adds a bar to the last candle.</summary>
    public void Add(long high, long low, long close, long volume)
    {
        var last = _times.Count - 1;
        if (high > _high[last]) _high[last] = high;
        if (low < _low[last]) _low[last] = low;
        _close[last] = close;
        _volume[last] += volume;
    }

    /// <summary>Takes the last candle away.</summary>
    public void DropLast()
    {
        var last = _times.Count - 1;
        foreach (var column in (List<long>[])[_times, _open, _high, _low, _close]) column.RemoveAt(last);
        _volume.RemoveAt(last);
    }

    /// <summary>The candles at the smallest scales that hold them; volumes too large for 64 bits lose decimals.</summary>
    public ScaledBars ToBars(Timeframe timeframe, int priceScale, int volumeScale, bool volumeInQuote = false, bool synthetic = false)
    {
        long[][] prices = [[.. _open], [.. _high], [.. _low], [.. _close]];
        var volumes = Volumes(ref volumeScale);
        while (priceScale > 0 && Array.TrueForAll(prices, column => Array.TrueForAll(column, units => units % 10 == 0)))
        {
            foreach (var column in prices) Divide(column);
            priceScale--;
        }
        while (volumeScale > 0 && Array.TrueForAll(volumes, units => units % 10 == 0))
        {
            Divide(volumes);
            volumeScale--;
        }
        return new ScaledBars
        {
            Timeframe = timeframe,
            PriceScale = priceScale,
            VolumeScale = volumeScale,
            OpenTimes = [.. _times],
            Open = prices[0],
            High = prices[1],
            Low = prices[2],
            Close = prices[3],
            Volume = volumes,
            VolumeInQuote = volumeInQuote,
            Synthetic = synthetic,
        };
    }

    long[] Volumes(ref int scale)
    {
        var drop = 0;
        var largest = (Int128)0;
        foreach (var volume in _volume) largest = Int128.Max(largest, volume);
        for (; largest >= DecimalText.Powers[18] && drop < scale; largest /= 10) drop++;
        scale -= drop;
        var divisor = DecimalText.Powers[drop];
        var units = new long[_volume.Count];
        for (var i = 0; i < units.Length; i++) units[i] = (long)((_volume[i] + (divisor / 2)) / divisor);
        return units;
    }

    static void Divide(long[] column)
    {
        for (var i = 0; i < column.Length; i++) column[i] /= 10;
    }
}
