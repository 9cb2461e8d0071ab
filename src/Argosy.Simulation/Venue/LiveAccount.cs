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

    public decimal FreeQuote(decimal ownReservation) => power.FreeQuote + ownReservation;

    public decimal LargestShort(decimal mark, decimal price, decimal feeRatio) => power.LargestShort(instrument, mark, price, feeRatio);

    public void Emit(in OrderEvent orderEvent) => events.Process(in orderEvent);
}
