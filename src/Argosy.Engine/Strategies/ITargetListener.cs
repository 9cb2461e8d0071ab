using Argosy.Core.Orders;
using Argosy.Engine.Running;

namespace Argosy.Engine.Strategies;

/// <summary>Hears what a strategy that runs inside another one asks for, in place of the engine; nothing it asks for is sent.</summary>
public interface ITargetListener
{
    /// <summary>It stated a target; the value need not be one of the three directions.</summary>
    void OnTarget(Direction direction);

    /// <summary>It tried to send or cancel an order.</summary>
    void OnOrder();

    /// <summary>It asked for a further timeframe.</summary>
    void OnSubscribed(BarSeries series);

    /// <summary>It looked at position, equity or free cash.</summary>
    void OnAccountRead();
}
