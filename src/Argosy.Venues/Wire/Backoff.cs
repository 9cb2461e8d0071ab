using Argosy.Core.Values;

namespace Argosy.Venues.Wire;

/// <summary>How long to wait before the next attempt: doubling from half a second to thirty, half of it by chance.</summary>
/// <remarks>The chance keeps many clients from coming back in step; it is seeded, so a run repeats.</remarks>
public sealed class Backoff(ulong seed)
{
    /// <summary>Longest wait.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);

    readonly SeededGenerator _chance = new(seed);
    int _failures;

    /// <summary>The wait after one more failure.</summary>
    public TimeSpan Next()
    {
        var whole = Math.Min(Longest.TotalSeconds, First.TotalSeconds * Math.Pow(2, Math.Min(_failures, 16)));
        _failures++;
        return TimeSpan.FromSeconds(whole * (0.5 + (0.5 * _chance.NextUnit())));
    }

    /// <summary>An attempt lasted: the next wait is short again.</summary>
    public void Reset() => _failures = 0;
}
