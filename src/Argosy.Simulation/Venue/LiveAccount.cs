using Argosy.Core.Events;
using Argosy.Engine.Accounting;
using Argosy.Engine.Risk;
using Argosy.Engine.Running;

namespace Argosy.Simulation.Venue;

/// <summary>The run's own account, seen from the walk of one instrument.</summary>
sealed class LiveAccount(int instrument, Ledger ledger, BuyingPower power, IOrderEvents events) : IWalkAccount
{
    public bool AllowShort => power.AllowShort;

    public decimal Position(int book) => ledger.Position(book, instrument).Quantity;

    public bool Allows(in Opening opening, decimal quantity) => power.Allows(in opening, quantity);

    public decimal Largest(in Opening opening) => power.Largest(in opening);

    public void Emit(in OrderEvent orderEvent) => events.Process(in orderEvent);
}
