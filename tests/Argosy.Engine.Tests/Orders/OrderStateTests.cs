using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Engine.Tests.Support;

namespace Argosy.Engine.Tests.Orders;

public sealed class OrderStateTests
{
    static readonly OrderEventKind[] Kinds = [OrderEventKind.Accepted, OrderEventKind.Triggered, OrderEventKind.Cancelled, OrderEventKind.Expired, OrderEventKind.Rejected];

    [Theory]
    [InlineData(OrderEventKind.Cancelled, OrderState.Cancelled)]
    [InlineData(OrderEventKind.Expired, OrderState.Expired)]
    [InlineData(OrderEventKind.Rejected, OrderState.Rejected)]
    public void Message_AboutAnOrderThatHasEnded_ChangesNothing(OrderEventKind ending, OrderState state)
    {
        var (bench, order) = Resting();
        bench.Venue.Say(ending, order.Id, OrderReason.Requested);
        Assert.Equal(state, order.State);
        var before = State(bench);
        foreach (var late in Kinds) bench.Venue.Say(late, order.Id, OrderReason.Guard);
        Assert.Equal(before, State(bench));
        Assert.Equal((state, OrderReason.Requested), (order.State, order.Reason));
        bench.CheckBooks();
    }

    [Fact]
    public void Message_AboutAFilledOrder_ChangesNothing()
    {
        var (bench, order) = Resting();
        bench.Venue.Fill(order, order.Size, 90, final: true);
        var before = State(bench);
        foreach (var late in Kinds) bench.Venue.Say(late, order.Id);
        Assert.Equal(before, State(bench));
        Assert.Equal((OrderState.Filled, OrderReason.None), (order.State, order.Reason));
    }

    [Fact]
    public void Acceptance_RepeatedOrAfterAPartialFill_ChangesNothing()
    {
        var (bench, order) = Resting();
        bench.Venue.Say(OrderEventKind.Accepted, order.Id);
        Assert.Equal(OrderState.Working, order.State);
        var before = State(bench);
        bench.Venue.Say(OrderEventKind.Accepted, order.Id);
        Assert.Equal(before, State(bench));
        bench.Venue.Fill(order, 1, 90, final: false);
        bench.Venue.Say(OrderEventKind.Accepted, order.Id);
        Assert.Equal(OrderState.PartiallyFilled, order.State);
    }

    [Fact]
    public void Fill_BeforeItsAcceptance_IsBooked()
    {
        var (bench, order) = Resting();
        bench.Venue.Fill(order, 1, 90, final: false);
        Assert.Equal((OrderState.PartiallyFilled, 1m), (order.State, bench.Position()));
    }

    [Fact]
    public void Fill_OfACancelledOrder_IsBookedAndTheOrderStaysCancelled()
    {
        var (bench, order) = Resting();
        bench.Venue.Say(OrderEventKind.Cancelled, order.Id, OrderReason.Requested);
        bench.Venue.Fill(order, 1, 90, final: false, fee: 0.09m);
        Assert.Equal((1m, 1_000m - 90.09m), (bench.Position(), bench.Engine.Ledger.Cash));
        Assert.Equal((OrderState.Cancelled, 1m), (order.State, order.Filled));
        Assert.Equal(1, bench.Engine.Fills.Count);
        bench.CheckBooks();
    }

    [Fact]
    public void Fill_ThatCompletesAnOrderReportedCancelled_MakesItFilled()
    {
        var (bench, order) = Resting();
        bench.Venue.Say(OrderEventKind.Cancelled, order.Id, OrderReason.Requested);
        bench.Venue.Fill(order, 2, 90, final: true);
        Assert.Equal((OrderState.Filled, OrderReason.None, 2m), (order.State, order.Reason, order.Filled));
        Assert.Equal(0, bench.Engine.Endings.GetValueOrDefault(OrderReason.Requested));
        bench.CheckBooks();
    }

    [Fact]
    public void Fill_OfAFilledOrder_IsBookedAsWell()
    {
        var (bench, order) = Resting();
        bench.Venue.Fill(order, 2, 90, final: true);
        bench.Venue.Fill(order, 1, 90, final: false);
        Assert.Equal(3, bench.Position());
        bench.CheckBooks();
    }

    [Fact]
    public void Fill_OfAnOrderNoLongerKept_IsBookedInItsBook()
    {
        var bench = new Bench(books: 2, ordersKept: 0);
        bench.Close([100], (1, c => c.Limit(Side.Buy, OrderSize.Quantity(2), 90)));
        var order = bench.Last;
        bench.Venue.Say(OrderEventKind.Expired, order.Id);
        bench.Venue.Fill(order, 2, 90, final: true);
        Assert.Equal((0m, 2m), (bench.Position(book: 0), bench.Position(book: 1)));
        bench.CheckBooks();
    }

    [Fact]
    public void Fill_OfACancelledProtectiveOrder_ReducesItsSibling()
    {
        var bench = new Bench();
        bench.Close(100, c => c.Market(Side.Buy, OrderSize.Quantity(2), new Protection { StopRatio = 0.05m, TargetRatio = 0.05m }));
        var (entry, stop, target) = (bench.Venue.Submitted[0], bench.Venue.Submitted[1], bench.Venue.Submitted[2]);
        bench.Venue.Fill(entry, 2, 100, final: true);
        bench.Venue.Say(OrderEventKind.Cancelled, stop.Id, OrderReason.Requested);
        bench.Venue.Fill(stop, 1, 95, final: false);
        Assert.Equal((1m, 1m), (target.Size, bench.Position()));
    }

    [Fact]
    public void Fill_OfAnOrderThatNeverWas_IsABrokenInvariant()
    {
        var (bench, order) = Resting();
        var foreign = new Bench();
        foreign.Close(100, c => { for (var i = 0; i < 5; i++) c.Market(Side.Buy, OrderSize.Quantity(1)); });
        Assert.True(foreign.Last.Id > order.Id);
        Assert.Throws<Argosy.Core.Values.InvariantException>(() => bench.Venue.Fill(foreign.Last, 1, 100, final: true));
    }

    [Fact]
    public void CancelFromAStrategy_OfAnothersOrder_IsIgnored()
    {
        var bench = new Bench(books: 2);
        var id = 0;
        bench.Close([100], (0, c => id = c.Limit(Side.Buy, OrderSize.Quantity(1), 90)));
        bench.Close([100], (1, c => c.Cancel(id)));
        Assert.Empty(bench.Venue.CancelsAsked);
    }

    [Fact]
    public void Intent_CannotForgeWhatOnlyTheEngineSets()
    {
        var bench = new Bench(instruments: 2, books: 2);
        bench.Close([100, 100], (0, c => c.Submit(c.Intent(Side.Buy, OrderType.Market, OrderSize.Quantity(1)) with
        {
            Book = 1, Instrument = 1, Follows = 7, Flags = OrderFlags.Child | OrderFlags.FromTarget | OrderFlags.SizeLater,
        })));
        var order = bench.Last;
        Assert.Equal((0, 0, 0, OrderFlags.None), (order.Book, order.Instrument, order.Follows, order.Flags));
    }

    static (Bench Bench, ApprovedOrder Order) Resting()
    {
        var bench = new Bench();
        bench.Close(100, c => c.Limit(Side.Buy, OrderSize.Quantity(2), 90));
        return (bench, bench.Last);
    }

    static (ulong, string, int, decimal) State(Bench bench) =>
        (bench.Engine.Hash, string.Join(',', bench.Engine.OpenOrders.Select(order => $"{order.Id} {order.State}")), bench.Engine.Endings.Values.Sum(), bench.Engine.Ledger.Cash);
}
