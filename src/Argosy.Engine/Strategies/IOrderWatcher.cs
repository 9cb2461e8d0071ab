using Argosy.Engine.Orders;

namespace Argosy.Engine.Strategies;

/// <summary>A strategy that wants to know each order of its own as it is made: by targets, for protection, refused ones included. The order moves on by itself.</summary>
public interface IOrderWatcher
{
    /// <summary>An order was made for this strategy in an instrument. Not a place to ask for anything.</summary>
    void OnOrder(ApprovedOrder order, StrategyContext context);
}
