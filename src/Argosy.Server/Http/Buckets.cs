using System.Collections.Concurrent;

namespace Argosy.Server.Http;

/// <summary>How much each user may ask: so many in a row, then so many a second. A bucket for each, in memory; one that is full again is forgotten.</summary>
/// <param name="burst">In a row.</param>
/// <param name="perSecond">A second after that.</param>
/// <param name="atOnce">Of one user at the same time.</param>
/// <param name="time">The clock.</param>
internal sealed class Buckets(int burst, int perSecond, int atOnce, TimeProvider time)
{
    const int MostUsers = 1_000;

    readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Lets one begin: what is returned ends it; otherwise how long to wait.</summary>
    public (IDisposable? Turn, TimeSpan Pause) Begin(string user)
    {
        if (_buckets.Count > MostUsers) Sweep();
        var bucket = _buckets.GetOrAdd(user, _ => new Bucket(this, Now));
        return bucket.TryTake() is { } pause ? (null, pause) : (new Turn(bucket), TimeSpan.Zero);
    }

    void Sweep()
    {
        foreach (var pair in _buckets)
        {
            if (pair.Value.IsFull()) _buckets.TryRemove(pair);
        }
    }

    sealed class Turn(Bucket bucket) : IDisposable
    {
        int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0) bucket.End();
        }
    }

    sealed class Bucket(Buckets all, long begin)
    {
        readonly Lock _gate = new();
        double _left = all.Burst;
        long _at = begin;
        int _open;

        // Null: it begins; otherwise how long to wait.
        public TimeSpan? TryTake()
        {
            lock (_gate)
            {
                Fill();
                if (_left < 1) return TimeSpan.FromSeconds((1 - _left) / all.PerSecond);
                if (_open >= all.AtOnce) return TimeSpan.FromSeconds(1);
                _left--;
                _open++;
                return null;
            }
        }

        public void End()
        {
            lock (_gate) _open--;
        }

        public bool IsFull()
        {
            lock (_gate)
            {
                Fill();
                return _open == 0 && _left >= all.Burst;
            }
        }

        void Fill()
        {
            var now = all.Now;
            // A clock that was set back gives nothing and takes nothing.
            _left = Math.Min(all.Burst, _left + (Math.Max(0, now - _at) / 1_000.0 * all.PerSecond));
            _at = now;
        }
    }

    int Burst => burst;

    int PerSecond => perSecond;

    int AtOnce => atOnce;

    long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
