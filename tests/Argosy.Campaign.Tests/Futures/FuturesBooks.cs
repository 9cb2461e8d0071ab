using Argosy.Campaign.Tests.Running;
using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Reconciling;
using Argosy.Hosting.Tests.Desks;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Futures;
using Argosy.Testnet.Hosting;
using Argosy.Testnet.Orders;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>Holds what the futures exchange knows against what we believe: orders, executions, position, funding, wallet.</summary>
internal sealed class FuturesBooks
{
    // Of the venue's rounding, an execution or a settlement.
    const decimal Unit = 0.00000001m;

    readonly VirtualExchange _exchange;
    readonly string _symbol;
    readonly CampaignBooks _orders;
    readonly decimal _first;

    public FuturesBooks(VirtualExchange exchange, string symbol)
    {
        (_exchange, _symbol, _orders) = (exchange, symbol, new CampaignBooks(exchange, symbol));
        _first = Account.Of(FuturesDesk.Asset).Free;
    }

    Account Account => _exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey];

    FuturesDesk Desk => _exchange.Exchange.Futures!;

    /// <summary>What the exchange's own closes executed, oldest first.</summary>
    public OrderFill[] Closes => [.. _exchange.Exchange.State.Orders.Values.Where(order => order.IsLiquidation).SelectMany(order => order.Fills)];

    /// <summary>What is held, base asset, signed.</summary>
    public decimal Held => _exchange.Exchange.State.Markets[_symbol].Rules.Quantity(Desk.Of(Account, _exchange.Exchange.State.Markets[_symbol], FuturesDesk.Both).Lots);

    public IEnumerable<string> Compare(TestBot run, MemoryDatabase database, AccountDesk desk) =>
        [.. _orders.Orders(database), .. Executions(run, database), .. Intents(run), .. Wallet(database), .. Funding(run), .. Verdict(desk)];

    /// <summary>Orders, wallet and the desk's books, where the run is looked at elsewhere.</summary>
    public IEnumerable<string> Compare(MemoryDatabase database, AccountDesk desk) => [.. _orders.Orders(database), .. Wallet(database), .. Verdict(desk)];

    /// <summary>What the wallet has more than at first, quote asset.</summary>
    public decimal Made => Account.Of(FuturesDesk.Asset).Free - _first;

    /// <summary>What the insurance took or paid in movements of these names, quote asset: in those that were told after the close they are for, whose fee has the others.</summary>
    public decimal Insured(IReadOnlyCollection<string> told) => Desk.Income.Of(Account.Id).Where(line => line.Kind == "INSURANCE_CLEAR" && told.Contains($"{line.Kind}:{line.Id}")).Sum(line => line.Amount);

    /// <summary>What funding moved so far, quote asset.</summary>
    public decimal Funded => Income("FUNDING_FEE");

    // Each execution once, in the database and in the run; the exchange's own closes in the run alone.
    IEnumerable<string> Executions(TestBot run, MemoryDatabase database)
    {
        var there = _exchange.Exchange.State.Orders.Values.Where(o => !o.IsLiquidation).Sum(o => o.Market.Rules.Quantity(o.ExecutedLots));
        var here = database.Executions.Values.Sum(f => f.Quantity);
        var told = run.Said.Where(s => s.Event.Kind == OrderEventKind.Filled).ToArray();
        var closed = Closes.Sum(fill => fill.Quantity);
        var toldClosed = told.Where(s => s.Event.Fill.Purpose == OrderPurpose.Liquidation).Sum(s => s.Event.Fill.Quantity);
        if (there != here) yield return $"the exchange executed {there} of ours, the database has {here}";
        if (there != told.Sum(s => s.Event.Fill.Quantity) - toldClosed) yield return $"the exchange executed {there} of ours, the run was told {told.Sum(s => s.Event.Fill.Quantity) - toldClosed}";
        if (closed != toldClosed) yield return $"the exchange closed {closed}, the run was told {toldClosed}";
        if (run.Position != Held) yield return $"the exchange holds {Held}, the run {run.Position}";
    }

    // No intent was filled twice.
    static IEnumerable<string> Intents(TestBot run)
    {
        foreach (var wanted in run.Wanted.Values)
        {
            var filled = run.Filled(wanted.Id);
            if (filled > wanted.Quantity) yield return $"order {wanted.Id} of the run wanted {wanted.Quantity} and got {filled}";
        }
        foreach (var entry in run.Wanted.Values.Where(w => !w.IsExit))
        {
            var closed = run.Wanted.Values.Where(w => w.Entry == entry.Id).Sum(w => run.Filled(w.Id));
            if (closed > run.Filled(entry.Id)) yield return $"entry {entry.Id} filled {run.Filled(entry.Id)}, its exits {closed}";
        }
    }

    // The wallet is what our executions, the exchange's closes, funding and insurance make it.
    IEnumerable<string> Wallet(MemoryDatabase database)
    {
        var (wallet, position) = (Account.Of(FuturesDesk.Asset).Free, Desk.Of(Account, _exchange.Exchange.State.Markets[_symbol], FuturesDesk.Both));
        var own = database.Executions.Values.Sum(f => (f.Quantity * f.Price * (f.Side == Side.Buy ? -1 : 1)) - f.Fee);
        var closes = Closes.Sum(f => (f.Quantity * f.Price * (f.Order.Side == Side.Buy ? -1 : 1)) - f.Fee);
        var made = _first + own + closes + (Held * position.Entry) + Income("FUNDING_FEE") + Income("INSURANCE_CLEAR");
        if (Math.Abs(wallet - made) > Unit) yield return $"the wallet has {wallet}, what we know of makes {made}";
    }

    // Every settlement on a position of the run reached it, once, and what the insurance took or paid late.
    IEnumerable<string> Funding(TestBot run)
    {
        var moved = Funded + Insured([.. run.Flows.Select(flow => flow.Item2)]);
        if (Math.Abs(run.Funded - moved) > Unit * (1 + run.Funding.Count)) yield return $"funding and late insurance moved {moved}, the run was told {run.Funded} in {run.Funding.Count} settlements";
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
        // All that moved was ours: what was there before is foreign, and nothing else.
        var line = check.Lines.Single(l => l.Asset == FuturesDesk.Asset);
        if (Math.Abs(line.Foreign - _first) > Unit) yield return $"foreign is {line.Foreign}, at first there was {_first}; own {line.Own}";
    }

    decimal Income(string kind) => Desk.Income.Of(Account.Id).Where(line => line.Kind == kind).Sum(line => line.Amount);
}
