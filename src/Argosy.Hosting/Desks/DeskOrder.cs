using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Desks;

/// <summary>One order as a run wants it, with the orders that stand for it at the venue: attempts and replacements.</summary>
internal sealed class DeskOrder(int deployment, string instrument, OrderWanted wanted)
{
    /// <summary>The bot.</summary>
    public int Deployment => deployment;

    /// <summary>Its number in the run; 0 for one the desk itself wants.</summary>
    public int Number => Wanted.Id;

    /// <summary>Base and quote asset.</summary>
    public string Instrument => instrument;

    /// <summary>As it shall be now.</summary>
    public OrderWanted Wanted { get; set; } = wanted;

    /// <summary>Everything that stood or stands for it at the venue, in the order it was recorded.</summary>
    public List<GatewayOrder> Sent { get; } = [];

    /// <summary>Booked, base asset.</summary>
    public decimal Filled { get; set; }

    /// <summary>Base asset.</summary>
    public decimal Remaining => Wanted.Quantity - Filled;

    /// <summary>Whether the run was told that it is at work.</summary>
    public bool IsAccepted { get; set; }

    /// <summary>Whether the run knows its end.</summary>
    public bool IsEnded { get; set; }

    /// <summary>Whether an entry the journal does not have waits to be handed over again: its process ended before its record.</summary>
    public bool IsUnrecorded { get; set; }

    /// <summary>Whether it shall end.</summary>
    public bool IsCancelled { get; set; }

    /// <summary>Why it shall end.</summary>
    public OrderReason CancelReason { get; set; }

    /// <summary>Whether what was sent is cancelled only to be sent anew in another shape (entries).</summary>
    public bool IsChanging { get; set; }

    /// <summary>Whether the watched price was touched.</summary>
    public bool IsTouched { get; set; }

    /// <summary>A shape the venue refused: not sent again before <see cref="RetryAt"/>.</summary>
    public OrderShape? Refused { get; set; }

    /// <summary>When what was refused is tried again, Unix ms; 0 for at once.</summary>
    public long RetryAt { get; set; }

    /// <summary>The refusal that was counted last.</summary>
    public ClientOrderId? LastRefused { get; set; }

    /// <summary>How often the venue refused it.</summary>
    public int Refusals { get; set; }

    /// <summary>The price the run believes it has.</summary>
    public decimal ToldPrice { get; set; } = PriceOf(wanted);

    /// <summary>Whether it closes or protects.</summary>
    public bool IsExit => Wanted.IsExit;

    /// <summary>Whether a trigger starts it.</summary>
    public bool HasTrigger => Wanted.Type is OrderType.Stop or OrderType.StopLimit or OrderType.TakeProfit or OrderType.TrailingStop;

    /// <summary>Whether it ends a loss: what a position must not be without.</summary>
    public bool IsStop => IsExit && Wanted.Type is OrderType.Stop or OrderType.StopLimit or OrderType.TrailingStop;

    /// <summary>Those of <see cref="Sent"/> of which something is still expected.</summary>
    public IEnumerable<GatewayOrder> Live => Sent.Where(order => !order.IsFinal);

    /// <summary><see cref="Live"/> as it is now; nothing is made where there is none.</summary>
    public GatewayOrder[] LiveNow() => Sent.Count == 0 ? [] : [.. Live];

    /// <summary>The price that a change moves: the limit of a limit order, otherwise the trigger.</summary>
    public static decimal PriceOf(OrderWanted wanted) => wanted.Type == OrderType.Limit ? wanted.Limit : wanted.Trigger;
}

/// <summary>What an order looks like at the venue.</summary>
/// <param name="Type">Its type there.</param>
/// <param name="Quantity">What is left to fill, base asset.</param>
/// <param name="Limit">Quote asset; 0 for none.</param>
/// <param name="Trigger">Quote asset; 0 for none.</param>
internal readonly record struct OrderShape(OrderType Type, decimal Quantity, decimal Limit, decimal Trigger)
{
    /// <summary>The shape of an order that was sent, as far as it is not filled.</summary>
    public static OrderShape Of(GatewayOrder order) =>
        new(order.Request.Wish.Type, order.Request.Wish.Quantity - order.Filled, order.Request.Wish.Price, order.Request.Wish.Trigger);
}
