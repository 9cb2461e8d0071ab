using Argosy.Core.Orders;

namespace Argosy.Core.Events;

/// <summary>Something a venue says about one order: the only way an order changes after it was sent.</summary>
public readonly struct OrderEvent
{
    /// <summary>The execution, for <see cref="OrderEventKind.Filled"/>; default otherwise.</summary>
    public readonly Fill Fill;

    OrderEvent(OrderEventKind kind, int orderId, long time, OrderReason reason)
    {
        Kind = kind;
        OrderId = orderId;
        Time = time;
        Reason = reason;
    }

    OrderEvent(in Fill fill)
        : this(OrderEventKind.Filled, fill.OrderId, fill.Time, OrderReason.None) => Fill = fill;

    // A move carries its price where a fill has its own.
    OrderEvent(int orderId, long time, decimal price)
        : this(OrderEventKind.Moved, orderId, time, OrderReason.None) => Fill = default(Fill) with { Price = price };

    /// <summary>What happened.</summary>
    public OrderEventKind Kind { get; }

    /// <summary>The order's number in its run.</summary>
    public int OrderId { get; }

    /// <summary>When, Unix ms.</summary>
    public long Time { get; }

    /// <summary>Why, for endings; <see cref="OrderReason.None"/> otherwise.</summary>
    public OrderReason Reason { get; }

    /// <summary>The order's new trigger or limit, quote asset, for <see cref="OrderEventKind.Moved"/>; 0 otherwise.</summary>
    public decimal Price => Kind == OrderEventKind.Moved ? Fill.Price : 0;

    /// <summary>An execution.</summary>
    public static OrderEvent Filled(in Fill fill) => new(in fill);

    /// <summary>An order's trigger or limit lies at another price now.</summary>
    public static OrderEvent Moved(int orderId, long time, decimal price) => new(orderId, time, price);

    /// <summary>Anything but an execution or a move.</summary>
    public static OrderEvent Change(OrderEventKind kind, int orderId, long time, OrderReason reason = OrderReason.None) => new(kind, orderId, time, reason);
}
