using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Engine.Tests.Support;
using Argosy.Simulation.Fills;
using static Argosy.Engine.Tests.Support.History;

namespace Argosy.Engine.Tests.Running;

public sealed class ClockTests
{
    static readonly OrderSize One = OrderSize.Quantity(1);

    [Fact]
    public void Callbacks_GoByInstrumentThenTimeframeThenStrategy_WithAllBarsInTheirSeries()
    {
        var told = new List<string>();
        Script Teller(string name) => new(
            onBar: (bar, c) => told.Add($"{c.Time / Minute} {c.InstrumentIndex} {c.Timeframe} {name} {c.Bars.Count}"),
            onStart: c =>
            {
                c.Subscribe(Timeframe.FromMilliseconds(4 * Minute));
                c.Subscribe(Timeframe.FromMilliseconds(2 * Minute));
            });
        var bars = Flat(1, (0, 10), (1, 10), (2, 10), (3, 10));
        Run([bars, bars], [Teller("a"), Teller("a"), Teller("b"), Teller("b")]);
        Assert.Equal(
            [
                "4 0 1m a 4", "4 0 1m b 4", "4 0 2m a 2", "4 0 2m b 2", "4 0 4m a 1", "4 0 4m b 1",
                "4 1 1m a 4", "4 1 1m b 4", "4 1 2m a 2", "4 1 2m b 2", "4 1 4m a 1", "4 1 4m b 1",
            ],
            told.Where(line => line.StartsWith("4 ", StringComparison.Ordinal)));
    }

    [Fact]
    public void AllBarsOfAnInstant_AreSeenByItsFirstCallback()
    {
        var seen = new List<int>();
        var strategy = new PortfolioScript((bar, c) => seen.Add(c.For(1).Bars.Count));
        Run([Flat(1, (0, 10), (1, 10)), Flat(1, (0, 20), (1, 20))], [strategy]);
        Assert.Equal([1, 1, 2, 2], seen);
    }

    [Fact]
    public void FillsInsideBarsOfOneInstant_GoLegByLegAcrossInstruments()
    {
        // First instrument: low first (nearer), second: high first. All first extremes come before all second ones.
        var first = Columns(Minute, [(0, 100, 100, 100, 100), (Minute, 100, 104, 98, 100), (2 * Minute, 100, 104, 98, 100)]);
        var second = Columns(Minute, [(0, 50, 50, 50, 50), (Minute, 50, 51, 46, 50), (2 * Minute, 50, 51, 46, 50)]);
        var third = Columns(Minute, [(0, 10, 10, 10, 10), (Minute, 10, 10.5, 9, 10), (2 * Minute, 10, 10.5, 9, 10)]);
        var strategy = new PortfolioScript((bar, c) =>
        {
            if (c.Time != Minute) return;
            var near = c.InstrumentIndex switch { 0 => (99m, 103m), 1 => (47m, 50.5m), _ => (9.5m, 10.4m) };
            c.Limit(Side.Buy, One, near.Item1);
            c.Stop(Side.Buy, One, near.Item2);
        });
        var run = Run([first, second, third], [strategy]);
        Assert.Equal(["0 99", "1 50.5", "2 10.4", "0 103", "1 47", "2 9.5"], run.Fills().Select(fill => $"{fill.Instrument} {Argosy.Core.Values.Exact.Text(fill.Price)}"));
        Assert.All(run.Fills(), fill => Assert.Equal(2 * Minute, fill.Time));
    }

    [Fact]
    public void OpensOfOneInstant_CloseBeforeTheyOpenAcrossInstruments()
    {
        // Cash is enough for one position: the later instrument's sale pays for the earlier one's purchase.
        var bars = Flat(1, (0, 100), (1, 100), (2, 100), (3, 100));
        var strategy = new PortfolioScript((bar, c) =>
        {
            if (c.Time == Minute && c.InstrumentIndex == 1) c.Target(Direction.Long);
            if (c.Time == 2 * Minute) c.Target(c.InstrumentIndex == 0 ? Direction.Long : Direction.Flat);
        });
        var run = Run([bars, bars], [strategy], cash: 100);
        Assert.Equal(["1 Buy", "1 Sell", "0 Buy"], run.Fills().Select(fill => $"{fill.Instrument} {fill.Side}"));
        Assert.All(run.Fills().Skip(1), fill => Assert.Equal(2 * Minute, fill.Time));
    }

    [Fact]
    public void OpensOfOneInstant_GoByInstrumentThenSequence()
    {
        var bars = Flat(1, (0, 100), (1, 100));
        var run = Run([bars, bars], [new PortfolioScript((bar, c) =>
        {
            if (c.Time != Minute || c.InstrumentIndex != 1) return;
            c.Market(Side.Buy, OrderSize.Quantity(1));
            c.For(0).Market(Side.Buy, OrderSize.Quantity(2));
            c.Market(Side.Buy, OrderSize.Quantity(3));
            c.For(0).Market(Side.Buy, OrderSize.Quantity(4));
        })]);
        Assert.Equal([2m, 4m, 1m, 3m], run.Fills().Select(fill => fill.Quantity));
    }

    [Fact]
    public void Intents_PassTheGateInTheOrderTheyWereAdded()
    {
        var bars = Flat(1, (0, 100), (1, 100));
        var run = Run([bars, bars], [new PortfolioScript((bar, c) =>
        {
            if (c.Time == Minute) c.For(1 - c.InstrumentIndex).Limit(Side.Buy, OrderSize.Quantity(6), 90);
        })], cash: 1_000);
        Assert.Equal([(1, OrderState.Working), (0, OrderState.Refused)], run.Engine.Orders.Kept.Select(order => ((int)order.Instrument, order.State)));
    }

    [Fact]
    public void Order_GoesLiveAtTheNextOpenOfItsOwnInstrument()
    {
        // The second instrument has bars of three minutes; an order decided inside one waits for its next open.
        var run = Run([Flat(1, (0, 10), (1, 10), (2, 10), (3, 10), (4, 10)), Flat(3, (0, 20), (3, 21))], [new PortfolioScript((bar, c) =>
        {
            if (c.Time == Minute && c.InstrumentIndex == 0) c.For(1).Market(Side.Buy, One);
        })]);
        var fill = Assert.Single(run.Fills());
        Assert.Equal((3 * Minute, 21m, FillTraits.None), (fill.Time, fill.Price, fill.Traits & FillTraits.AfterGap));
    }

    [Fact]
    public void Order_BeforeAGap_WaitsAndIsMarkedLate()
    {
        var run = Run([Flat(1, (0, 10), (1, 10), (5, 12))], [new Script((bar, c) =>
        {
            if (c.Time == 2 * Minute) c.Market(Side.Buy, One);
        })]);
        var fill = Assert.Single(run.Fills());
        Assert.Equal((5 * Minute, FillTraits.AfterGap), (fill.Time, fill.Traits & FillTraits.AfterGap));
    }

    [Fact]
    public void IntentOfAFillHandler_IsLiveAtTheNextOpen_NotInTheRunningBar()
    {
        var run = Run([Flat(1, (0, 10), (1, 11), (2, 12), (3, 13))], [new Script(
            (bar, c) =>
            {
                if (c.Time == Minute) c.Market(Side.Buy, One);
            },
            (fill, c) =>
            {
                if (fill.Side == Side.Buy) c.Market(Side.Sell, One);
            })]);
        Assert.Equal([(Minute, 11m), (2 * Minute, 12m)], run.Fills().Select(fill => (fill.Time, fill.Price)));
    }

    [Fact]
    public void FillInsideABar_ReachesItsStrategyBeforeTheBar_AndItsIntentIsLiveAtTheOpenThen()
    {
        var told = new List<string>();
        var bars = Columns(Minute, [(0, 10, 10, 10, 10), (Minute, 10, 11, 9, 10), (2 * Minute, 10, 10, 10, 10)]);
        var run = Run([bars], [new Script(
            (bar, c) =>
            {
                told.Add($"bar {c.Time / Minute}");
                if (c.Time == Minute) c.Limit(Side.Buy, One, 9.5m);
            },
            (fill, c) =>
            {
                told.Add($"fill {c.Time / Minute}");
                if (fill.Side == Side.Buy) c.Market(Side.Sell, One);
            })]);
        Assert.Equal(["bar 1", "fill 2", "bar 2", "fill 2", "bar 3"], told);
        Assert.Equal([2 * Minute, 2 * Minute], run.Fills().Select(fill => fill.Time));
    }

    [Fact]
    public void Strategy_NeverSeesAnOpenBeforeItsClose()
    {
        var longBars = Columns(3 * Minute, [(0, 20, 20, 20, 20), (3 * Minute, 99, 99, 99, 99)]);
        Run([Flat(1, (0, 10), (1, 10), (2, 10), (3, 10), (4, 10)), longBars], [new PortfolioScript((bar, c) =>
        {
            Assert.Equal(c.Time < 3 * Minute ? 0 : c.Time < 6 * Minute ? 1 : 2, c.For(1).Bars.Count);
            if (c.Time < 6 * Minute) Assert.DoesNotContain(99.0, c.For(1).Bars.Closes.ToArray());
        })]);
    }

    [Fact]
    public void Ledger_SeesTheOpen_SoAnInstrumentBoughtBeforeItsFirstCloseIsWorthItsPrice()
    {
        var run = Run([Flat(1, (0, 10), (1, 10), (2, 10), (3, 10)), Flat(10, (1, 500))], [new PortfolioScript((bar, c) =>
        {
            if (c.Time == Minute && c.InstrumentIndex == 0) c.For(1).Market(Side.Buy, One);
        })], cash: 1_000);
        Assert.All(run.Engine.Curve!.Values, value => Assert.Equal(1_000, value));
    }

    [Fact]
    public void Latency_IsWholeBaseBars_AlsoWhereFinerOnesAreWalked()
    {
        var bars = Flat(5, (0, 10), (5, 11), (10, 12), (15, 13), (20, 14));
        var detail = Flat(1, [.. Enumerable.Range(0, 25).Select(i => (i, 10.0 + (i / 5)))]);
        foreach (var withDetail in new[] { false, true })
        {
            var track = new Argosy.Simulation.Feeds.MarketTrack(Tracks(bars)[0].Instrument, bars, withDetail ? detail : null);
            var run = Run([], [new Script((bar, c) =>
            {
                if (c.Time == 5 * Minute) c.Market(Side.Buy, One);
            })], Bare with { LatencyBars = 2 }, tracks: [track]);
            Assert.Equal(15 * Minute, Assert.Single(run.Fills()).Time);
        }
    }

    [Fact]
    public void Gtd_EndsAtTheOpenOfTheBarThatContainsItsTime()
    {
        var bars = Columns(Minute, [.. Enumerable.Range(0, 6).Select(i => (i * Minute, 10.0, 10.0, i == 2 ? 8.0 : 10.0, 10.0))]);
        long[] ends = [(2 * Minute) - 1, 2 * Minute, (3 * Minute) - 1, 3 * Minute];
        var fills = ends.Select(end => Run([bars], [new Script((bar, c) =>
        {
            if (c.Time == Minute) c.Submit(c.Intent(Side.Buy, OrderType.Limit, One, new OrderTerms { Limit = 9, ExpireTime = end }) with { TimeInForce = TimeInForce.Gtd });
        })]).Engine.Fills.Count);
        Assert.Equal([0, 0, 0, 1], fills);
    }

    [Fact]
    public void WarmUp_OrdersNothingUntilTheFirstCloseAfterTheStart()
    {
        var times = new List<long>();
        var options = new Argosy.Engine.Running.EngineOptions { StartingCash = 100, Sizing = new Units(1), TradingFrom = 2 * Minute, CurveCapacity = 9 };
        var run = new Argosy.Simulation.Runs.SimulatedRun(Tracks(Flat(1, (0, 10), (1, 10), (2, 10), (3, 10), (4, 10))), [StrategySlot.For(new Script((bar, c) =>
        {
            if (!c.IsWarmUp) times.Add(c.Time);
            c.Target(Direction.Long);
        }))], options, Bare);
        run.Run();
        Assert.Equal([3 * Minute, 4 * Minute, 5 * Minute], times);
        Assert.Equal(3 * Minute, Assert.Single(run.Fills()).Time);
        Assert.Equal(4, run.Engine.Curve!.Count);
    }

    [Fact]
    public void OpensOfOneInstant_AreOneMoment_ForTheEndOfEquity()
    {
        // A short that trebles and a long that trebles with it: together nothing is lost.
        var bars = Flat(1, (0, 100), (1, 100), (2, 300), (3, 300));
        var run = Run([bars, bars], [new PortfolioScript((bar, c) =>
        {
            if (c.Time == Minute) c.Market(c.InstrumentIndex == 0 ? Side.Sell : Side.Buy, OrderSize.Quantity(5));
        })], cash: 1_000, allowShort: true);
        Assert.False(run.Engine.Ended);
        Assert.Equal(1_000, run.Engine.Ledger.Equity);
    }
}
