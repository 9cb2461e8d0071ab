using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Desks;

/// <content>An order's way without the order.</content>
public sealed partial class AccountDesk
{
    const int MostRehearsed = 1_000;

    Rehearsal? _rehearsal;

    /// <inheritdoc/>
    public void Rehearse(IReadOnlyList<Instrument> instruments, IReadOnlyList<OrderWanted> orders)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        ArgumentNullException.ThrowIfNull(orders);
        if (_isDown || _isBusy || _journal is null) return;
        if (_rehearsal is not { Orders: < MostRehearsed }) _rehearsal = new Rehearsal(this);
        foreach (var wanted in orders)
        {
            // Exits are of entries, which a rehearsal has not.
            if (!wanted.IsExit) _rehearsal.Walk(instruments[wanted.Instrument].Name, wanted);
        }
    }

    // Gate and gateway of its own: the real ones count what they let through and keep what they send.
    sealed class Rehearsal
    {
        const int Deployment = 0;

        readonly AccountDesk _desk;
        readonly AccountGate _gate;
        readonly OrderGateway _gateway;
        readonly GatewayStep _step = new();

        public Rehearsal(AccountDesk desk)
        {
            (_desk, _gate, _gateway) = (desk, new AccountGate(desk._gate.Options with { MaxEntriesPerMinute = 0 }, desk._parts.Listings), new OrderGateway(desk.GatewayOptions));
            _gateway.Begin(new ClientOrderIds(desk._parts.Database.Installation, Deployment, epoch: 0), desk.Now, _step);
        }

        public int Orders { get; private set; }

        public void Walk(string instrument, OrderWanted wanted)
        {
            Orders++;
            _step.Clear();
            var (now, order) = (_desk.Now, new DeskOrder(Deployment, instrument, wanted));
            var shape = Wishes.Shape(order, order.Remaining);
            _ = _gate.Refusal(order, shape, new GateView(now, _desk.LastPrice(instrument), _desk._books.Position(instrument), _desk._gateway.Open));
            _ = SelfTrade.Met(instrument, wanted.Side, shape, _desk.LastPrice(instrument), _desk._options.MarketReach, _desk._gateway.Open);
            _gateway.VenueOffset = _desk._venue.ClockOffset;
            _gateway.Submit(Deployment, [_desk.WishOf(order, shape)], now, _step);
            foreach (var request in _step.Requests)
            {
                if (request is SendOrder { Order: var sent }) _desk._venue.Rehearse(sent);
            }
            foreach (var record in _step.Records) _ = RecordCodec.Encode(record);
        }
    }
}
