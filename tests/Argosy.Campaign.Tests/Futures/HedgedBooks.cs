using Argosy.Campaign.Tests.Running;
using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Orders;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Reconciling;
using Argosy.Hosting.Tests.Desks;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Futures;
using Argosy.Testnet.Hosting;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Orders;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>Holds what the exchange knows of an account in hedge mode against what we believe: orders, wallet, and what each position did.</summary>
internal sealed class HedgedBooks(VirtualExchange exchange, decimal fundingRate)
{
    // Of the venue's rounding, an execution or a settlement.
    const decimal Unit = 0.00000001m;

    readonly CampaignBooks _orders = new(exchange, Stage.Symbol);
    readonly decimal _first = exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey].Of(FuturesDesk.Asset).Free;

    Account Account => exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey];

    FuturesDesk Desk => exchange.Exchange.Futures!;

    SymbolMarket Market => exchange.Exchange.State.Markets[Stage.Symbol];

    /// <summary>Whether the insurance paid for one of the positions: the exchange does not say for which.</summary>
    public bool IsInsured => Lines("INSURANCE_CLEAR").Any();

    /// <summary>What a position holds, base asset, signed.</summary>
    public decimal Held(string leg) => Market.Rules.Quantity(Desk.Of(Account, Market, leg).Lots);

    /// <summary>What the exchange itself closed of a position, base asset, signed.</summary>
    public decimal Closed(string leg) => Fills(leg).Where(fill => fill.Order.IsLiquidation).Sum(Signed);

    /// <summary>Executions of a position.</summary>
    public IEnumerable<OrderFill> Fills(string leg) => exchange.Exchange.State.Orders.Values.Where(order => order.PositionSide == leg).SelectMany(order => order.Fills);

    /// <summary>What a flat position made in all, quote asset: executions, fees, and its lines of funding, which longs pay at a rate above 0.</summary>
    public decimal Made(string leg) => Fills(leg).Sum(fill => -(Signed(fill) * fill.Price) - fill.Fee) + Lines("FUNDING_FEE").Where(line => line.Amount < 0 == fundingRate > 0 == (leg == "LONG")).Sum(line => line.Amount);

    /// <summary>What the wallet has more than at first, quote asset.</summary>
    public decimal Gain => Account.Of(FuturesDesk.Asset).Free - _first;

    /// <summary>Orders, wallet and the desk's books, the account flat.</summary>
    public IEnumerable<string> Compare(MemoryDatabase database, AccountDesk desk) => [.. _orders.Orders(database), .. Wallet(), .. Verdict(desk)];

    IEnumerable<string> Wallet()
    {
        if (Held("LONG") != 0 || Held("SHORT") != 0) yield return $"the exchange holds {Held("LONG")} and {Held("SHORT")} after all was closed";
        if (Held(FuturesDesk.Both) != 0) yield return "the exchange holds a position of one-way mode";
        var made = Made("LONG") + Made("SHORT") + Lines("INSURANCE_CLEAR").Sum(line => line.Amount);
        if (Math.Abs(Gain - made) > Unit * (2 + Fills("LONG").Count() + Fills("SHORT").Count())) yield return $"the wallet made {Gain}, what we know of makes {made}";
    }

    IEnumerable<string> Verdict(AccountDesk desk)
    {
        if (desk.Balances is not { } check)
        {
            yield return "the account was never reconciled";
            yield break;
        }
        if (check.Verdict != AccountVerdict.Explained) yield return $"the account is {check.Verdict}: {check.Message}";
        if (desk.Blocked.Length > 0) yield return $"entries are still blocked: {desk.Blocked}";
        var line = check.Lines.Single(l => l.Asset == FuturesDesk.Asset);
        if (Math.Abs(line.Unexplained) > 0.01m) yield return $"unexplained is {line.Unexplained}";
        if (Math.Abs(line.Foreign - _first) > Unit) yield return $"foreign is {line.Foreign}, at first there was {_first}; own {line.Own}";
    }

    IEnumerable<IncomeLine> Lines(string kind) => Desk.Income.Of(Account.Id).Where(line => line.Kind == kind);

    static decimal Signed(OrderFill fill) => fill.Order.Side == Side.Buy ? fill.Quantity : -fill.Quantity;
}
