using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Orders;
using Argosy.Testnet.Futures;
using Argosy.Testnet.Hosting;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>Watches at the exchange that a position is covered by exits that rest there, stops in the list of conditional orders among them.</summary>
/// <remarks>
/// Five seconds are allowed after a fill while host and exchange can speak. Where a request got lost the venue's answer counts only when its receive
/// window is over (SEMANTICS 8), so the five seconds begin anew when that is.
/// </remarks>
internal sealed class PositionWatch(VirtualExchange exchange, string symbol)
{
    const long AllowedMs = 5_000, WindowMs = 18_000;

    readonly List<string> _problems = [];
    long _bareSince = long.MaxValue, _trouble = long.MinValue;
    int _mishaps;

    public IReadOnlyList<string> Problems => _problems;

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
        var account = exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey];
        var lots = exchange.Exchange.Futures!.Of(account, market, FuturesDesk.Both).Lots;
        var covered = market.Open.Values.Where(order => order.ReduceOnly && order.Side == (lots > 0 ? Side.Sell : Side.Buy)).Sum(order => order.LotsLeft);
        if (Math.Abs(lots) <= covered)
        {
            _bareSince = long.MaxValue;
            return;
        }
        if (_bareSince == long.MaxValue) _bareSince = now;
        var from = Math.Max(_bareSince, _trouble == long.MinValue ? long.MinValue : _trouble + WindowMs);
        if (now - from <= AllowedMs) return;
        _problems.Add($"{Math.Abs(lots) - covered} lots of {lots} without an exit at the venue for {now - _bareSince} ms, {now - from} ms of them undisturbed, at {now}");
        _bareSince = now;
    }
}
