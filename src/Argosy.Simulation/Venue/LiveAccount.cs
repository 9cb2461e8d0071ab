using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Risk;
using Argosy.Engine.Running;

namespace Argosy.Simulation.Venue;

/// <summary>The run's own account, seen from the walk of one instrument.</summary>
sealed class LiveAccount(int instrument, Ledger ledger, BuyingPower power, IOrderEvents events) : IWalkAccount
{
    public bool Opens(Side side) => power.Opens(side);

    public Ledger Ledger => ledger;

    public int Instrument => instrument;

    public BuyingPower Power => power;

    public decimal Net => ledger.Net(instrument);

    public decimal EquityApart => ledger.Equity - (ledger.Net(instrument) * ledger.Mark(instrument));

    public Amount Held(int book) => ledger.Position(book, instrument).Held;

    public bool CanOpen(int book, in Opening opening, Amount quantity) => power.CanOpen(book, instrument, in opening, quantity);

    public decimal LargestOpening(int book, in Opening opening) => power.LargestOpening(book, instrument, in opening);

    public OrderReason Limit(in Opening opening, Amount quantity) => power.Limit(instrument, in opening, quantity);

    public void Emit(in OrderEvent orderEvent) => events.Process(in orderEvent);
}
