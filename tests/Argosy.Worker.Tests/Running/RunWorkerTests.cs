using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Research.Results;
using Argosy.Worker.Running;
using Argosy.Worker.Strategies;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Running;

/// <summary>Every message is answered and ended, whatever it says.</summary>
public sealed class RunWorkerTests
{
    static readonly StrategyChoice Hold = Markets.Strategy("buy-and-hold");

    readonly List<WorkerMessage> _answers = [];
    readonly RunWorker _worker;

    public RunWorkerTests() => _worker = new RunWorker(_answers.Add);

    [Theory]
    [InlineData("{\"name\":\"no-such\",\"parameters\":{}}", "{}", "no-such")]
    [InlineData("nothing", "{}", "expected an object with name and parameters")]
    [InlineData("{\"name\":\"ma-cross\",\"parameters\":{\"fast\":\"x\"}}", "{}", "fast")]
    [InlineData("{\"name\":\"ma-cross\",\"parameters\":{}}", "[]", "settings must be an object")]
    [InlineData("{\"name\":\"ma-cross\",\"parameters\":{}}", "{", "not JSON")]
    [InlineData("{\"name\":\"ma-cross\",\"parameters\":{}}", "{\"size\":\"huge\"}", "huge")]
    [InlineData("{\"name\":\"ma-cross\",\"parameters\":{}}", "{\"exits\":\"nonsense:2\"}", "nonsense")]
    [InlineData("{\"name\":\"my.cs\",\"parameters\":{},\"sources\":{\"my.cs\":\"class {\"}}", "{}", "my.cs(1,")]
    [InlineData("{\"name\":\"ma-cross+ma-cross\",\"parameters\":{}}", "{}", "two strategies are called")]
    public void Run_ThatCannotBegin_SaysWhy_AndAnswersOn(string strategy, string settings, string expected)
    {
        Tell(new RunBegins(RunMode.Paper, [Markets.Made("A", 1, 1).Instrument], Timeframe.OneMinute, strategy, settings));
        Assert.Contains(expected, Assert.IsType<BotLine>(_answers[0]).Text, StringComparison.Ordinal);
        Assert.Contains(expected, Assert.IsType<RunFailed>(_answers[1]).Reason, StringComparison.Ordinal);
        Tell(new MarketMoved(60_000, [], []));
        Assert.IsType<StepDone>(Assert.Single(_answers));
    }

    [Fact]
    public void Message_BeforeTheRun_IsSaidToBeNone()
    {
        Tell(new RunEnds(1));
        Assert.Contains("a run begins with what is run", Assert.IsType<BotLine>(_answers[0]).Text, StringComparison.Ordinal);
        Assert.IsType<StepDone>(_answers[^1]);
    }

    [Fact]
    public void Bars_ThatCannotBe_AreDropped()
    {
        Begin(RunMode.Paper);
        Tell(new MarketMoved(60_000, [new(0, Bar(0, 100))], []));
        var before = _answers;
        foreach (var (bad, expected) in new (ClosedBar, string)[]
        {
            (new(0, Bar(0, 100)), "before the last one ended"),
            (new(1, Bar(60_000, 100)), "instrument 1 of 1"),
            (new(0, Bar(60_000, double.NaN)), "prices are none"),
            (new(0, Bar(60_000, -1)), "prices are none"),
            (new(0, Bar(60_000, 100) with { High = 90 }), "do not lie between"),
            (new(0, Bar(120_000, 100)), "before its end"),
        })
        {
            Tell(new MarketMoved(120_000, [bad], []));
            Assert.Contains(expected, Assert.IsType<BotLine>(_answers[0]).Text, StringComparison.Ordinal);
            Assert.IsType<StepDone>(_answers[1]);
        }
        Assert.Same(before, _answers);
        Tell(new MarketMoved(120_000, [new(0, Bar(60_000, 100))], []));
        Assert.DoesNotContain(_answers, answer => answer is BotLine);
    }

    [Fact]
    public void Exchange_OfAnOrderThatIsNone_ChangesNothing()
    {
        Begin(RunMode.Live);
        Tell(new OrderSaid(OrderEvent.Change(OrderEventKind.Cancelled, 7, 1)));
        Assert.Contains("order 7 is none of this run's", Assert.IsType<BotLine>(_answers[0]).Text, StringComparison.Ordinal);
        Begin(RunMode.Paper);
        Assert.Contains("has begun already", Assert.IsType<BotLine>(_answers[0]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_ThatAreBlocked_AreRefused_ExitsAreNot()
    {
        Begin(RunMode.Live, Markets.Strategy("every-bar", ("qty", "1")));
        Tell(new EntriesBlocked(1, "kill switch"));
        Tell(new MarketMoved(60_000, [new(0, Bar(0, 100))], []));
        var refused = Assert.Single(_answers.OfType<WishRefusedByGate>());
        Assert.Equal(OrderReason.Guard, refused.Reason);
        Assert.EndsWith("risk=guard:host-block", refused.Why, StringComparison.Ordinal);
        Tell(new EntriesBlocked(60_001, ""));
        // The refused purchase took its turn: the sale that follows has nothing to sell.
        Tell(new MarketMoved(120_000, [new(0, Bar(60_000, 100))], []));
        Assert.Equal(OrderReason.ShortNotAllowed, Assert.Single(_answers.OfType<WishRefusedByGate>()).Reason);
        Tell(new MarketMoved(180_000, [new(0, Bar(120_000, 100))], []));
        var entry = Assert.Single(_answers.OfType<OrderWanted>());
        Assert.False(entry.IsExit);
        Assert.Equal("strategy=every-bar>size=own:1>risk=pass", entry.Why);
        Tell(new OrderSaid(OrderEvent.Filled(Fill(entry)), "t1"));
        Tell(new EntriesBlocked(180_002, "kill switch"));
        Tell(new MarketMoved(240_000, [new(0, Bar(180_000, 100))], []));
        Assert.True(Assert.Single(_answers.OfType<OrderWanted>()).IsExit);
    }

    [Fact]
    public void TwoOrdersOfTheRunTradeWithEachOther_BothSidesOfTheOneTradeAreBookedOnceEach()
    {
        Begin(RunMode.Live, Markets.Strategy("every-bar", ("qty", "1")));
        Tell(new MarketMoved(60_000, [new(0, Bar(0, 100))], []));
        var entry = Assert.Single(_answers.OfType<OrderWanted>());
        Tell(new OrderSaid(OrderEvent.Filled(Fill(entry)), "t1"));
        Tell(new MarketMoved(120_000, [new(0, Bar(60_000, 100))], []));
        var exit = Assert.Single(_answers.OfType<OrderWanted>());
        Assert.Equal(1m, _worker.Ledger!.Net(0));
        for (var time = 0; time < 2; time++)
        {
            Tell(new OrderSaid(OrderEvent.Filled(Fill(exit)), "t1"));
            Assert.Equal(0m, _worker.Ledger.Net(0));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Exit_ExecutedBeyondWhatIsHeld_IsAskedToBeClosed_WhoeverClosesIt(bool byTheHost)
    {
        Begin(RunMode.Live, Markets.Strategy("every-bar", ("qty", "1")), new BacktestSettings { Exits = ["stop:1%"] });
        Tell(new MarketMoved(60_000, [new(0, Bar(0, 100))], []));
        Tell(new OrderSaid(OrderEvent.Filled(Fill(Assert.Single(_answers.OfType<OrderWanted>()))), "t1"));
        var exit = Assert.Single(_answers.OfType<OrderWanted>());
        Assert.Equal(OrderType.Stop, exit.Type);
        Tell(new OrderSaid(OrderEvent.Filled(Fill(exit) with { Quantity = 1.5m }), "t2"));
        Assert.Contains("executed beyond what was held, by 0.5", Assert.Single(_answers.OfType<BotLine>()).Text, StringComparison.Ordinal);
        Assert.Equal(-0.5m, _worker.Ledger!.Net(0));
        var closing = Assert.Single(_answers.OfType<OrderWanted>());
        Assert.Equal((Side.Buy, 0.5m, true), (closing.Side, closing.Quantity, closing.IsExit));
        // The account's desk refuses it where it closes the excess itself; its execution is no order's of the run.
        if (byTheHost) Tell(new OrderSaid(OrderEvent.Change(OrderEventKind.Rejected, closing.Id, 60_002, OrderReason.NothingToReduce)));
        Tell(new OrderSaid(OrderEvent.Filled(byTheHost ? Fill(exit) with { OrderId = 0, Side = Side.Buy, Quantity = 0.5m } : Fill(closing)), "t3"));
        Assert.Equal(0m, _worker.Ledger.Net(0));
        Tell(new MarketMoved(120_000, [new(0, Bar(60_000, 100))], []));
        Assert.Empty(_answers.OfType<OrderWanted>());
    }

    // Executions come in any order: here the exits of what was heard of the entry have ended before the rest of it is heard of.
    [Fact]
    public void FillOfAnEntry_AfterAllItsExitsHaveEnded_IsProtected_AndSoIsTheNextOne()
    {
        Begin(RunMode.Live, Hold, new BacktestSettings { Size = "qty:4", Exits = ["stop:1%", "target:1%"] });
        Tell(new MarketMoved(60_000, [new(0, Bar(0, 100))], []));
        var entry = Assert.Single(_answers.OfType<OrderWanted>());
        Tell(new OrderSaid(OrderEvent.Filled(Fill(entry) with { Quantity = 1 }), "t1"));
        var (stop, target) = (_answers.OfType<OrderWanted>().Single(order => order.Type == OrderType.Stop), _answers.OfType<OrderWanted>().Single(order => order.Type == OrderType.Limit));
        Tell(new OrderSaid(OrderEvent.Filled(Fill(stop) with { Price = 99 }), "t2"));
        Tell(new OrderSaid(OrderEvent.Change(OrderEventKind.Cancelled, target.Id, 60_003)));
        Assert.Empty(_answers.OfType<OrderWanted>());
        Tell(new OrderSaid(OrderEvent.Filled(Fill(entry) with { Quantity = 2 }), "t3"));
        var again = _answers.OfType<OrderWanted>().ToArray();
        Assert.Equal([(OrderType.Stop, 2m, 99m, 0m), (OrderType.Limit, 2m, 0m, 101m)], again.Select(order => (order.Type, order.Quantity, order.Trigger, order.Limit)));
        Tell(new OrderSaid(OrderEvent.Filled(Fill(entry) with { Quantity = 1 }), "t4"));
        Assert.Empty(_answers.OfType<OrderWanted>());
        Assert.Equal(again.Select(order => (order.Id, 3m)), _answers.OfType<OrderChangeWanted>().Select(change => (change.Id, change.Quantity)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void FillOfAnEntry_WhileItsLastExitIsOnItsWayOut_IsProtectedAsSoonAsThatIsGone(bool comesLate)
    {
        Begin(RunMode.Live, Hold, new BacktestSettings { Size = "qty:2", Exits = ["stop:1%", "target:1%"] });
        Tell(new MarketMoved(60_000, [new(0, Bar(0, 100))], []));
        var entry = Assert.Single(_answers.OfType<OrderWanted>());
        Tell(new OrderSaid(OrderEvent.Filled(Fill(entry) with { Quantity = 1 }), "t1"));
        var (stop, target) = (_answers.OfType<OrderWanted>().Single(order => order.Type == OrderType.Stop), _answers.OfType<OrderWanted>().Single(order => order.Type == OrderType.Limit));
        // The target fills: what is left of the entry and the stop are asked to go.
        Tell(new OrderSaid(OrderEvent.Filled(Fill(target) with { Price = 101 }), "t2"));
        Assert.Equal([entry.Id, stop.Id], _answers.OfType<CancelWanted>().Select(cancel => cancel.Id));
        if (comesLate) Tell(new OrderSaid(OrderEvent.Filled(Fill(entry) with { Quantity = 1 }), "t3"));
        else Tell(new OrderSaid(OrderEvent.Change(OrderEventKind.Cancelled, entry.Id, 60_003)));
        Assert.Empty(_answers.OfType<OrderWanted>());
        Tell(new OrderSaid(OrderEvent.Change(OrderEventKind.Cancelled, stop.Id, 60_004)));
        (OrderType, decimal, decimal, decimal)[] again = comesLate ? [(OrderType.Stop, 1m, 99m, 0m), (OrderType.Limit, 1m, 0m, 101m)] : [];
        Assert.Equal(again, _answers.OfType<OrderWanted>().Select(order => (order.Type, order.Quantity, order.Trigger, order.Limit)));
    }

    [Fact]
    public void Strategy_ThatThrows_IsAskedNoMore_AndTheRunGoesOn()
    {
        const string Source = "public sealed class Broken : IStrategy { public void OnBar(in Bar bar, StrategyContext context) => throw new InvalidOperationException(\"no\\u0001idea\\ud800\"); }";
        var text = $$"""{ "name": "broken.cs", "parameters": {}, "sources": { "broken.cs": {{System.Text.Json.JsonSerializer.Serialize(Source)}} } }""";
        Tell(new RunBegins(RunMode.Paper, [Markets.Made("A", 1, 1).Instrument], Timeframe.OneMinute, text, StoredSettings.Text(new BacktestSettings())));
        Tell(new MarketMoved(60_000, [new(0, Bar(0, 100))], []));
        Assert.Contains("the strategy failed and is asked no more: InvalidOperationException: no idea\uFFFD", Assert.IsType<BotLine>(_answers[0]).Text, StringComparison.Ordinal);
        Tell(new MarketMoved(120_000, [new(0, Bar(60_000, 100))], []));
        Assert.IsType<StepDone>(Assert.Single(_answers));
    }

    [Fact]
    public void Liquidation_InTwoExecutions_IsInsuredByTheVenueAlone()
    {
        var settings = new BacktestSettings { Cash = 1_000, Leverage = 10, Size = "quote:1000", Margin = new MarginSettings { Mode = MarginMode.Isolated } };
        Begin(RunMode.Live, Hold, settings);
        Tell(new MarketMoved(60_000, [new(0, Bar(0, 100))], []));
        var entry = Assert.Single(_answers.OfType<OrderWanted>());
        Tell(new OrderSaid(OrderEvent.Filled(Fill(entry) with { Quantity = 10, Fee = 0 }), "t1"));
        // The margin is 100. Closed at 80 the first half lacks 50 of it, the second 50; the venue's insurance pays 100 and tells it with the last.
        var closed = Fill(entry) with { OrderId = 0, Side = Side.Sell, Purpose = OrderPurpose.Liquidation, Price = 80, Quantity = 5 };
        Tell(new OrderSaid(OrderEvent.Filled(closed with { Fee = 0 }), "t2"));
        Tell(new OrderSaid(OrderEvent.Filled(closed with { Fee = -100 }), "t3"));
        Assert.Equal(900m, Assert.IsType<StepDone>(_answers[^1]).Cash);
        Assert.Equal(0m, _worker.Ledger!.Net(0));
    }

    static Fill Fill(OrderWanted order) => new()
    {
        OrderId = order.Id, Instrument = 0, Book = 0, Side = order.Side, Purpose = OrderPurpose.Signal, Traits = 0, Time = 180_001, PathUnits = 0, Price = 100, Quantity = order.Quantity, Fee = 0.1m,
    };

    static Bar Bar(long time, double price) => new(time, price, price, price, price, 1);

    void Begin(RunMode mode, StrategyChoice? strategy = null, BacktestSettings? settings = null) =>
        Tell(new RunBegins(mode, [Markets.Made("A", 1, 1).Instrument], Timeframe.OneMinute, StrategyText.Of(strategy ?? Hold), StoredSettings.Text(settings ?? new BacktestSettings())));

    void Tell(HostMessage message)
    {
        _answers.Clear();
        _worker.Hear(message);
    }
}
