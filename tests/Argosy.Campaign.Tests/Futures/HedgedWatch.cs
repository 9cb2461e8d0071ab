using Argosy.Campaign.Tests.Running;
using Argosy.Campaign.Tests.Virtual;
using Argosy.Testnet.Hosting;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>The two positions of hedge mode, each with the exits that rest for it.</summary>
internal sealed class HedgedWatch(VirtualExchange exchange) : CoverWatch(exchange)
{
    protected override string? Bare()
    {
        var (market, account) = (Exchange.Exchange.State.Markets[Stage.Symbol], Exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey]);
        foreach (var position in Exchange.Exchange.Futures!.Legs(account, market))
        {
            var covered = market.Open.Values.Where(order => order.ReduceOnly && order.PositionSide == position.Leg).Sum(order => order.LotsLeft);
            if (Math.Abs(position.Lots) > covered) return $"{Math.Abs(position.Lots) - covered} lots of {position.Lots} {position.Leg}";
        }
        return null;
    }
}
