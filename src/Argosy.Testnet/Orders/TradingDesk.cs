using Argosy.Core.Orders;
using Argosy.Testnet.Api;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Matching;

namespace Argosy.Testnet.Orders;

/// <summary>The life of orders: acceptance, trigger, matching, cancellation.</summary>
internal sealed class TradingDesk(ExchangeState state, ISettlement settlement, IReports reports)
{
    /// <summary>Takes an order in; it may trade before this returns.</summary>
    public void Place(Order order)
    {
        Accept(order);
        if (!order.HasTrigger) Enter(order);
        Trigger(order.Market);
    }

    /// <summary>Takes in two orders of which one cancels the other: one that trades at its limit, one with a trigger.</summary>
    public void Place(OrderList list)
    {
        foreach (var order in list.Orders) RefuseDuplicate(order);
        // Either leg may need the money, never both.
        var limit = list.Orders.Find(order => !order.HasTrigger)!;
        settlement.Reserve(limit);
        foreach (var order in list.Orders) order.List = list;
        state.Lists.Add(list.Id, list);
        reports.Changed(list);
        foreach (var order in list.Orders)
        {
            Register(order);
            reports.Changed(order, "NEW");
        }
        reports.Money(limit);
        Enter(limit);
        Trigger(limit.Market);
    }

    /// <summary>Takes a client's open order out.</summary>
    public void Cancel(Order order, string? newClientId = null)
    {
        if (order.List is { Resolving: false } list)
        {
            foreach (var leg in list.Orders.Where(leg => leg.IsOpen)) End(leg, "CANCELED", newClientId);
            CloseList(list);
            return;
        }
        End(order, "CANCELED", newClientId);
    }

    /// <summary>Gives an open limit order another price or quantity; it loses its place.</summary>
    public void Amend(Order order, decimal price, long lots)
    {
        var (oldPrice, oldLots) = (order.Price, order.Lots);
        if (order.Resting is { } resting) order.Market.Book.Cancel(resting);
        settlement.Release(order);
        (order.Price, order.Lots) = (price, lots);
        RefusedException? refusal = null;
        try
        {
            settlement.Reserve(order);
        }
        catch (RefusedException poor)
        {
            refusal = poor;
            (order.Price, order.Lots) = (oldPrice, oldLots);
            settlement.Reserve(order);
        }
        order.UpdateTime = state.Now;
        if (refusal is null) reports.Changed(order, "AMENDMENT");
        Enter(order);
        Trigger(order.Market);
        if (refusal is not null) throw refusal;
    }

    /// <summary>Ends an order because the exchange does.</summary>
    public void Expire(Order order) => End(order, "EXPIRED", null);

    /// <summary>The outside world takes up to so many lots at a price or better.</summary>
    public void HouseTakes(SymbolMarket market, Side side, long lots, long limit)
    {
        while (lots > 0)
        {
            var take = KnockOut(market, side, lots, limit);
            var outcome = market.Book.Submit(new Taker(0, BookOrder.House, side, limit, take, SelfTrade.None));
            foreach (var match in outcome.Matches) Book(market, match, null, side);
            if (outcome.Matches.Count == 0) break;
            lots -= take;
        }
        Trigger(market);
    }

    // An order that may only make a position smaller ends where it would turn it over; the first in line is taken as far as it may be.
    long KnockOut(SymbolMarket market, Side side, long lots, long limit)
    {
        var makers = side == Side.Buy ? market.Book.Asks : market.Book.Bids;
        while (!makers.IsEmpty && (side == Side.Buy ? makers.BestPrice <= limit : makers.BestPrice >= limit) && makers.First is { Owner: not BookOrder.House } first && state.Orders[first.Id] is var order && settlement.Most(order) is var most && most < Math.Min(lots, first.Lots))
        {
            if (most > 0) return most;
            Expire(order);
        }
        return state.IsFutures && !makers.IsEmpty ? Math.Min(lots, makers.First.Lots) : lots;
    }

    /// <summary>Lets the outside world act as a whole: orders it triggers are let in when it has done.</summary>
    public void Uninterrupted(SymbolMarket market, Action act)
    {
        state.IsTriggering = true;
        try
        {
            act();
        }
        finally
        {
            state.IsTriggering = false;
        }
        Trigger(market);
    }

    /// <summary>Lets waiting orders in whose price has come.</summary>
    public void Trigger(SymbolMarket market)
    {
        if (state.IsTriggering) return;
        state.IsTriggering = true;
        while (market.Open.Values.FirstOrDefault(order => order is { HasTrigger: true, WorkingTime: < 0 } && IsDue(order)) is { } due)
        {
            if (due.List is { Resolving: false } list)
            {
                list.Resolving = true;
                foreach (var other in list.Orders.Where(leg => leg != due && leg.IsOpen)) End(other, "EXPIRED", null);
            }
            LetIn(due);
        }
        state.IsTriggering = false;
    }

    /// <summary>Whether a trigger's price has come.</summary>
    public static bool IsDue(Order order)
    {
        if (order.StopPrice <= 0 || order.Market.LastPrice <= 0) return false;
        var above = (order.Side == Side.Buy) != OrderTypes.TakesProfit(order.Type);
        return above ? order.Market.LastPrice >= order.StopPrice : order.Market.LastPrice <= order.StopPrice;
    }

    void LetIn(Order order)
    {
        if (state.IsFutures || order is { IsMarket: true, Side: Side.Buy } || order.List is not null)
        {
            try
            {
                settlement.Reserve(order);
            }
            catch (RefusedException)
            {
                End(order, "EXPIRED", null);
                if (order.List is { } list) CloseList(list);
                return;
            }
        }
        order.WorkingTime = state.Now;
        reports.Changed(order, "NEW");
        Enter(order);
        if (order.List is { IsDone: true } done) CloseList(done);
    }

    void Accept(Order order)
    {
        RefuseDuplicate(order);
        // A market buy that waits needs its money when it is let in.
        if (!(order.HasTrigger && order is { IsMarket: true, Side: Side.Buy })) settlement.Reserve(order);
        Register(order);
        reports.Changed(order, "NEW");
        reports.Money(order);
    }

    void RefuseDuplicate(Order order)
    {
        if (order.Market.Open.Values.Any(open => open.Account == order.Account && open.ClientId == order.ClientId))
        {
            throw state.IsFutures ? new RefusedException(-4116, "ClientOrderId is duplicated.") : new RefusedException(-2010, "Duplicate order sent.");
        }
    }

    void Register(Order order)
    {
        order.UpdateTime = state.Now;
        if (!order.HasTrigger) order.WorkingTime = state.Now;
        order.Market.Open.Add(order.Id, order);
        state.Orders.Add(order.Id, order);
    }

    void Enter(Order order)
    {
        var rules = order.Market.Rules;
        var taker = new Taker(
            order.Id, order.Account.Id, order.Side, order.IsMarket ? null : rules.NearestTick(order.Price), order.QuoteBudget > 0 ? long.MaxValue : order.LotsLeft, order.Prevention)
        {
            Budget = order.QuoteBudget > 0 ? (Int128)decimal.Floor(order.QuoteBudget / (rules.Tick * rules.Step)) : null,
            FillOrKill = order.TimeInForce == "FOK" && !order.IsMarket,
            Rests = !order.IsMarket && order.TimeInForce is "GTC" or "GTX",
        };
        var outcome = order.Market.Book.Submit(taker);
        order.Resting = outcome.Resting;
        if (order.QuoteBudget > 0) order.Lots = outcome.Matches.Sum(match => match.Lots);
        foreach (var match in outcome.Matches) Book(order.Market, match, order, order.Side);
        foreach (var maker in outcome.Prevented)
        {
            var other = state.Orders[maker.Id];
            if (maker.Lots == 0) End(other, "EXPIRED_IN_MATCH", null);
            else other.Lots = other.ExecutedLots + maker.Lots;
        }
        if (!order.IsOpen) return;
        if (outcome.TakerExpired) End(order, "EXPIRED_IN_MATCH", null);
        else if (outcome.Resting is null) End(order, "EXPIRED", null);
        else order.Lots = order.ExecutedLots + outcome.Left;
    }

    void Book(SymbolMarket market, in Match match, Order? taker, Side takerSide)
    {
        var trade = new PublicTrade(market.NextTradeId++, market.Rules.Price(match.Price), market.Rules.Quantity(match.Lots), state.Now, takerSide == Side.Sell);
        market.Record(trade);
        if (match.Maker.Owner != BookOrder.House) Settle(state.Orders[match.Maker.Id], match, trade, isMaker: true);
        if (taker is not null) Settle(taker, match, trade, isMaker: false);
    }

    void Settle(Order order, in Match match, in PublicTrade trade, bool isMaker)
    {
        order.ExecutedLots += match.Lots;
        order.ExecutedQuote += trade.Quote;
        var fill = settlement.Settle(order, new Execution(trade.Id, match.Lots, trade.Price, isMaker, state.Now));
        order.Fills.Add(fill);
        order.Market.Fills.Add(fill);
        order.UpdateTime = state.Now;
        order.Status = order.LotsLeft > 0 ? "PARTIALLY_FILLED" : "FILLED";
        if (!order.IsOpen)
        {
            settlement.Release(order);
            order.Market.Open.Remove(order.Id);
        }
        reports.Changed(order, "TRADE", fill);
        reports.Money(order);
        if (order.List is not { Resolving: false } list) return;
        list.Resolving = true;
        foreach (var other in list.Orders.Where(leg => leg != order && leg.IsOpen)) End(other, "EXPIRED", null);
        CloseListWhenDone(list);
    }

    void End(Order order, string status, string? newClientId)
    {
        if (order.Resting is { } resting) order.Market.Book.Cancel(resting);
        order.Status = status;
        order.UpdateTime = state.Now;
        settlement.Release(order);
        order.Market.Open.Remove(order.Id);
        order.OriginalClientId = order.ClientId;
        var own = order.ClientId;
        if (status == "CANCELED") order.ClientId = newClientId ?? state.NewClientId();
        reports.Changed(order, status == "EXPIRED_IN_MATCH" ? "TRADE_PREVENTION" : status);
        // The record keeps the id its owner gave it.
        (order.CancelId, order.ClientId) = (order.ClientId, own);
        reports.Money(order);
        if (order.List is { } list) CloseListWhenDone(list);
    }

    void CloseListWhenDone(OrderList list)
    {
        if (list.IsDone) CloseList(list);
    }

    void CloseList(OrderList list)
    {
        if (list.IsClosed) return;
        list.IsClosed = true;
        reports.Changed(list);
    }
}
