namespace Argosy.Core.Links;

/// <summary>How the run's guards and limits stand after the message, all of them; told only where something of it differs from what was told last.</summary>
/// <remarks>It follows from the run, so it is in no log, and no replay compares it.</remarks>
/// <param name="Rules">Guards first, then limits, each in the order of the run's settings and of its instruments.</param>
public sealed record RulesRead(IReadOnlyList<RuleStand> Rules) : WorkerMessage;

/// <summary>How a guard or a limit stands.</summary>
/// <param name="Rule">As it writes itself, e.g. <c>cooldown:1h</c>.</param>
/// <param name="Instrument">Index of the instrument; −1 for the whole run.</param>
/// <param name="Threshold">What it goes by, in its unit.</param>
/// <param name="Unit">Of <paramref name="Threshold"/> and <paramref name="Current"/>.</param>
/// <param name="IsBlocking">Whether an entry would be refused by it now.</param>
/// <param name="Current">What is held against the threshold, rounded for showing; null where it counts nothing, or nothing yet.</param>
/// <param name="Until">The last instant at which it blocks if nothing else happens, Unix ms; null where it does not block, or no time ends it.</param>
/// <param name="Tripped">When it was last found to block after it had not, Unix ms; null for never.</param>
public sealed record RuleStand(string Rule, short Instrument, decimal Threshold, RuleUnit Unit, bool IsBlocking, decimal? Current = null, long? Until = null, long? Tripped = null);

/// <summary>What a guard or a limit counts in.</summary>
public enum RuleUnit
{
    /// <summary>A share: 0.1 is 10 %.</summary>
    Ratio,
    /// <summary>A multiple: exposure over equity.</summary>
    Multiple,
    /// <summary>Quote asset.</summary>
    Quote,
    /// <summary>Base asset.</summary>
    Base,
    /// <summary>Milliseconds.</summary>
    Time,
    /// <summary>Trades.</summary>
    Trades,
    /// <summary>Orders.</summary>
    Orders,
}
