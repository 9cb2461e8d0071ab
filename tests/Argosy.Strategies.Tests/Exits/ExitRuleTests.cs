using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Exits;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.Exits;

public class ExitRuleTests
{
    // Long from the second open on, whatever happens: only an exit rule can end it.
    static RiskRun Long(double[][] bars, params string[] exits) => new() { Bars = [[100, 100, 100, 100], .. bars], Exits = exits, Script = (i, c) => c.Target(i == 0 ? Direction.Long : c.Direction) };

    static RiskRun Mirror(double[][] bars, params string[] exits) =>
        Long(RiskRun.Mirrored(bars), exits) with { Short = true, Script = (i, c) => c.Target(i == 0 ? Direction.Short : c.Direction) };

    [Fact]
    public void Stop_AtTwoPercent_ClosesAlthoughTheStrategyWantsToStay()
    {
        var run = new RiskRun { Bars = [[100, 100, 100, 100], [100, 101, 99, 99], [99, 99, 97, 98.5], [98.5, 98.5, 98.5, 98.5]], Exits = ["stop:2%"], Guards = ["cooldown:1d"] }.Run();
        Assert.Equal("Buy 100; Stop 98", RiskRun.Told(run));
        Assert.Equal(0, run.Engine.Ledger.Net(0));
        Assert.True(run.Engine.Endings[OrderReason.Guard] > 0);
    }

    [Theory]
    [InlineData("stop:2%", "Stop 98")]
    [InlineData("target:3%", "Target 103")]
    [InlineData("trailing:2.8%", "Trailing 100.6")] // 2.8 % below the extreme of 103.5 inside the bar, away from the market
    public void Exit_OnThePath_FillsAtItsLevel(string exit, string expected)
    {
        double[][] bars = exit[0] == 's' ? [[100, 100.5, 97.5, 98.5]] : [[100, 103.5, 99.9, 100.2], [100.2, 100.2, 100.2, 100.2]];
        var told = RiskRun.Told(Long(bars, exit).Run());
        Assert.Equal($"Buy 100; {expected}", told);
    }

    [Theory]
    [InlineData("stop:2%")]
    [InlineData("target:3%")]
    [InlineData("trailing:2%")]
    [InlineData("break-even:1%")]
    [InlineData("ratio-trail(stop=2%, multiplier=1.5, gap=0)")]
    public void Exit_OfAShort_IsTheMirrorOfALong(string exit)
    {
        double[][][] walks =
        [
            [[100, 100.5, 97.5, 98.5]],
            [[100, 103.5, 99.9, 103], [103, 103, 99, 99.5]],
            [[100, 101, 99.5, 100.5], [100.5, 102, 100.4, 101.5], [101.5, 101.6, 98, 98.5]],
        ];
        foreach (var walk in walks)
        {
            var longRun = RiskRun.Fills(Long(walk, exit).Run());
            var shortRun = RiskRun.Fills(Mirror(walk, exit).Run());
            Assert.Equal(longRun.Select(f => (f.Purpose, f.Time)), shortRun.Select(f => (f.Purpose, f.Time)));
            if (exit[0] is not 't' || exit.StartsWith("target", StringComparison.Ordinal)) Assert.Equal(longRun.Select(f => f.Price), shortRun.Select(f => 200 - f.Price));
        }
    }

    [Fact]
    public void RatioTrail_FollowsItsTrace()
    {
        var levels = new List<decimal?>();
        var seen = new RiskRun
        {
            Bars = RiskRun.Flat(100, 100, 101, 102, 102.5, 103, 104, 105, 105, 104.5),
            Exits = ["ratio-trail"],
            Script = (i, c) =>
            {
                c.Target(Direction.Long);
                if (i >= 1) levels.Add(c.WorkingOrder(2)?.Terms?.Trigger);
            },
        }.Run();
        Assert.Equal([98m, 99.75m, 101.50m, 101.50m, 102.38m, 102.38m, 104.12m, 104.12m, 104.12m], levels);
        Assert.Equal("Buy 100", RiskRun.Told(seen));
    }

    [Fact]
    public void RatioTrail_AfterItsTrace_EndsWhereItStands()
    {
        var run = Long(RiskRun.Flat(100, 101, 102, 102.5, 103, 104, 105, 103), "ratio-trail").Run();
        Assert.Equal("Buy 100; Trailing 103", RiskRun.Told(run)); // opened beyond 104.12
    }

    [Fact]
    public void BreakEven_AfterItsGain_LeavesWhereFeesArePaid()
    {
        var run = (Long([[100, 101, 99.5, 100.9], [100.9, 100.9, 99, 99]], "break-even:1%") with { Fee = 0.001m }).Run();
        Assert.Equal("Buy 100; BreakEven 100.21", RiskRun.Told(run)); // 100 · 1.001 / 0.999 = 100.2002, towards the market
        var cost = run.Engine.Ledger.Equity - 1_000_000;
        Assert.InRange(cost, 0, 0.02m);
    }

    [Fact]
    public void BreakEven_BeforeItsGain_DoesNothing() =>
        Assert.Equal("Buy 100", RiskRun.Told(Long([[100, 100.99, 95, 96]], "break-even:1%").Run()));

    [Fact]
    public void TimeStop_LeavesAtTheFirstOpenFromItsTime()
    {
        var run = new RiskRun { Bars = [[100, 100, 100, 100], [100, 100, 100, 100], [101, 101, 101, 101], [102, 102, 102, 102], [103, 103, 103, 103], [104, 104, 104, 104]], Exits = ["time-stop:2m"], Script = (i, c) => c.Target(i == 0 ? Direction.Long : c.Direction) }.Run();
        Assert.Equal("Buy 100; TimeStop 102", RiskRun.Told(run));
        Assert.Equal(3 * RiskRun.Minute, RiskRun.Fills(run)[1].Time);
    }

    [Fact]
    public void TimeStop_WithLittleVolume_LeavesOverSeveralOpens()
    {
        double[][] bars = [[100, 100, 100, 100, 100], [100, 100, 100, 100, 100], .. Enumerable.Range(0, 4).Select(_ => (double[])[100, 100, 100, 100, 5])];
        var run = new RiskRun { Bars = bars, Exits = ["time-stop:1m"], Participation = 0.1m, Script = (i, c) => c.Target(i == 0 ? Direction.Long : c.Direction) }.Run();
        Assert.Equal([1m, 0.5m, 0.5m], RiskRun.Fills(run).Select(f => f.Quantity));
        Assert.Equal(0, run.Engine.Ledger.Net(0));
    }

    [Fact]
    public void Roi_ComesNearerAndFillsAtItsLimit()
    {
        // 0.2 % fees: 4 % net is 104.21 at first, 1 % net from minute 2 on is 101.21.
        var bars = RiskRun.Flat(100, 101, 101.1, 101.2, 101.5);
        var limits = new List<decimal?>();
        var run = (Long(bars, "roi:0:4%/2:1%") with
        {
            Fee = 0.001m,
            Script = (i, c) =>
            {
                c.Target(i == 0 ? Direction.Long : c.Direction);
                limits.Add(c.WorkingOrder(2)?.Terms?.Limit);
            },
        }).Run();
        Assert.Equal("Buy 100; Target 101.21", RiskRun.Told(run));
        Assert.Equal([null, 104.21m, 104.21m, 101.21m, 101.21m], limits.Take(5));
        Assert.True(RiskRun.Fills(run)[1].IsMaker);
    }

    [Fact]
    public void Roi_RePricedBelowTheOpen_FillsAtTheOpen()
    {
        var run = Long(RiskRun.Flat(100, 103, 103), "roi:0:5%/2:1%").Run();
        Assert.Equal("Buy 100; Target 103", RiskRun.Told(run));
        Assert.Equal(3 * RiskRun.Minute, RiskRun.Fills(run)[1].Time);
    }

    // Short from 100 on with a fee of 0.1 %: 100 · 0.999 · 0.96 / 1.001 = 95.8083…, 100 · 0.999 · 0.99 / 1.001 = 98.8021…, each away from the market.
    [Fact]
    public void Roi_OfAShort_ComesNearerFromBelow()
    {
        var limits = new List<decimal?>();
        var run = new RiskRun
        {
            Bars = RiskRun.Flat(100, 100, 99, 98.9, 98.81, 98.7, 98.7), Exits = ["roi:0:4%/2:1%"], Fee = 0.001m, Short = true,
            Script = (i, c) =>
            {
                c.Target(i == 0 ? Direction.Short : c.Direction);
                limits.Add(c.WorkingOrder(2)?.Terms?.Limit);
            },
        }.Run();
        Assert.Equal([null, 95.8m, 95.8m, 98.8m, 98.8m], limits.Take(5));
        Assert.Equal("Sell 100; Target 98.8", RiskRun.Told(run));
        // A net gain of 1 % of the proceeds, and what rounding to the tick adds.
        Assert.InRange(run.Engine.Ledger.Equity - 1_000_000, 100 * 0.999m * 0.01m, (100 * 0.999m * 0.01m) + 0.01m);
    }

    [Fact]
    public void BreakEven_OfAShort_LeavesWhereFeesArePaid()
    {
        // 100 · 0.999 / 1.001 = 99.8001…, towards the market below.
        var run = new RiskRun
        {
            Bars = [[100, 100, 100, 100], [100, 100.5, 99, 99.1], [99.1, 101, 99.1, 101]], Exits = ["break-even:1%"], Fee = 0.001m, Short = true,
            Script = (i, c) => c.Target(i == 0 ? Direction.Short : c.Direction),
        }.Run();
        Assert.Equal("Sell 100; BreakEven 99.8", RiskRun.Told(run));
        Assert.InRange(run.Engine.Ledger.Equity - 1_000_000, 0, 0.02m);
    }

    [Fact]
    public void TimeStop_OfAShort_BuysAtTheFirstOpenFromItsTime()
    {
        var run = new RiskRun { Bars = RiskRun.Flat(100, 100, 101, 102, 103), Exits = ["time-stop:2m"], Short = true, Script = (i, c) => c.Target(i == 0 ? Direction.Short : c.Direction) }.Run();
        Assert.Equal("Sell 100; TimeStop 102", RiskRun.Told(run));
        Assert.Equal(3 * RiskRun.Minute, RiskRun.Fills(run)[1].Time);
    }

    [Fact]
    public void TimeStop_WhoseTimeFallsIntoAGap_LeavesAtTheNextOpen()
    {
        // Every bar is five minutes long here, so that three minutes after the entry end inside one.
        var run = new RiskRun { Bars = RiskRun.Flat(100, 100, 101, 102), Exits = ["time-stop:3m"], Timeframe = 5 * RiskRun.Minute, Script = (i, c) => c.Target(i == 0 ? Direction.Long : c.Direction) }.Run();
        Assert.Equal("Buy 100; TimeStop 101", RiskRun.Told(run));
    }

    [Fact]
    public void TimeStop_OfAnEntryThatItsTargetClosed_LeavesAnotherEntryAlone()
    {
        double[][] bars = [.. RiskRun.Flat(100, 100, 102, 102), [102, 104, 102, 102], .. RiskRun.Flat(102, 102, 102, 102, 102)];
        var run = (Long(bars, "target:3%", "time-stop:5m") with { Script = BuyAt(0, 3) }).Run();
        Assert.Equal("Buy 100; Buy 102; Target 103; TimeStop 102", RiskRun.Told(run));
        Assert.Equal(9 * RiskRun.Minute, RiskRun.Fills(run)[3].Time);
    }

    [Fact]
    public void TimeStop_EndsTheStopOfItsEntry_NotThatOfAnother()
    {
        double[][] bars = [.. RiskRun.Flat(100, 100, 96, 96, 96, 96), [96, 96, 94, 96], .. RiskRun.Flat(96, 96, 96)];
        var run = (Long(bars, "stop:5%", "time-stop:5m") with { Script = BuyAt(0, 3) }).Run();
        Assert.Equal("Buy 100; Buy 96; TimeStop 96; TimeStop 96", RiskRun.Told(run));
        Assert.Equal([6 * RiskRun.Minute, 9 * RiskRun.Minute], RiskRun.Fills(run).Skip(2).Select(fill => fill.Time));
    }

    [Fact]
    public void TimeStop_OfAnEntryHalfFilled_EndsWhatIsLeftOfIt()
    {
        double[][] bars = [.. Enumerable.Range(0, 7).Select(_ => (double[])[100, 100, 100, 100, 10])];
        var run = (Long(bars, "time-stop:1m") with
        {
            Participation = 0.1m,
            Script = (i, c) =>
            {
                if (i == 0) c.Market(Side.Buy, OrderSize.Quantity(3));
            },
        }).Run();
        Assert.Equal("Buy 100; TimeStop 100", RiskRun.Told(run));
        Assert.Equal(0, run.Engine.Ledger.Net(0));
        Assert.Empty(run.Engine.OpenOrders);
    }

    [Fact]
    public void TimeStop_WhileATargetClosesAndThinksBetterOfIt_LeavesAfterAll()
    {
        double[][] bars = [.. Enumerable.Range(0, 8).Select(i => (double[])[100, 100, 100, 100, i is >= 1 and <= 3 ? 0 : 100])];
        var run = (Long(bars, "time-stop:3m") with { Participation = 0.1m, Script = (i, c) => c.Target(i is 0 or 4 ? Direction.Long : i > 4 ? c.Direction : Direction.Flat) }).Run();
        Assert.Equal("Buy 100; TimeStop 100", RiskRun.Told(run));
    }

    static Action<int, StrategyContext> BuyAt(params int[] bars) => (i, c) =>
    {
        if (bars.Contains(i)) c.Market(Side.Buy, OrderSize.Quantity(1));
    };

    [Fact]
    public void AtrStop_LiesItsRangesBelowTheEntry()
    {
        double[][] warm = [[100, 101, 99, 100], [100, 101, 99, 100], [100, 101, 99, 100]];
        var run = new RiskRun { Bars = [.. warm, [100, 100.5, 97, 98], [98, 98, 95.5, 96]], Exits = ["stop(atr=2, period=3)"], Script = (i, c) => c.Target(i >= 0 ? Direction.Long : c.Direction), Guards = ["cooldown:1d"] }.Run();
        Assert.Equal("Buy 100; Stop 96", RiskRun.Told(run)); // true range 2 in every bar: 100 − 2 · 2
        Assert.Equal(2, run.Engine.Endings[OrderReason.NoStop]); // before three bars the range is unknown
    }

    [Fact]
    public void Exits_TogetherAndWithPartialFills_NeverSellMoreThanTheEntry()
    {
        double[][] bars = [[100, 100, 100, 100, 100], [100, 100, 100, 100, 100], [99, 99, 97, 97, 4], [97, 97.5, 96, 97, 4], [97, 97, 97, 97, 4], [97, 97, 97, 97, 4]];
        var run = new RiskRun { Bars = bars, Exits = ["stop:2%", "trailing:2%", "target:5%", "break-even:1%", "ratio-trail"], Participation = 0.1m, Script = (i, c) => c.Target(i == 0 ? Direction.Long : c.Direction) }.Run();
        Assert.Equal(0, run.Engine.Ledger.Net(0));
        Assert.Equal(1m, RiskRun.Fills(run).Where(f => f.Side == Side.Sell).Sum(f => f.Quantity));
        Assert.Empty(run.Engine.OpenOrders);
    }

    [Fact]
    public void Exits_OfAStrategy_ProtectItsEntries()
    {
        var run = new RiskRun
        {
            Bars = [[100, 100, 100, 100], [100, 100, 100, 100], [100, 100, 94, 96]],
            Script = (i, c) => c.Target(i == 0 ? Direction.Long : c.Direction),
            Start = c => c.Exit(new StopLoss(0.05m), new ProfitTarget(0.1m)),
        }.Run();
        Assert.Equal("Buy 100; Stop 95", RiskRun.Told(run));
    }

    [Fact]
    public void Exit_InTheBarOfAnEntryInsideIt_ActsOnTheRemainingPath()
    {
        // The limit fills at 98 on the way down, the stop at 96.04 further down in the same bar.
        var run = new RiskRun
        {
            Bars = [[100, 100, 100, 100], [100, 100.2, 95, 99], [99, 99, 99, 99]],
            Exits = ["stop:2%"],
            Path = Simulation.Fills.PathMode.Olhc,
            Script = (i, c) =>
            {
                if (i == 0) c.Limit(Side.Buy, OrderSize.Quantity(1), 98);
            },
        }.Run();
        Assert.Equal("Buy 98; Stop 96.04", RiskRun.Told(run));
    }

    [Theory]
    [InlineData("stop", "a distance or a number of ranges is needed")]
    [InlineData("stop(distance=2%, atr=2)", "one of the two")]
    [InlineData("stp:2%", "there is no exit rule 'stp', did you mean 'stop'?")]
    [InlineData("stop:x%", "must be a number")]
    [InlineData("trailing", "trailing needs 'distance', e.g. trailing:2.8%")]
    [InlineData("trailing:120%", "between 0.000001 and 0.999")]
    [InlineData("roi:1:4%", "begins at minute 0")]
    [InlineData("roi:0:1%/60:2%", "only comes nearer")]
    [InlineData("time-stop:soon", "time must be a length of time")]
    [InlineData("target(size=3)", "target has no parameter 'size'")]
    public void Parse_SaysWhatIsWrong(string text, string message) => Assert.Contains(message, ExitRules.Parse(text).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void Bind_SpellsEveryParameterOut_AndReadsItBack()
    {
        foreach (var text in new[] { "stop:2%", "target:4%", "trailing:2.8%", "break-even:1%", "time-stop:1d", "roi:0:4%/60:2%", "ratio-trail" })
        {
            var bound = ExitRules.Catalogue.Bind(text).Value;
            Assert.Equal(bound.Text, ExitRules.Catalogue.Bind(bound.Text).Value.Text);
        }
        Assert.Equal("ratio-trail(stop=0.02, multiplier=1.75, gap=0.0035)", ExitRules.Catalogue.Bind("ratio-trail").Value.Text);
    }
}
