using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;

namespace Argosy.Engine.Tests.Support;

/// <summary>A venue that says what the test tells it to say, and nothing else; cancellations it answers at once unless told not to.</summary>
public sealed class HandVenue : IVenue
{
    public PriceReach Reach => PriceReach.None;

    IOrderEvents _events = null!;

    public List<ApprovedOrder> Submitted { get; } = [];

    public List<(int OrderId, OrderReason Reason)> CancelsAsked { get; } = [];

    public bool AnswersCancels { get; set; } = true;

    public void Attach(IOrderEvents events) => _events = events;

    public void OnClosing(Instant instant)
    {
    }

    public void OnDecided(Instant instant)
    {
    }

    public void OnOpening(Instant instant)
    {
    }

    public void Submit(ApprovedOrder order) => Submitted.Add(order);

    public void Cancel(int orderId, OrderReason reason)
    {
        CancelsAsked.Add((orderId, reason));
        // A venue knows what it was sent, no more.
        if (AnswersCancels && Submitted.Exists(order => order.Id == orderId)) Say(OrderEventKind.Cancelled, orderId, reason);
    }

    public void Say(OrderEventKind kind, int orderId, OrderReason reason = OrderReason.None) =>
        _events.Process(OrderEvent.Change(kind, orderId, 1, reason));

    public void Fill(ApprovedOrder order, decimal quantity, decimal price, bool final, decimal fee = 0, FillTraits traits = FillTraits.None)
    {
        var fill = new Fill
        {
            OrderId = order.Id,
            Instrument = order.Instrument,
            Book = order.Book,
            Side = order.Side,
            Purpose = order.Purpose,
            Traits = traits | (final ? FillTraits.Final : FillTraits.None),
            Time = 1,
            PathUnits = (long)(price * 100), // the instruments of the bench have prices of two decimals
            Price = price,
            Quantity = quantity,
            Fee = fee,
        };
        _events.Process(OrderEvent.Filled(in fill));
    }
}
