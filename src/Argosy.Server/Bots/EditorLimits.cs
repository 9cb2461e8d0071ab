using System.Collections.Concurrent;
using Argosy.Server.Auth;
using Argosy.Server.Http;

namespace Argosy.Server.Bots;

/// <summary>How much one user may ask of the workers that read and run texts: so many questions in a row, then so many a second, a few at a time.</summary>
/// <remarks>A bucket for each user, in memory; one that is full again is forgotten.</remarks>
internal sealed class EditorLimits(TimeProvider time)
{
    /// <summary>Questions in a row.</summary>
    public const int Burst = 40;

    /// <summary>Questions a second after that.</summary>
    public const int PerSecond = 10;

    /// <summary>Questions of one user that are answered at the same time.</summary>
    public const int AtOnce = 4;

    const int MostUsers = 1_000;

    readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Lets a question begin, or says why not; what is returned ends it.</summary>
    public (IDisposable? Turn, ApiFailure? Failure) Begin(Visitor visitor)
    {
        if (_buckets.Count > MostUsers) Sweep();
        var bucket = _buckets.GetOrAdd(visitor.Name, _ => new Bucket(time.GetTimestamp()));
        return bucket.TryTake(time) is { } pause
            ? (null, new ApiFailure(ApiCode.TooMany, $"too many questions of the editor: {Burst} in a row, then {PerSecond} a second, {AtOnce} at a time") { RetryAfter = pause })
            : (new Turn(bucket), null);
    }

    void Sweep()
    {
        foreach (var (name, bucket) in _buckets)
        {
            if (bucket.IsFull(time)) _buckets.TryRemove(new KeyValuePair<string, Bucket>(name, bucket));
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

    sealed class Bucket(long begin)
    {
        readonly Lock _gate = new();
        double _left = Burst;
        long _at = begin;
        int _open;

        // Null: it begins; otherwise how long to wait.
        public TimeSpan? TryTake(TimeProvider time)
        {
            lock (_gate)
            {
                Fill(time);
                if (_left < 1) return TimeSpan.FromSeconds((1 - _left) / PerSecond);
                if (_open >= AtOnce) return TimeSpan.FromSeconds(1);
                _left--;
                _open++;
                return null;
            }
        }

        public void End()
        {
            lock (_gate) _open--;
        }

        public bool IsFull(TimeProvider time)
        {
            lock (_gate)
            {
                Fill(time);
                return _open == 0 && _left >= Burst;
            }
        }

        void Fill(TimeProvider time)
        {
            var now = time.GetTimestamp();
            _left = Math.Min(Burst, _left + (time.GetElapsedTime(_at, now).TotalSeconds * PerSecond));
            _at = now;
        }
    }
}
