using Argosy.Core.MarketData;

namespace Argosy.Engine.Running;

/// <summary>Builds a higher timeframe from base bars as they close.</summary>
/// <remarks>
/// A bar is complete when its end has passed, whatever is missing inside; its coverage counts what was there. No row for a period
/// without a base bar, nor for a first period that began before the data; never two rows for one period.
/// </remarks>
sealed class BarAggregator(Timeframe timeframe)
{
    readonly SeriesWriter _writer = new(timeframe);
    Bar _bar;
    int _coverage;
    long _from = long.MinValue;

    /// <summary>The series built so far.</summary>
    public BarSeries Series => _writer.Series;

    /// <summary>When the period in the making ends, Unix ms; <see cref="long.MaxValue"/> when none has begun.</summary>
    public long DueTime { get; private set; } = long.MaxValue;

    /// <summary>Takes in a base bar that has closed.</summary>
    public void Add(in Bar bar)
    {
        if (_coverage == 0)
        {
            var start = timeframe.Floor(bar.OpenTime);
            if (_from == long.MinValue) _from = start == bar.OpenTime ? start : timeframe.End(start);
            if (bar.OpenTime < _from) return;
            _bar = bar with { OpenTime = start };
            _coverage = 1;
            DueTime = timeframe.End(start);
            return;
        }
        _bar = new Bar(_bar.OpenTime, _bar.Open, Math.Max(_bar.High, bar.High), Math.Min(_bar.Low, bar.Low), bar.Close, _bar.Volume + bar.Volume);
        _coverage++;
    }

    /// <summary>Completes the period when it ends at or before <paramref name="time"/>; returns whether it did.</summary>
    public bool Complete(long time)
    {
        if (time < DueTime) return false;
        _writer.Append(in _bar, _coverage);
        _coverage = 0;
        _from = DueTime;
        DueTime = long.MaxValue;
        return true;
    }
}
