namespace Argosy.Testnet.Orders;

/// <summary>What orders and trades do to money: of spot, and of futures.</summary>
internal interface ISettlement
{
    /// <summary>Sets aside what the order may need, or refuses it.</summary>
    void Reserve(Order order);

    /// <summary>How many lots of a resting order may be executed now.</summary>
    long Most(Order order) => long.MaxValue;

    /// <summary>Books one trade of a client's order.</summary>
    OrderFill Settle(Order order, in Execution execution);

    /// <summary>Gives back what an order that ended still holds.</summary>
    void Release(Order order);
}

/// <summary>One client's half of a trade.</summary>
internal readonly record struct Execution(long TradeId, long Lots, decimal Price, bool IsMaker, long Time);

/// <summary>Tells clients what happened to their orders and money.</summary>
internal interface IReports
{
    /// <summary>An order changed.</summary>
    /// <param name="order">As it is now.</param>
    /// <param name="execution">NEW, TRADE, CANCELED, EXPIRED, …</param>
    /// <param name="fill">The trade, where it was one.</param>
    void Changed(Order order, string execution, OrderFill? fill = null);

    /// <summary>Balances of the order's assets changed.</summary>
    void Money(Order order);

    /// <summary>A list began or ended.</summary>
    void Changed(OrderList list);
}
