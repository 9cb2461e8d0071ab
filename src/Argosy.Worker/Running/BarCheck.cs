using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;

namespace Argosy.Worker.Running;

/// <summary>Looks at what is told of the market before the engine sees it: a datum that cannot be is dropped and said, never repaired.</summary>
sealed class BarCheck(IReadOnlyList<Instrument> instruments, Timeframe timeframe)
{
    readonly long[] _ends = [.. Enumerable.Repeat(long.MinValue, instruments.Count)];
    readonly List<string> _faults = [];

    /// <summary>What was wrong with the last message, a sentence each.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The bars of a message that can be, in the run's order.</summary>
    public IReadOnlyList<ClosedBar> Closed(MarketMoved moved)
    {
        _faults.Clear();
        List<ClosedBar>? kept = null;
        for (var k = 0; k < moved.Closed.Count; k++)
        {
            var closed = moved.Closed[k];
            if (Wrong(in closed, moved.Time) is { } wrong)
            {
                _faults.Add(wrong);
                kept ??= [.. moved.Closed.Take(k)];
                continue;
            }
            _ends[closed.Instrument] = timeframe.End(closed.Bar.OpenTime);
            kept?.Add(closed);
        }
        IReadOnlyList<ClosedBar> good = kept ?? moved.Closed;
        return IsInOrder(good) ? good : [.. good.OrderBy(closed => closed.Instrument)];
    }

    /// <summary>The opens of a message that can be, in the run's order.</summary>
    public IReadOnlyList<OpenedBar> Opened(MarketMoved moved)
    {
        var good = true;
        for (var k = 0; k < moved.Opened.Count; k++)
        {
            var opened = moved.Opened[k];
            good &= IsKnown(opened.Instrument) && IsPrice(opened.Open) && (k == 0 || opened.Instrument > moved.Opened[k - 1].Instrument);
        }
        if (good) return moved.Opened;
        foreach (var opened in moved.Opened)
        {
            if (!IsKnown(opened.Instrument)) _faults.Add($"an open of instrument {opened.Instrument} of {instruments.Count}: dropped");
            else if (!IsPrice(opened.Open)) _faults.Add($"{instruments[opened.Instrument].Name}: an open that is no price: dropped");
        }
        return [.. moved.Opened.Where(opened => IsKnown(opened.Instrument) && IsPrice(opened.Open)).DistinctBy(opened => opened.Instrument).OrderBy(opened => opened.Instrument)];
    }

    /// <summary>The trades of a message that can be.</summary>
    public IReadOnlyList<MarketTrade> Good(IReadOnlyList<MarketTrade> trades)
    {
        _faults.Clear();
        var good = trades.Where(trade => IsKnown(trade.Instrument) && trade is { Price: > 0, Quantity: > 0 }).ToArray();
        if (good.Length < trades.Count) _faults.Add($"{trades.Count - good.Length} of {trades.Count} trades are of no instrument of this run, or have no price or quantity: dropped");
        return good;
    }

    string? Wrong(in ClosedBar closed, long time)
    {
        if (!IsKnown(closed.Instrument)) return $"a bar of instrument {closed.Instrument} of {instruments.Count}: dropped";
        var (name, bar) = (instruments[closed.Instrument].Name, closed.Bar);
        if (!IsWhole(bar)) return $"{name}: a bar whose prices are none or do not lie between its low and high: dropped";
        if (bar.OpenTime < _ends[closed.Instrument]) return $"{name}: a bar that opens at {bar.OpenTime}, before the last one ended ({_ends[closed.Instrument]}): dropped";
        return timeframe.End(bar.OpenTime) > time ? $"{name}: a bar that ends at {timeframe.End(bar.OpenTime)} is told at {time}, before its end: dropped" : null;
    }

    bool IsKnown(short instrument) => instrument >= 0 && instrument < instruments.Count;

    static bool IsWhole(in Bar bar) =>
        IsPrice(bar.Open) && IsPrice(bar.High) && IsPrice(bar.Low) && IsPrice(bar.Close) && double.IsFinite(bar.Volume) && bar.Volume >= 0
        && bar.Low <= Math.Min(bar.Open, bar.Close) && bar.High >= Math.Max(bar.Open, bar.Close);

    static bool IsPrice(double price) => double.IsFinite(price) && price > 0;

    static bool IsInOrder(IReadOnlyList<ClosedBar> closed)
    {
        for (var k = 1; k < closed.Count; k++)
        {
            if (closed[k].Instrument <= closed[k - 1].Instrument) return false;
        }
        return true;
    }
}
