using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Orders;
using Argosy.Testnet.Hosting;

namespace Argosy.Campaign.Tests.Running;

/// <summary>Watches at the exchange that what is held is covered by a resting exit.</summary>
/// <remarks>
/// Five seconds are allowed after a fill while host and exchange can speak. Where a request got lost the venue's answer counts only when its receive
/// window is over (SEMANTICS 8), so the five seconds begin anew when that is; while the host is down nothing that covered may be missing.
/// </remarks>
internal sealed class StopWatch(VirtualExchange exchange, string symbol)
{
    const long AllowedMs = 5_000, WindowMs = 18_000;

    readonly decimal _foreign = exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey].Of(exchange.Exchange.State.Markets[symbol].Rules.Base).Free;
    readonly List<string> _problems = [];
    long _bareSince = long.MaxValue, _trouble = long.MinValue, _downSince = long.MaxValue;
    int _mishaps;
    bool _wasCovered;

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Longest time a position was without a stop, ms.</summary>
    public long Longest { get; private set; }

    /// <summary>Something stood in the way of the host.</summary>
    public void Trouble() => _trouble = exchange.Clock.Now;

    /// <summary>Looks once.</summary>
    /// <param name="hostStands">Whether a host could have acted.</param>
    public void Look(bool hostStands)
    {
        var now = exchange.Clock.Now;
        if (exchange.Mishaps != _mishaps || exchange.Exchange.Api.IsDown || !hostStands) _trouble = now;
        _mishaps = exchange.Mishaps;
        var market = exchange.Exchange.State.Markets[symbol];
        var balance = exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey].Of(market.Rules.Base);
        var held = balance.Free + balance.Locked - _foreign;
        var covered = market.Open.Values.Where(order => order.Side == Side.Sell).Sum(order => market.Rules.Quantity(order.LotsLeft));
        var lot = market.Rules.Quantity(1);
        // Less than the smallest order cannot be covered.
        var isBare = held - covered >= lot && (held - covered) * market.LastPrice >= 10m;
        if (hostStands) _downSince = long.MaxValue;
        else if (_downSince == long.MaxValue) (_downSince, _wasCovered) = (now, !isBare);
        if (!isBare)
        {
            _bareSince = long.MaxValue;
            return;
        }
        if (_bareSince == long.MaxValue) _bareSince = now;
        Longest = Math.Max(Longest, now - _bareSince);
        var from = Math.Max(_bareSince, _trouble == long.MinValue ? long.MinValue : _trouble + WindowMs);
        if (now - from <= AllowedMs) return;
        _problems.Add($"{held - covered} {market.Rules.Base} of {held} without an exit at the venue for {now - _bareSince} ms, {now - from} ms of them undisturbed, at {now}");
        _bareSince = now;
    }
}
