using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Tests.Bots;

/// <summary>What is known of a run's orders.</summary>
public sealed class RecorderTests
{
    [Theory]
    [InlineData(FillTraits.None, 1, OrderPhase.Working)]
    [InlineData(FillTraits.Final, 0, OrderPhase.Filled)]
    public async Task Order_OfSoMuchMoney_IsWholeWithItsLastFill(FillTraits traits, int open, OrderPhase phase)
    {
        await using var rows = new RowsInMemory();
        await using var queue = new StateQueue(rows, TimeProvider.System, _ => { });
        var recorder = new BotRecorder(Paper, queue, []) { IsReplay = false };

        // Reckoned at 75,000; a lot less could be bought when it was filled.
        recorder.Heard(new PaperTold { Order = new OrderWanted { Id = 1, Instrument = 0, Side = Side.Buy, Type = OrderType.Market, Quantity = 0.007m, Why = "size=quote:500" } });
        recorder.Heard(new PaperTold { Event = OrderEvent.Filled(new Fill { OrderId = 1, Instrument = 0, Book = 0, Side = Side.Buy, Purpose = OrderPurpose.Signal, Price = 75_100m, PathUnits = 7_510_000, Quantity = 0.006m, Fee = 0, Time = 60_000, Traits = traits }) });

        Assert.Equal(open, recorder.Status.OpenOrders);
        Assert.Equal(open, recorder.OpenEntries.Count);
        await queue.CloseAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((phase, 0.006m), rows.Batches.SelectMany(batch => batch.Orders).Select(order => (order.Phase, order.Filled)).Last());
    }

    [Fact]
    public async Task Exit_OfAnEntryThatBoughtMoreThanWasReckoned_IsStoredAsLargeAsItIs()
    {
        await using var rows = new RowsInMemory();
        await using var queue = new StateQueue(rows, TimeProvider.System, _ => { });
        var recorder = new BotRecorder(Paper, queue, []) { IsReplay = false };

        recorder.Heard(new PaperTold { Order = new OrderWanted { Id = 2, Instrument = 0, Side = Side.Sell, Type = OrderType.Stop, Quantity = 0.006m, Trigger = 70_000m, IsExit = true, Entry = 1, Why = "exit=stop" } });
        recorder.Heard(new OrderChangeWanted(2, 0.007m, 0, 70_000m));

        await queue.CloseAsync(TimeSpan.FromSeconds(30));
        Assert.Equal((OrderPhase.Working, 0.007m, 70_000m), rows.Batches.SelectMany(batch => batch.Orders).Select(order => (order.Phase, order.Quantity, order.Trigger)).Last());
    }

    // The desk called the stop whole as large as it knew it; the run had made it larger, before it heard of that or after.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Exit_OfALiveRunThatWasMadeLarger_GoesOnUntilItIsFilledAsLarge(bool changedFirst)
    {
        await using var rows = new RowsInMemory();
        await using var queue = new StateQueue(rows, TimeProvider.System, _ => { });
        var recorder = new BotRecorder(Paper with { Begins = Paper.Begins with { Mode = RunMode.Live } }, queue, []) { IsReplay = false };
        void Filled(decimal quantity) => recorder.Heard(new OrderSaid(OrderEvent.Filled(new Fill { OrderId = 2, Instrument = 0, Book = 0, Side = Side.Sell, Purpose = OrderPurpose.Stop, Price = 70_000m, PathUnits = 7_000_000, Quantity = quantity, Fee = 0, Time = 60_000, Traits = FillTraits.Final }), $"t{quantity}"));
        recorder.Heard(new OrderWanted { Id = 2, Instrument = 0, Side = Side.Sell, Type = OrderType.Stop, Quantity = 0.006m, Trigger = 70_000m, IsExit = true, Entry = 1, Why = "exit=stop" });
        if (changedFirst) recorder.Heard(new OrderChangeWanted(2, 0.008m, 0, 70_000m));
        Filled(0.006m);
        if (!changedFirst) recorder.Heard(new OrderChangeWanted(2, 0.008m, 0, 70_000m));
        Assert.Equal(1, recorder.Status.OpenOrders);
        var open = Assert.Single(recorder.Knowledge().Open);
        Assert.Equal((2, 0.008m, 0.006m), (open.Wanted.Id, open.Wanted.Quantity, open.Filled));
        Filled(0.002m);
        Assert.Equal((0, 0), (recorder.Status.OpenOrders, recorder.Knowledge().Open.Count));
    }

    static BotTerms Paper => new() { Name = "toy", Deployment = 1, Account = "paper", Instruments = [BotRig.Btc], Log = "none", Begins = new RunBegins(RunMode.Paper, [BotRig.Btc], Timeframe.OneMinute, "{}", "{}") };
}
