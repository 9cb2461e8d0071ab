namespace Argosy.Core.Orders;

/// <summary>When and at what price an order may fill.</summary>
public enum OrderType : byte
{
    /// <summary>At once, at the price there is.</summary>
    Market,
    /// <summary>At the limit price or better.</summary>
    Limit,
    /// <summary>Becomes a market order when the price touches the trigger, against us.</summary>
    Stop,
    /// <summary>Becomes a market order when the price touches the trigger, in our favour.</summary>
    TakeProfit,
    /// <summary>Becomes a limit order when the price touches the trigger.</summary>
    StopLimit,
    /// <summary>A stop that follows the best price since it went live at a fixed ratio below (long) or above (short).</summary>
    TrailingStop,
}
