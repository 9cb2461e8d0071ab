using Argosy.Campaign.Tests.Virtual;

namespace Argosy.Campaign.Tests.Running;

/// <summary>Watches at the exchange that what is held is covered by exits that rest there.</summary>
/// <remarks>
/// Five seconds are allowed after a fill while host and exchange can speak. Where a request got lost the venue's answer counts only when its receive
/// window is over (SEMANTICS 8), so the five seconds begin anew when that is.
/// </remarks>
internal abstract class CoverWatch(VirtualExchange exchange)
{
    const long AllowedMs = 5_000, WindowMs = 18_000;

    readonly List<string> _problems = [];
    long _bareSince = long.MaxValue, _trouble = long.MinValue;
    int _mishaps;

    public IReadOnlyList<string> Problems => _problems;

    protected VirtualExchange Exchange => exchange;

    /// <summary>Something stood in the way of the host.</summary>
    public void Trouble() => _trouble = exchange.Clock.Now;

    /// <summary>Looks once.</summary>
    /// <param name="hostStands">Whether a host could have acted.</param>
    public void Look(bool hostStands)
    {
        var now = exchange.Clock.Now;
        if (exchange.Mishaps != _mishaps || exchange.Exchange.Api.IsDown || !hostStands) _trouble = now;
        _mishaps = exchange.Mishaps;
        if (Bare() is not { } bare)
        {
            _bareSince = long.MaxValue;
            return;
        }
        if (_bareSince == long.MaxValue) _bareSince = now;
        var from = Math.Max(_bareSince, _trouble == long.MinValue ? long.MinValue : _trouble + WindowMs);
        if (now - from <= AllowedMs) return;
        _problems.Add($"{bare} without an exit at the venue for {now - _bareSince} ms, {now - from} ms of them undisturbed, at {now}");
        _bareSince = now;
    }

    /// <summary>What of the position no exit covers; null where there is none such.</summary>
    protected abstract string? Bare();
}
