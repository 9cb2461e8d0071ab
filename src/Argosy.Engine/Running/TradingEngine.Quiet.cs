using Argosy.Core.MarketData;
using Argosy.Engine.Accounting;

namespace Argosy.Engine.Running;

/// <content>Runs of bars in which the venue has nothing to do.</content>
public sealed partial class TradingEngine
{
    /// <summary>Whether a run of quiet bars may be consumed at once: one instrument, no timers, nothing borrowed, past its warm-up.</summary>
    public bool MayBeQuiet => Instruments.Length == 1 && !_hasHigher && !Ended && !IsWarmUp && !Ledger.HasShort && Ledger.Margin is null && _risk is not { WatchesEquity: true };

    /// <summary>
    /// Consumes bars that close when the next one opens, as long as they stay within the venue's reach: each is marked, delivered and
    /// hashed exactly as <see cref="Process(Instant)"/> does it. Stops after the bar at which strategies asked for something.
    /// </summary>
    internal int ProcessQuiet(SeriesWriter writer, BarColumns bars, int first, int end, PriceReach reach)
    {
        var series = writer.Series;
        var contexts = _deliveries[0].Contexts;
        var ledger = Ledger;
        var curve = _curve;
        var hash = _hash;
        var (times, open, high, low, close, volume) = (bars.OpenTimes, bars.Open, bars.High, bars.Low, bars.Close, bars.Volume);
        var (cash, held) = ledger.QuietState(0);
        // An exit rule acts at the first open from its time on.
        if (_exits.NextTime < long.MaxValue) end = Math.Min(end, Math.Max(first, bars.IndexAtOrAfter(_exits.NextTime)));
        // Bars of a fixed length need no calendar.
        var length = bars.CloseTimes is null ? bars.Timeframe.Milliseconds : 0;
        var row = first;
        var next = times[first];
        for (; row + 1 < end; row++)
        {
            var (opened, time) = (next, times[row + 1]);
            var bar = new Bar(opened, open[row], high[row], low[row], close[row], volume[row]);
            if ((length > 0 ? opened + length : bars.CloseTime(row)) != time || bar.High >= reach.Up || bar.Low <= reach.Down) break;
            // The next bar opens at this instant: that, too, must leave the venue alone.
            if (open[row + 1] >= reach.Up || open[row + 1] <= reach.Down) break;
            next = time;
            series.Rows = row + 1;
            Time = time;
            ledger.SetMark(0, bar.Close);
            hash.Add(time, bar.Close);
            curve?.Add(time, cash + (held * bar.Close));
            foreach (var context in contexts) context.Slot.OnBar(in bar, context);
            if (_outbox.Count == 0) continue;
            row++;
            break;
        }
        var consumed = row - first;
        if (_keepsHash) _hash = hash;
        Sequence += consumed;
        Points += consumed;
        if (ledger.HasPosition) ExposedPoints += consumed;
        return consumed;
    }
}
