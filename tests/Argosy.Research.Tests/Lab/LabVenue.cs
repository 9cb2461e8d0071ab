using Argosy.Core.Events;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Simulation.Venue;

namespace Argosy.Research.Tests.Lab;

/// <summary>The simulated venue, of bars or of ticks, where a run is wired by hand so that its engine can be looked at.</summary>
sealed class LabVenue(IVenue inner) : ITickVenue, ITimedVenue
{
    public PriceReach Reach => inner.Reach;

    public bool HasTimes => inner is ITimedVenue { HasTimes: true };

    public long NextTime => inner is ITimedVenue timed ? timed.NextTime : long.MaxValue;

    public long NextTick(long limit) => ((ITickVenue)inner).NextTick(limit);

    public void Attach(IOrderEvents events) => inner.Attach(events);

    public void OnClosing(Instant instant) => inner.OnClosing(instant);

    public void OnDecided(Instant instant) => inner.OnDecided(instant);

    public void OnOpening(Instant instant) => inner.OnOpening(instant);

    public void OnFunding(Instant instant) => (inner as ITimedVenue)?.OnFunding(instant);

    public void Submit(ApprovedOrder order) => inner.Submit(order);

    public void Amend(int orderId, decimal limit) => inner.Amend(orderId, limit);

    public void Cancel(int orderId, OrderReason reason) => inner.Cancel(orderId, reason);
}
