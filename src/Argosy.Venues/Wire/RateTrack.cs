namespace Argosy.Venues.Wire;

/// <summary>What was used of one share of one window: amounts with their times, oldest first.</summary>
/// <remarks>Near amounts are kept as one under the later time, so a day of orders is a few hundred entries; that errs on the careful side.</remarks>
internal sealed class RateTrack(int capacity, long lengthMs)
{
    const int Grains = 256;

    readonly List<(long Time, int Amount)> _used = [];
    int _head, _sum;
    long _last = long.MinValue, _grain = long.MinValue;

    public int Capacity => capacity;

    /// <summary>Time of the latest amount.</summary>
    public long Last => _last;

    /// <summary>Used within the window that ends now.</summary>
    public int Used(long now)
    {
        while (_head < _used.Count && _used[_head].Time + lengthMs <= now) _sum -= _used[_head++].Amount;
        if (_head > 2 * Grains)
        {
            _used.RemoveRange(0, _head);
            _head = 0;
        }
        return _sum;
    }

    /// <summary>The first time not before <paramref name="from"/> at which so much more fits.</summary>
    public long Earliest(int amount, long from)
    {
        if (amount == 0) return from;
        var (time, live) = (Math.Max(from, _last), _sum);
        for (var i = _head; i < _used.Count; i++)
        {
            var end = _used[i].Time + lengthMs;
            if (end > time)
            {
                if (live + amount <= capacity) break;
                time = end;
            }
            live -= _used[i].Amount;
        }
        return time;
    }

    public void Use(int amount, long time)
    {
        if (amount == 0) return;
        _sum += amount;
        _last = time;
        if (_used.Count > _head && time - _grain < lengthMs / Grains)
        {
            _used[^1] = (time, _used[^1].Amount + amount);
            return;
        }
        _grain = time;
        _used.Add((time, amount));
    }
}
