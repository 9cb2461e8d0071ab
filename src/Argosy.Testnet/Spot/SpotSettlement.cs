using Argosy.Core.Orders;
using Argosy.Testnet.Api;
using Argosy.Testnet.Orders;

namespace Argosy.Testnet.Spot;

/// <summary>Spot: assets change hands at once; fees are taken from what is received.</summary>
internal sealed class SpotSettlement(ExchangeState state) : ISettlement
{
    /// <inheritdoc/>
    public void Reserve(Order order)
    {
        var rules = order.Market.Rules;
        var amount = order.Side == Side.Sell ? SellNeeds(order) : BuyNeeds(order);
        var asset = order.Side == Side.Sell ? rules.Base : rules.Quote;
        if (!order.Account.Of(asset).TryLock(amount)) throw new RefusedException(-2010, "Account has insufficient balance for requested action.");
        order.Reserved = amount;
    }

    /// <inheritdoc/>
    public OrderFill Settle(Order order, in Execution execution)
    {
        var rules = order.Market.Rules;
        var (quantity, cost) = (rules.Quantity(execution.Lots), rules.Quantity(execution.Lots) * execution.Price);
        var (give, receive, given, received) = order.Side == Side.Buy ? (rules.Quote, rules.Base, cost, quantity) : (rules.Base, rules.Quote, quantity, cost);
        var held = order is { Side: Side.Buy, IsMarket: false } ? order.Price * quantity : given;
        var paying = order.Account.Of(give);
        paying.Locked -= held;
        paying.Free += held - given;
        order.Reserved -= held;
        var fee = decimal.Round(received * (execution.IsMaker ? state.MakerFee : state.TakerFee), 8, MidpointRounding.ToZero);
        order.Account.Of(receive).Free += received - fee;
        ExchangeState.Add(state.Fees, receive, fee);
        ExchangeState.Add(state.House, give, given);
        ExchangeState.Add(state.House, receive, -received);
        return new OrderFill(execution.TradeId, order, execution.Price, quantity, fee, receive, execution.Time, execution.IsMaker);
    }

    /// <inheritdoc/>
    public void Release(Order order)
    {
        if (order.Reserved == 0) return;
        order.Account.Of(order.Side == Side.Buy ? order.Market.Rules.Quote : order.Market.Rules.Base).Unlock(order.Reserved);
        order.Reserved = 0;
    }

    static decimal SellNeeds(Order order)
    {
        if (order.QuoteBudget == 0) return order.Market.Rules.Quantity(order.LotsLeft);
        // By proceeds: as much as the book would take for them.
        var (rules, left, lots) = (order.Market.Rules, order.QuoteBudget, 0L);
        foreach (var (price, shown) in order.Market.Book.Bids.Levels(int.MaxValue))
        {
            var taken = Math.Min(shown, rules.LotsIn(left / rules.Price(price)));
            lots += taken;
            left -= rules.Price(price) * rules.Quantity(taken);
            if (taken < shown) break;
        }
        return rules.Quantity(lots);
    }

    static decimal BuyNeeds(Order order)
    {
        if (order.QuoteBudget > 0) return order.QuoteBudget;
        var rules = order.Market.Rules;
        if (order.IsMarket) return (decimal)order.Market.Book.CostOf(Side.Buy, order.LotsLeft).Cost * rules.Tick * rules.Step;
        var price = order.List is { } list ? list.Orders.Max(leg => leg.Price) : order.Price;
        return price * rules.Quantity(order.LotsLeft);
    }
}
