using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Tests.Support;

namespace Argosy.Engine.Tests.Running;

public sealed class TargetTests
{
    static readonly Protection Bracket = new() { StopRatio = 0.05m, TargetRatio = 0.05m };

    [Fact]
    public void Target_RepeatedWhileItsEntryWorks_SendsNothing()
    {
        var bench = new Bench();
        for (var i = 0; i < 3; i++) bench.Close(100, context => context.Target(Direction.Long));
        Assert.Single(bench.Venue.Submitted);
        bench.Venue.Fill(bench.Last, 1, 100, final: true);
        for (var i = 0; i < 3; i++) bench.Close(100, context => context.Target(Direction.Long));
        Assert.Single(bench.Venue.Submitted);
        Assert.Empty(bench.Venue.CancelsAsked);
    }

    [Fact]
    public void Target_StatedTwiceInOneInstant_SendsOneOrder()
    {
        var bench = new Bench();
        bench.Close(100, context =>
        {
            context.Target(Direction.Long);
            context.Target(Direction.Long);
        });
        Assert.Single(bench.Venue.Submitted);
    }

    [Fact]
    public void Target_FlatWhileTheEntryWorks_CancelsItAndSendsNothing()
    {
        var bench = new Bench();
        bench.Close(100, context => context.Target(Direction.Long));
        bench.Close(100, context => context.Target(Direction.Flat));
        Assert.Equal((bench.Last.Id, OrderReason.Replaced), Assert.Single(bench.Venue.CancelsAsked));
        Assert.Single(bench.Venue.Submitted);
        Assert.Equal(OrderState.Cancelled, bench.Last.State);
    }

    [Fact]
    public void Target_OppositeWhileTheEntryIsPartlyFilled_CancelsClosesAndOpensTheOtherWay()
    {
        var bench = new Bench(allowShort: true, sizing: new Units(3));
        bench.Close(100, context => context.Target(Direction.Long));
        var entry = bench.Last;
        bench.Venue.Fill(entry, 1, 100, final: false);
        bench.Close(100, context => context.Target(Direction.Short));
        Assert.Equal(OrderState.Cancelled, entry.State);
        var close = bench.Last;
        Assert.Equal((Side.Sell, 1m, true), (close.Side, close.Size, close.IsReduceOnly));
        Assert.Equal(2, bench.Venue.Submitted.Count);
        bench.Venue.Fill(close, 1, 100, final: true);
        Assert.Equal((Side.Sell, 3m, false, close.Id), (bench.Last.Side, bench.Last.Size, bench.Last.IsReduceOnly, bench.Last.Follows));
    }

    [Fact]
    public void Reversal_BeforeItsCloseIsFilledWhole_OpensNothing()
    {
        var bench = new Bench(allowShort: true, sizing: new Units(2));
        Enter(bench);
        bench.Close(100, context => context.Target(Direction.Short));
        bench.Venue.Fill(bench.Last, 1, 100, final: false);
        Assert.Equal(2, bench.Venue.Submitted.Count);
        bench.Venue.Fill(bench.Last, 1, 100, final: true);
        Assert.Equal(3, bench.Venue.Submitted.Count);
    }

    [Fact]
    public void Reversal_TakenBackToFlatBeforeTheClose_OnlyCloses()
    {
        var bench = new Bench(allowShort: true);
        Enter(bench);
        bench.Close(100, context => context.Target(Direction.Short));
        var close = bench.Last;
        bench.Close(100, context => context.Target(Direction.Flat));
        bench.Venue.Fill(close, 1, 100, final: true);
        Assert.Equal(0, bench.Position());
        Assert.Same(close, bench.Last);
        Assert.Empty(bench.Engine.OpenOrders);
    }

    [Fact]
    public void Reversal_TakenBackToTheOldSide_CancelsBothHalves()
    {
        var bench = new Bench(allowShort: true);
        Enter(bench);
        bench.Close(100, context => context.Target(Direction.Short));
        bench.Close(100, context => context.Target(Direction.Long));
        Assert.Empty(bench.Engine.OpenOrders);
        Assert.Equal(1, bench.Position());
        Assert.Equal(2, bench.Venue.Submitted.Count);
    }

    [Fact]
    public void Reversal_WithAStopThatIsTakenBack_LeavesNoChildBehind()
    {
        var bench = new Bench(allowShort: true);
        Enter(bench);
        bench.Close(100, context => context.Target(Direction.Short, Bracket));
        bench.Close(100, context => context.Target(Direction.Flat));
        bench.Venue.Fill(bench.Last, 1, 100, final: true);
        Assert.Empty(bench.Engine.OpenOrders);
    }

    [Fact]
    public void Reversal_WhoseOpeningHasNoSize_IsRefusedWithItsChildren()
    {
        var bench = new Bench(allowShort: true, sizing: new OnceThenNothing());
        Enter(bench);
        bench.Close(100, context => context.Target(Direction.Short, Bracket));
        bench.Venue.Fill(bench.Last, 1, 100, final: true);
        Assert.Empty(bench.Engine.OpenOrders);
        var opening = bench.Engine.Orders.Kept.Single(order => order.Follows != 0);
        Assert.Equal((OrderState.Refused, OrderReason.BelowMinimum), (opening.State, opening.Reason));
    }

    [Fact]
    public void RunEnd_WithAReversalUnderWay_LeavesNoOrder()
    {
        var bench = new Bench(allowShort: true);
        Enter(bench);
        bench.Close(100, context => context.Target(Direction.Short, Bracket));
        bench.Engine.EndRun();
        Assert.Empty(bench.Engine.OpenOrders);
    }

    [Fact]
    public void Target_ShortWithoutPermission_IsFlat()
    {
        var bench = new Bench();
        bench.Close(100, context => context.Target(Direction.Short));
        Assert.Empty(bench.Venue.Submitted);
        Enter(bench);
        bench.Close(100, context => context.Target(Direction.Short));
        bench.Venue.Fill(bench.Last, 1, 100, final: true);
        Assert.Equal(0, bench.Position());
        Assert.Equal(2, bench.Venue.Submitted.Count);
    }

    [Fact]
    public void All_WithSeveralInstruments_SharesEquallyAmongTheIdleOnes()
    {
        var bench = new Bench(instruments: 3, cash: 900, sizing: new AllCash());
        bench.Close([100, 100, 100], (0, c => c.Target(Direction.Long)), (1, c => c.Target(Direction.Long)), (2, c => c.Target(Direction.Long)));
        Assert.Equal([300m, 300m, 300m], bench.Venue.Submitted.Select(order => order.Size));
    }

    [Fact]
    public void All_WhileAnotherEntryWorks_DividesWhatThatEntryLeaves()
    {
        var bench = new Bench(instruments: 3, cash: 900, sizing: new AllCash());
        bench.Close([100, 100, 100], (0, c => c.Target(Direction.Long)));
        bench.Close([100, 100, 100], (1, c => c.Target(Direction.Long)));
        Assert.Equal(300, bench.Last.Size);
        bench.Venue.Fill(bench.Venue.Submitted[0], 3, 100, final: true);
        bench.Close([100, 100, 100], (2, c => c.Target(Direction.Long)));
        Assert.Equal(300, bench.Last.Size);
    }

    [Fact]
    public void All_WithALimitEntryAtWork_DoesNotCountItsInstrumentAsIdle()
    {
        var bench = new Bench(instruments: 2, cash: 900, sizing: new AllCash());
        bench.Close([100, 100], (0, c => c.Limit(Side.Buy, OrderSize.Quantity(1), 90)));
        bench.Close([100, 100], (1, c => c.Target(Direction.Long)));
        Assert.Equal(810m, bench.Last.Size);
    }

    [Fact]
    public void All_OfAReversal_CountsItsOwnInstrumentAsIdle()
    {
        var bench = new Bench(instruments: 2, cash: 1_000, allowShort: true, sizing: new AllCash());
        bench.Close([100, 100], (0, c => c.Target(Direction.Short)));
        bench.Venue.Fill(bench.Last, 5, 100, final: true);
        bench.Close([100, 100], (0, c => c.Target(Direction.Long)));
        bench.Venue.Fill(bench.Last, 5, 100, final: true);
        Assert.Equal(500m, bench.Last.Size);
    }

    [Fact]
    public void Position_SmallerThanALotAfterTheSale_IsDustAndTheNextTargetEnters()
    {
        var bench = new Bench(lot: 0.01m);
        bench.Close(100, context => context.Target(Direction.Long));
        bench.Venue.Fill(bench.Last, 1, 100, final: true, fee: 0.001m, traits: FillTraits.FeeInBase);
        bench.Close(100, context => context.Target(Direction.Flat));
        Assert.Equal(0.99m, bench.Last.Size);
        bench.Venue.Fill(bench.Last, 0.99m, 100, final: true);
        Assert.Equal(0, bench.Position());
        Assert.Equal(0.9m, bench.Engine.Ledger.DustValue);
        Assert.Equal(999.9m, bench.Engine.Ledger.Equity);
        bench.Close(100, context => context.Target(Direction.Long));
        Assert.Equal((Side.Buy, 1m), (bench.Last.Side, bench.Last.Size));
        bench.CheckBooks();
    }

    [Fact]
    public void Position_BelowTheMinimumNotional_IsBookedAwayWithItsChildren()
    {
        var bench = new Bench(minNotional: 10);
        bench.Close(100, context => context.Target(Direction.Long, Bracket));
        bench.Venue.Fill(bench.Last.IsChild ? bench.Venue.Submitted[0] : bench.Last, 1, 100, final: true);
        bench.Close(9, context => context.Target(Direction.Flat));
        Assert.Equal(0, bench.Position());
        Assert.Equal(9, bench.Engine.Ledger.DustValue);
        Assert.Empty(bench.Engine.OpenOrders);
        bench.CheckBooks();
    }

    static void Enter(Bench bench)
    {
        bench.Close(100, context => context.Target(Direction.Long));
        bench.Venue.Fill(bench.Last, bench.Last.Size, 100, final: true);
    }

    sealed record OnceThenNothing : Argosy.Engine.Risk.ISizingRule
    {
        int _asked;

        public Argosy.Core.Values.Result<OrderSize> Size(in Argosy.Engine.Risk.SizingRequest request) => OrderSize.Quantity(_asked++ == 0 ? 1 : 0);
    }
}
