using Argosy.Core.MarketData;

namespace Argosy.Server.MarketData;

/// <summary>Candles for charts as growing columns. A period that lacks bars or has not ended is drawn with what there is; a period without a bar is none.</summary>
internal sealed class CandleColumns(Timeframe timeframe)
{
    long _end = long.MinValue;

    /// <summary>Length of a candle.</summary>
    public Timeframe Timeframe => timeframe;

    /// <summary>Open times, Unix ms.</summary>
    public List<long> Times { get; } = [];

    /// <summary>First prices, quote asset.</summary>
    public List<double> Open { get; } = [];

    /// <summary>Highest prices.</summary>
    public List<double> High { get; } = [];

    /// <summary>Lowest prices.</summary>
    public List<double> Low { get; } = [];

    /// <summary>Last prices.</summary>
    public List<double> Close { get; } = [];

    /// <summary>Volumes.</summary>
    public List<double> Volume { get; } = [];

    /// <summary>Adds a bar or a finer candle that follows those before.</summary>
    public void Add(long time, double open, double high, double low, double close, double volume)
    {
        if (time >= _end)
        {
            var start = timeframe.Floor(time);
            _end = timeframe.End(start);
            Times.Add(start);
            Open.Add(open);
            High.Add(high);
            Low.Add(low);
            Close.Add(close);
            Volume.Add(volume);
            return;
        }
        var last = Times.Count - 1;
        if (high > High[last]) High[last] = high;
        if (low < Low[last]) Low[last] = low;
        Close[last] = close;
        Volume[last] += volume;
    }

    /// <summary>Adds those of another's candles that open in [from, to).</summary>
    public void Add(CandleColumns finer, long from, long to)
    {
        for (var i = finer.IndexAtOrAfter(from); i < finer.Times.Count && finer.Times[i] < to; i++) Add(finer.Times[i], finer.Open[i], finer.High[i], finer.Low[i], finer.Close[i], finer.Volume[i]);
    }

    /// <summary>The first candle that opens at or after a time.</summary>
    public int IndexAtOrAfter(long time)
    {
        var found = Times.BinarySearch(time);
        return found >= 0 ? found : ~found;
    }
}
