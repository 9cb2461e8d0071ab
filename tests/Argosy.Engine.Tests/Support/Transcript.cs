using Argosy.Core.Events;
using Argosy.Core.Values;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;

namespace Argosy.Engine.Tests.Support;

/// <summary>Everything a run says, one line a thing.</summary>
sealed class Transcript : IRunLog
{
    public List<string> Lines { get; } = [];

    public void OnOrder(ApprovedOrder order) =>
        Lines.Add($"{order.DecisionTime} order {order.Id} {order.Instrument} {order.Book} {order.Side} {order.Type} {order.TimeInForce} {order.Flags} {Exact.Text(order.Size)} {order.State} {order.Reason} {order.Terms}");

    public void OnEvent(in OrderEvent orderEvent, ClockPhase phase, long instant) =>
        Lines.Add($"{instant} {phase} {orderEvent.OrderId} {orderEvent.Kind} {orderEvent.Reason} {(orderEvent.Kind == OrderEventKind.Filled ? $"{Exact.Text(orderEvent.Fill.Price)} {Exact.Text(orderEvent.Fill.Quantity)} {Exact.Text(orderEvent.Fill.Fee)} {orderEvent.Fill.Time}" : "")}");
}
