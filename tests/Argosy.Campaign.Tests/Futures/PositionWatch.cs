using Argosy.Campaign.Tests.Running;
using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Orders;
using Argosy.Testnet.Futures;
using Argosy.Testnet.Hosting;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>A position on a perpetual, and the exits that rest for it, stops in the list of conditional orders among them.</summary>
internal sealed class PositionWatch(VirtualExchange exchange) : CoverWatch(exchange)
{
    protected override string? Bare()
    {
        var market = Exchange.Exchange.State.Markets[Stage.Symbol];
        var account = Exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey];
        var lots = Exchange.Exchange.Futures!.Of(account, market, FuturesDesk.Both).Lots;
        var covered = market.Open.Values.Where(order => order.ReduceOnly && order.Side == (lots > 0 ? Side.Sell : Side.Buy)).Sum(order => order.LotsLeft);
        return Math.Abs(lots) > covered ? $"{Math.Abs(lots) - covered} lots of {lots}" : null;
    }
}
