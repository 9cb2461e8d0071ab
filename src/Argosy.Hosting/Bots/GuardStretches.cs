using Argosy.Core.Instruments;
using Argosy.Core.Links;

namespace Argosy.Hosting.Bots;

/// <summary>Notes when guards and limits of a run were on. It follows from what the run says, so a replay of its log finds the same.</summary>
/// <param name="instruments">The run's.</param>
sealed class GuardStretches(IReadOnlyList<Instrument> instruments)
{
    /// <summary>At most so many are kept, the newest.</summary>
    public const int Most = 500;

    readonly List<GuardStretch> _all = [];

    /// <summary>What is kept, in the order of their begins.</summary>
    public IReadOnlyList<GuardStretch> All { get; private set; } = [];

    /// <summary>How the rules stand now.</summary>
    /// <param name="rules">All of them.</param>
    /// <param name="time">Unix ms.</param>
    public void Hear(IReadOnlyList<RuleStand> rules, long time)
    {
        var hasChanged = false;
        foreach (var rule in rules)
        {
            var name = rule.Instrument >= 0 && rule.Instrument < instruments.Count ? instruments[rule.Instrument].Name : null;
            var at = _all.FindLastIndex(one => one.To is null && one.Rule == rule.Rule && one.Instrument == name);
            if (!rule.IsBlocking && at < 0) continue;
            if (at < 0) Begin(new GuardStretch(rule.Rule, name, rule.Tripped ?? time, null, rule.Until));
            else if (!rule.IsBlocking) _all[at] = _all[at] with { To = Math.Max(_all[at].From, Math.Min(time, _all[at].Until ?? time)) };
            else if (_all[at].Until == rule.Until) continue;
            else _all[at] = _all[at] with { Until = rule.Until };
            hasChanged = true;
        }
        if (!hasChanged) return;
        if (_all.Count > Most) _all.RemoveAt(0);
        All = [.. _all];
    }

    // A worker that is rebuilt says again what it said before.
    void Begin(GuardStretch stretch)
    {
        var known = _all.FindLastIndex(one => one.Rule == stretch.Rule && one.Instrument == stretch.Instrument && one.From == stretch.From);
        if (known < 0) _all.Add(stretch);
        else _all[known] = stretch;
    }
}
