using Argosy.Core.Values;

namespace Argosy.Venues.Wire;

/// <summary>What may still be asked of a venue, shared by everyone who asks under one key or from one address.</summary>
/// <remarks>
/// Each window slides and is longer than the venue's by <see cref="Slack"/>, the most that two requests' times on the way may differ; so
/// whichever way the venue counts, its count stays within its limit. A fifth of every weight is kept for orders, cancellations and
/// queries of orders. Pure arithmetic on the times given: <see cref="RateLimiter"/> does the waiting.
/// </remarks>
public sealed class RateBudget
{
    /// <summary>Most that requests may drift together on their way.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    readonly Lock _gate = new();
    readonly (RateWindow Window, RateTrack Usual, RateTrack Urgent)[] _windows;
    long _blockedUntil = long.MinValue;

    /// <summary>A budget with nothing used yet.</summary>
    public RateBudget(IReadOnlyList<RateWindow> windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        _windows = [.. windows.Select(Tracks)];
    }

    /// <summary>Grows when waiting requests must ask again: the venue told a pause.</summary>
    public int Generation { get; private set; }

    /// <summary>Takes what a request uses.</summary>
    /// <param name="cost">What it uses.</param>
    /// <param name="isUrgent">Whether it may use the share kept for orders.</param>
    /// <param name="now">Unix ms.</param>
    /// <returns>When it may be sent, Unix ms; not before <paramref name="now"/>.</returns>
    /// <exception cref="ArgumentException">It is more than a whole window allows.</exception>
    public long Reserve(RateCost cost, bool isUrgent, long now)
    {
        lock (_gate)
        {
            foreach (var (window, usual, urgent) in _windows)
            {
                usual.Used(now);
                if (urgent != usual) urgent.Used(now);
                if (cost.Of(window.Unit) > usual.Capacity) throw new ArgumentException($"a request of {cost.Of(window.Unit)} does not fit a limit of {window.Capacity} {window.Unit}");
            }
            var from = Math.Max(now, _blockedUntil);
            var time = Earliest(cost, from, isUrgent: false);
            var useUrgent = isUrgent && FitsUrgent(cost) && Earliest(cost, from, isUrgent: true) < time;
            if (useUrgent) time = Earliest(cost, from, isUrgent: true);
            foreach (var (window, usual, urgent) in _windows) (useUrgent ? urgent : usual).Use(cost.Of(window.Unit), time);
            return time;
        }
    }

    /// <summary>The venue told a pause (Retry-After): nothing is sent before, and those who wait ask again.</summary>
    public void Block(long until)
    {
        lock (_gate)
        {
            if (until <= _blockedUntil) return;
            _blockedUntil = until;
            Generation++;
        }
    }

    /// <summary>Until when the venue told to pause, Unix ms.</summary>
    public long BlockedUntil
    {
        get
        {
            lock (_gate) return _blockedUntil;
        }
    }

    /// <summary>The venue told how much is used of a window: what is not ours was used by others at this address, and counts as well.</summary>
    /// <param name="unit">What it counted.</param>
    /// <param name="length">In how long.</param>
    /// <param name="used">Its count.</param>
    /// <param name="now">Unix ms.</param>
    public void Report(RateUnit unit, TimeSpan length, int used, long now)
    {
        lock (_gate)
        {
            foreach (var (window, usual, urgent) in _windows)
            {
                if (window.Unit != unit || window.Length != length) continue;
                var ours = usual.Used(now) + (urgent == usual ? 0 : urgent.Used(now));
                if (used > ours) usual.Use(used - ours, Math.Max(now, usual.Last));
            }
        }
    }

    /// <summary>The shares of this budget's windows that are used up.</summary>
    /// <param name="prefix">What names of windows begin with.</param>
    public IEnumerable<RateShare> Shares(string prefix)
    {
        foreach (var (window, usual, urgent) in _windows)
        {
            yield return new RateShare($"{prefix} {KebabCase.Of(window.Unit.ToString())} {window.Length.TotalSeconds:0}s", now =>
            {
                lock (_gate) return (usual.Used(now) + (urgent == usual ? 0 : urgent.Used(now))) / (double)window.Capacity;
            });
        }
    }

    static (RateWindow Window, RateTrack Usual, RateTrack Urgent) Tracks(RateWindow window)
    {
        var length = (long)(window.Length + Slack).TotalMilliseconds;
        var kept = window.Unit == RateUnit.Weight ? window.Capacity / 5 : 0;
        var usual = new RateTrack(window.Capacity - kept, length);
        return (window, usual, kept == 0 ? usual : new RateTrack(kept, length));
    }

    bool FitsUrgent(RateCost cost) => Array.TrueForAll(_windows, row => cost.Of(row.Window.Unit) <= row.Urgent.Capacity);

    long Earliest(RateCost cost, long from, bool isUrgent)
    {
        var time = from;
        for (var before = long.MinValue; before != time;)
        {
            before = time;
            foreach (var (window, usual, urgent) in _windows) time = (isUrgent ? urgent : usual).Earliest(cost.Of(window.Unit), time);
        }
        return time;
    }
}

/// <summary>How much of a window is used up.</summary>
/// <param name="Name">Venue, unit and length.</param>
/// <param name="Used">The share at an instant (Unix ms), ratio.</param>
public sealed record RateShare(string Name, Func<long, double> Used);
