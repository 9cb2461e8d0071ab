using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Orders;
using Argosy.Testnet.Hosting;

namespace Argosy.Campaign.Tests.Running;

/// <summary>What was bought on spot, and the sells that rest for it.</summary>
internal sealed class StopWatch(VirtualExchange exchange) : CoverWatch(exchange)
{
    readonly decimal _foreign = exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey].Of(exchange.Exchange.State.Markets[Stage.Symbol].Rules.Base).Free;

    protected override string? Bare()
    {
        var market = Exchange.Exchange.State.Markets[Stage.Symbol];
        var balance = Exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey].Of(market.Rules.Base);
        var held = balance.Free + balance.Locked - _foreign;
        var covered = market.Open.Values.Where(order => order.Side == Side.Sell).Sum(order => market.Rules.Quantity(order.LotsLeft));
        // Less than the smallest order cannot be covered.
        var isBare = held - covered >= market.Rules.Quantity(1) && (held - covered) * market.LastPrice >= 10m;
        return isBare ? $"{held - covered} {market.Rules.Base} of {held}" : null;
    }
}
