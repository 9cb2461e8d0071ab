using System.Diagnostics;
using Argosy.Core.MarketData;

namespace Argosy.Venues.Wire;

/// <summary>Keeps a reader's thread at work from a little before a candle closes until it has come, so that what follows from it is in the caches.</summary>
/// <param name="timeframe">Length of the candles.</param>
/// <param name="clock">The venue's clock.</param>
/// <param name="time">The clock waits go by.</param>
/// <param name="walk">Walks the way of a candle once.</param>
internal sealed class CloseRehearsal(Timeframe timeframe, VenueClock clock, TimeProvider time, Action walk)
{
    /// <summary>How long before a close it begins, and how long after it a candle that does not come is waited for like this, ms.</summary>
    public const int Lead = 20, Patience = 250;

    // What was not touched for a millisecond is on its way out of the caches.
    static readonly TimeSpan Every = TimeSpan.FromMilliseconds(0.5);

    long _heard;
    long _alarmFor = long.MinValue;
    Task _alarm = Task.CompletedTask;

    /// <summary>A candle came that ended at this time, Unix ms: its close is awaited no more.</summary>
    public void Heard(long end) => _heard = Math.Max(_heard, end);

    /// <summary>Waits for the next frame.</summary>
    public async ValueTask<T> WaitAsync<T>(ValueTask<T> next, CancellationToken cancellation)
    {
        if (next.IsCompleted) return await next.ConfigureAwait(false);
        var reading = next.AsTask();
        while (!reading.IsCompleted)
        {
            var close = Awaited(clock.Now);
            if (close - Lead > clock.Now)
            {
                await Task.WhenAny(reading, Alarm(close, cancellation)).ConfigureAwait(false);
                if (cancellation.IsCancellationRequested) break;
                continue;
            }
            var begun = Stopwatch.GetTimestamp();
            walk();
            while (!reading.IsCompleted && Stopwatch.GetElapsedTime(begun) < Every) Thread.SpinWait(20);
        }
        return await reading.ConfigureAwait(false);
    }

    /// <summary>The close that is awaited at an instant, Unix ms: the last one while its candle may still come, else the next.</summary>
    internal long Awaited(long now)
    {
        var close = timeframe.End(timeframe.Floor(now - Patience));
        return close > _heard ? close : timeframe.End(timeframe.Floor(Math.Max(now, _heard)));
    }

    Task Alarm(long close, CancellationToken cancellation)
    {
        if (_alarmFor == close && !_alarm.IsCompleted) return _alarm;
        _alarmFor = close;
        // The clocks may drift, and a timer takes no more than some weeks.
        var wait = Math.Clamp(close - Lead - clock.Now, 1, 60_000);
        return _alarm = Task.Delay(TimeSpan.FromMilliseconds(wait), time, cancellation);
    }
}
