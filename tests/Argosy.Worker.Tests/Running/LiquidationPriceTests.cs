using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Research.Results;
using Argosy.Simulation.Fills;
using Argosy.Worker.Logs;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Running;

/// <summary>A paper run tells with every step where its positions of perpetual contracts are liquidated, and the market that comes there shows that it is so.</summary>
public sealed class LiquidationPriceTests
{
    static readonly Instrument Contract = new("A", "USD", 0.01m, 0.001m, 1, 2);
    static readonly BacktestSettings Isolated = new()
    {
        Cash = 1_000, Leverage = 10, Size = "quote:800", Margin = new MarginSettings { Mode = MarginMode.Isolated }, Fills = new FillOptions { MakerFee = 0, TakerFee = 0, Participation = 0 },
    };

    readonly List<LinkMessage> _log = [];
    readonly RunWorker _worker;

    public LiquidationPriceTests() => _worker = new RunWorker(answer => _log.Add(new LinkMessage(null, answer)));

    StepDone Last => (StepDone)_log[^1].Worker!;

    [Fact]
    public void Paper_TellsIt_AndTheMarketThatComesThereProvesIt()
    {
        Hold(RunMode.Paper, Isolated);
        Assert.Equal([8m], Last.Positions);
        // The usual table keeps 0.4 %: 0.004 · 8p ≥ 80 + 8p − 800 at p ≤ 90.361…
        Assert.Equal([90.36m], Last.Liquidations!);
        Falls(to: 90.37);
        Assert.Equal([8m], Last.Positions);
        Assert.Equal([90.36m], Last.Liquidations!);
    }

    [Fact]
    public void Paper_ThatPaysFunding_TellsAnother()
    {
        Hold(RunMode.Paper, Isolated);
        // A hundredth of its value was paid from the margin: 0.004 · 8p ≥ 72 + 8p − 800 at p ≤ 91.365…
        Tell(new FundingSaid(new FundingSettlement(0, 60_001, 100m, 0.01m)));
        Assert.Equal([91.36m], Last.Liquidations!);
        Falls(to: 91.36);
        Assert.Equal([0m], Last.Positions);
    }

    [Fact]
    public void Paper_ThatComesThere_IsLiquidated_AndTellsNoneAnyMore()
    {
        Hold(RunMode.Paper, Isolated);
        Falls(to: 90.36);
        Assert.Equal([0m], Last.Positions);
        Assert.Null(Last.Liquidations);
        Assert.Contains(_log, line => line.Worker is PaperTold { Event: { Kind: OrderEventKind.Filled, Fill: { Purpose: OrderPurpose.Liquidation, Price: 90.36m } } });
    }

    [Fact]
    public void Cross_WithMoreThanItNeeds_TellsThatNoPriceDoesSo()
    {
        Hold(RunMode.Paper, Isolated with { Margin = new MarginSettings { Mode = MarginMode.Cross } });
        Assert.Equal([8m], Last.Positions);
        Assert.Equal([(decimal?)null], Last.Liquidations!);
    }

    [Fact]
    public void Spot_AndLive_TellNothing()
    {
        Hold(RunMode.Paper, Isolated with { Leverage = 1, Margin = null });
        Assert.Equal([8m], Last.Positions);
        Assert.Null(Last.Liquidations);
        var live = new LiquidationPriceTests();
        live.Hold(RunMode.Live, Isolated);
        var entry = live._log.Select(line => line.Worker).OfType<OrderWanted>().Single();
        var fill = new Fill { OrderId = entry.Id, Instrument = 0, Book = 0, Side = Side.Buy, Purpose = OrderPurpose.Signal, Traits = 0, Time = 60_001, PathUnits = 0, Price = 100, Quantity = entry.Quantity, Fee = 0 };
        live.Tell(new OrderSaid(OrderEvent.Filled(in fill), "t1"));
        Assert.Equal([entry.Quantity], live.Last.Positions);
        Assert.Null(live.Last.Liquidations);
    }

    [Fact]
    public void Log_OfBefore_IsReplayed()
    {
        Hold(RunMode.Paper, Isolated);
        Falls(to: 95);
        Assert.Null(MessageReplay.Run(new RunLogLines(_log, 0, 0)).Divergence);
        LinkMessage[] before = [.. _log.Select(line => line.Worker is StepDone done ? new LinkMessage(null, done with { Liquidations = null }) : line)];
        Assert.Contains(_log, line => line.Worker is StepDone { Liquidations: not null });
        Assert.Null(MessageReplay.Run(new RunLogLines(before, 0, 0)).Divergence);
        LinkMessage[] wrong = [.. _log.Select(line => line.Worker is StepDone { Liquidations: not null } done ? new LinkMessage(null, done with { Liquidations = [1m] }) : line)];
        Assert.NotNull(MessageReplay.Run(new RunLogLines(wrong, 0, 0)).Divergence);
    }

    // Eight at 100, at the open after the first candle.
    void Hold(RunMode mode, BacktestSettings settings)
    {
        Tell(new RunBegins(mode, [Contract], Timeframe.OneMinute, StrategyText.Of(Markets.Strategy("buy-and-hold")), StoredSettings.Text(settings)));
        Tell(new MarketMoved(60_000, [new ClosedBar(0, new Bar(0, 100, 100, 100, 100, 1_000))], [new OpenedBar(0, 100)]));
    }

    void Falls(double to) => Tell(new MarketMoved(120_000, [new ClosedBar(0, new Bar(60_000, 100, 100, to, to, 1_000))], []));

    void Tell(HostMessage message)
    {
        _log.Add(new LinkMessage(message, null));
        _worker.Hear(message);
    }
}
