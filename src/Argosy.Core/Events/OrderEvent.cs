using Argosy.Core.Orders;

namespace Argosy.Core.Events;

/// <summary>Something a venue says about one order: the only way an order changes after it was sent.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="OrderId">The order's number in its run.</param>
/// <param name="Time">When, Unix ms.</param>
/// <param name="Reason">Why, for endings; <see cref="OrderReason.None"/> otherwise.</param>
/// <param name="Fill">The execution, for <see cref="OrderEventKind.Filled"/>; default otherwise.</param>
public readonly record struct OrderEvent(OrderEventKind Kind, int OrderId, long Time, OrderReason Reason, Fill Fill)
{
    /// <summary>An execution.</summary>
    public static OrderEvent Filled(in Fill fill) => new(OrderEventKind.Filled, fill.OrderId, fill.Time, OrderReason.None, fill);

    /// <summary>Anything but an execution.</summary>
    public static OrderEvent Change(OrderEventKind kind, int orderId, long time, OrderReason reason = OrderReason.None) =>
        new(kind, orderId, time, reason, default);
}
