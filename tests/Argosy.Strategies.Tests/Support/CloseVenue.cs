using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;

namespace Argosy.Strategies.Tests.Support;

/// <summary>Fills market orders whole at the close they were decided at, without costs, and keeps everything else resting: what a strategy decided can be read from the position.</summary>
sealed class CloseVenue : IVenue
{
    public PriceReach Reach => PriceReach.None;

    readonly Queue<ApprovedOrder> _arrived = new();
    readonly HashSet<int> _cancelled = [];
    IOrderEvents _events = null!;

    public List<ApprovedOrder> Submitted { get; } = [];

    public List<ApprovedOrder> Resting { get; } = [];

    public void Attach(IOrderEvents events) => _events = events;

    public void OnClosing(Instant instant)
    {
    }

    public void OnDecided(Instant instant)
    {
        while (_arrived.TryDequeue(out var order))
        {
            if (_cancelled.Contains(order.Id)) continue;
            if (order.Type == OrderType.Market) Fill(order, (decimal)instant.Close[order.Instrument], instant.Time);
            else Resting.Add(order);
        }
    }

    public void OnOpening(Instant instant)
    {
    }

    public void Submit(ApprovedOrder order)
    {
        Submitted.Add(order);
        _arrived.Enqueue(order);
    }

    public void Cancel(int orderId, OrderReason reason)
    {
        _cancelled.Add(orderId);
        Resting.RemoveAll(o => o.Id == orderId);
        _events.Process(OrderEvent.Change(OrderEventKind.Cancelled, orderId, 0, reason));
    }

    public void Fill(ApprovedOrder order, decimal price, long time)
    {
        Resting.Remove(order);
        var quantity = order.SizeIsQuote ? decimal.Round(order.Size / price, 8, MidpointRounding.ToZero) : order.Size;
        if (quantity <= 0) throw new InvalidOperationException("an order of nothing reached the venue");
        var fill = new Fill
        {
            OrderId = order.Id,
            Instrument = order.Instrument,
            Book = order.Book,
            Side = order.Side,
            Purpose = order.Purpose,
            Traits = FillTraits.Final,
            Time = time,
            PathUnits = 0,
            Price = price,
            Quantity = quantity,
            Fee = 0,
        };
        _events.Process(OrderEvent.Filled(in fill));
    }
}
