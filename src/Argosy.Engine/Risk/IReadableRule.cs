using Argosy.Core.Links;

namespace Argosy.Engine.Risk;

/// <summary>A guard or limit that can say how it stands, for people who watch a run. Nothing of a run hangs on it: reading changes nothing, and no backtest reads.</summary>
public interface IReadableRule
{
    /// <summary>How it stands at this moment, after at least one instant of the run.</summary>
    /// <param name="account">The account of the run.</param>
    /// <param name="instrument">Index of an instrument, or −1 for the whole run.</param>
    /// <returns>Null where it has nothing to say of that: a rule of the whole run for an instrument, one of instruments for the run. It never changes which.</returns>
    RuleReading? Read(AccountView account, int instrument);
}

/// <summary>How a guard or limit stands at one moment.</summary>
/// <param name="Threshold">What it goes by, in its unit.</param>
/// <param name="Unit">Of threshold and current value.</param>
/// <param name="IsBlocking">Whether it would refuse an entry now.</param>
/// <param name="Current">What is held against the threshold; null where it counts nothing, or nothing yet.</param>
/// <param name="Until">The last instant at which it blocks if nothing else happens, Unix ms; null where it does not block, or no time ends it.</param>
public readonly record struct RuleReading(decimal Threshold, RuleUnit Unit, bool IsBlocking, decimal? Current = null, long? Until = null)
{
    // What is a million times another is shown by nobody, and no division may overflow.
    const decimal Largest = 1_000_000m;

    /// <summary>One amount over another; null where the other is not above 0 or so small beside it that nobody could read the ratio.</summary>
    public static decimal? Over(decimal part, decimal whole) => whole > 0 && Math.Abs(part) / Largest < whole ? part / whole : null;
}
