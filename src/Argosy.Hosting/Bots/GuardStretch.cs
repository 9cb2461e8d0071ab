namespace Argosy.Hosting.Bots;

/// <summary>A stretch of time in which a guard or limit of a run refused entries.</summary>
/// <param name="Rule">As it writes itself, e.g. <c>cooldown:1h</c>.</param>
/// <param name="Instrument">The instrument it spoke of; null: the whole run.</param>
/// <param name="From">When it was found to block after it had not, Unix ms.</param>
/// <param name="To">When it was found not to block any more, or its time had passed, Unix ms; null while it blocks.</param>
/// <param name="Until">The last instant at which it blocks if nothing else happens, as it said last, Unix ms; null where no time ends it.</param>
public sealed record GuardStretch(string Rule, string? Instrument, long From, long? To, long? Until);
