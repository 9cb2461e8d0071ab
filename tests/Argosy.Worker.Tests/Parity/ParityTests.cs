using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Research.Results;
using Argosy.Worker.Logs;
using Argosy.Worker.Parity;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Parity;

/// <summary>A run log is held against itself and against the backtest of its bars; each difference has the cause that the log gives.</summary>
public sealed class ParityTests
{
    static readonly StrategyChoice Cross = Markets.Strategy("ma-cross", ("fast", "3"), ("slow", "8"));

    [Theory]
    [InlineData(Manner.Together)]
    [InlineData(Manner.Apart)]
    [InlineData(Manner.ClosesOnly)]
    public void PaperRun_HasNoDifference(Manner manner)
    {
        var log = Told.Log(Told.Run([Markets.Made("A", 3, 600), Markets.Made("B", 4, 600)], Cross, new BacktestSettings { Exits = ["stop:1%", "target:1%"] }, manner));
        var found = Parity(log);
        Assert.Empty(found.Differences);
        Assert.True(found is { Orders: > 20, Mode: "paper" } && found.Equal == found.Orders);
        Assert.Equal(found.TradeHash, found.RunTradeHash);
        Assert.Null(MessageReplay.Run(log).Divergence);
    }

    [Fact]
    public void PaperRun_WhoseHostBlockedEntries_SaysSo()
    {
        var messages = Told.Run([Markets.Made("A", 3, 600)], Cross, new BacktestSettings()).ToList();
        messages.Insert(200, new EntriesBlocked(((MarketMoved)messages[199]).Time, "kill switch"));
        messages.Insert(300, new EntriesBlocked(((MarketMoved)messages[299]).Time, ""));
        var found = Parity(Told.Log(messages));
        Assert.Contains(found.Differences, difference => difference is { Kind: "missing", Cause: "host-block" });
        Assert.True(found.IsExplained, string.Join('\n', found.Differences));
        Assert.NotEqual(found.TradeHash, found.RunTradeHash);
    }

    [Fact]
    public void PaperRun_ThatMissedAnHour_SaysSo()
    {
        var messages = Told.Run([Markets.Made("A", 3, 600)], Cross, new BacktestSettings()).ToArray();
        for (var k = 200; k < 300; k++) messages[k] = (MarketMoved)messages[k] with { IsHistory = true };
        var found = Parity(Told.Log(messages));
        Assert.Contains(found.Differences, difference => difference is { Kind: "missing", Cause: "restart-gap" });
        Assert.True(found.IsExplained, string.Join('\n', found.Differences));
    }

    [Fact]
    public void PaperRun_WhoseLogWasChanged_IsFoundOut()
    {
        var log = Told.Log(Told.Run([Markets.Made("A", 3, 600)], Cross, new BacktestSettings()));
        var lines = log.Messages.ToArray();
        var at = Array.FindIndex(lines, line => line.Worker is PaperTold { Event.Kind: OrderEventKind.Filled });
        var fill = ((PaperTold)lines[at].Worker!).Event!.Value.Fill;
        fill = fill with { Price = fill.Price + 1 };
        lines[at] = new LinkMessage(null, new PaperTold(null, OrderEvent.Filled(in fill)));
        var changed = log with { Messages = lines };
        var divergence = MessageReplay.Run(changed).Divergence!;
        Assert.Equal(at + 1, divergence.Line);
        Assert.Contains($"\"price\":\"{fill.Price}\"", divergence.Logged, StringComparison.Ordinal);
        Assert.DoesNotContain($"\"price\":\"{fill.Price}\"", divergence.Replayed, StringComparison.Ordinal);
        var found = Parity(changed);
        Assert.False(found.IsExplained);
        Assert.Contains(found.Differences, difference => difference is { Kind: "fill-price", Cause: "unexplained" });
    }

    [Fact]
    public void LiveRun_ListsWhatItsVenueDidDifferently()
    {
        var log = Live(Markets.Made("A", 3, 600));
        Assert.Null(MessageReplay.Run(log).Divergence);
        var found = Parity(log);
        Assert.Equal("live", found.Mode);
        foreach (var cause in new[] { "venue-price", "latency", "partial", "rejected" }) Assert.Contains(found.Differences, difference => difference.Cause == cause);
        Assert.True(found.IsExplained, string.Join('\n', found.Differences.Where(difference => !difference.IsExplained)));
    }

    [Fact]
    public void Replay_OfARunWhoseWorkerWasToldAhead_IsEqual()
    {
        var log = Told.Log(Told.Run([Markets.Made("A", 3, 300)], Cross, new BacktestSettings()));
        // The host was up to three messages ahead of the answers, as with a worker in another process.
        var late = new List<LinkMessage>();
        var waiting = new Queue<LinkMessage>();
        foreach (var (message, number) in log.Messages.Select((message, number) => (message, number)))
        {
            if (message.Worker is not null)
            {
                waiting.Enqueue(message);
                continue;
            }
            late.Add(message);
            while (number % 3 == 0 && waiting.TryDequeue(out var answer)) late.Add(answer);
        }
        late.AddRange(waiting);
        var outcome = MessageReplay.Run(log with { Messages = late });
        Assert.Null(outcome.Divergence);
        Assert.Equal((MessageReplay.Run(log).StateHash, late.Count, 0), (outcome.StateHash, outcome.Lines, outcome.CutSteps));
    }

    [Fact]
    public void Replay_OfALogThatACrashCut_IsEqual()
    {
        var log = Told.Log(Told.Run([Markets.Made("A", 3, 300)], Cross, new BacktestSettings()));
        var at = log.Messages.ToList().FindIndex(100, line => line.Worker is StepDone);
        var cut = log with { Messages = [.. log.Messages.Where((_, i) => i != at)] };
        var outcome = MessageReplay.Run(cut);
        Assert.Null(outcome.Divergence);
        Assert.Equal(1, outcome.CutSteps);
        Assert.Equal(MessageReplay.Run(log).StateHash, outcome.StateHash);
    }

    [Fact]
    public void LogWithoutBars_CannotBeCompared() =>
        Assert.Contains("no bar", ParityCheck.Run(Told.Log([Told.Run([Markets.Made("A", 3, 10)], Cross, new BacktestSettings()).First()])).Error!.Message, StringComparison.Ordinal);

    static ParityOutcome Parity(RunLogLines log)
    {
        var found = ParityCheck.Run(log);
        Assert.True(found.Ok, found.Error?.Message);
        return found.Value;
    }

    // A venue that fills half a second late and a little worse, the third order by half, the fourth not at all.
    static RunLogLines Live(Market market)
    {
        var lines = new List<LinkMessage>();
        var wanted = new List<OrderWanted>();
        var worker = new RunWorker(answer =>
        {
            lines.Add(new LinkMessage(null, answer));
            if (answer is OrderWanted order) wanted.Add(order);
        });
        void Tell(HostMessage message)
        {
            lines.Add(new LinkMessage(message, null));
            worker.Hear(message);
        }

        var settings = new BacktestSettings { Size = "quote:500", Fills = new Simulation.Fills.FillOptions { Participation = 0 } };
        Tell(new RunBegins(RunMode.Live, [market.Instrument], market.Bars.Timeframe, StrategyText.Of(Cross), StoredSettings.Text(settings)));
        var count = 0;
        foreach (var moved in Told.Run([market], Cross, settings).OfType<MarketMoved>())
        {
            Tell(moved);
            foreach (var order in wanted.ToArray())
            {
                var time = moved.Time + 500;
                wanted.Remove(order);
                count++;
                if (count == 4)
                {
                    Tell(new OrderSaid(OrderEvent.Change(OrderEventKind.Rejected, order.Id, time)));
                    continue;
                }
                var price = market.Instrument.RoundToTick(order.DecisionPrice * (order.Side == Side.Buy ? 1.001m : 0.999m));
                var quantity = count == 3 ? market.Instrument.FloorToLot(order.Quantity / 2) : order.Quantity;
                var fill = new Fill
                {
                    OrderId = order.Id, Instrument = 0, Book = 0, Side = order.Side, Purpose = OrderPurpose.Signal, Traits = FillTraits.Final, Time = time, PathUnits = 0,
                    Price = price, Quantity = quantity, Fee = Exact.RoundUp(price * quantity * 0.001m, 8),
                };
                Tell(new OrderSaid(OrderEvent.Filled(in fill), $"t{count}"));
                if (count == 3) Tell(new OrderSaid(OrderEvent.Change(OrderEventKind.Cancelled, order.Id, time, OrderReason.ImmediateOnly)));
            }
        }
        return new RunLogLines(lines, 0, 0);
    }
}
