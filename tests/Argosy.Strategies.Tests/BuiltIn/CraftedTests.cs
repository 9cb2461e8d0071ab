using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.BuiltIn;

/// <summary>Short sequences whose outcome can be seen by eye.</summary>
public class CraftedTests
{
    [Fact]
    public void MaCross_FastTouchesSlowAndRises_ActsOnlyWhenAbove() =>
        // SMA 1 against SMA 2: below, equal, equal, above.
        Assert.Equal([0, 0, 0, 0, 1], Bench.Stands(new MovingAverageCross(1, 2), Walks.Closes(12, 10, 10, 10, 11)));

    [Fact]
    public void MaCross_FirstPairAlreadyAbove_IsNoCrossing()
    {
        var rising = Walks.Closes(10, 11, 12, 13, 14);
        Assert.Equal([0, 0, 0, 0, 0], Bench.Stands(new MovingAverageCross(1, 2), rising));
        Assert.Equal([0, 1, 1, 1, 1], Bench.Stands(new MovingAverageCross(1, 2, trigger: CrossTrigger.State), rising));
    }

    [Fact]
    public void MaCross_WithoutShort_IsFlatInsteadOfShort()
    {
        var bars = Walks.Closes(10, 10, 11, 12, 9, 8, 12);
        Assert.Equal([0, 0, 1, 1, -1, -1, 1], Bench.Stands(new MovingAverageCross(1, 2), bars));
        Assert.Equal([0, 0, 1, 1, 0, 0, 1], Bench.Stands(new MovingAverageCross(1, 2), bars, allowShort: false));
    }

    [Fact]
    public void Ma_CloseEqualToAverage_KeepsTheTarget() =>
        Assert.Equal([0, 1, 1, 1, -1], Bench.Stands(new MovingAverage(2), Walks.Closes(10, 11, 11, 11, 10)));

    [Fact]
    public void Momentum_FlatPrices_KeepTheTarget() =>
        Assert.Equal([0, 1, 1, 1, -1], Bench.Stands(new Momentum(1), Walks.Closes(10, 11, 11, 11, 10)));

    [Fact]
    public void Rsi_FirstValueBelowLow_IsNoFall()
    {
        // RSI 2 is 0 after two losses: no value before it, so it has not fallen.
        Assert.Equal([0, 0, 0, 0], Bench.Stands(new RsiReversal(2), Walks.Closes(10, 9, 8, 7)));
        // 100, then 1/3, then 1/9 of the way: it falls below 30 and rises above 70.
        Assert.Equal([0, 0, 0, 0, 1, 1, -1], Bench.Stands(new RsiReversal(2), Walks.Closes(10, 11, 12, 11, 10, 10, 20)));
    }

    [Fact]
    public void Rsi_HighOf100_NeverLeaves() =>
        Assert.Equal([0, 0, 0, 0, 1, 1, 1, 1], Bench.Stands(new RsiReversal(2, high: 100), Walks.Closes(10, 11, 12, 11, 10, 20, 30, 40)));

    [Fact]
    public void Rsi_WithStopAndTarget_ProtectsTheEntry()
    {
        var bench = new Bench(StrategySlot.For(new RsiReversal(2, stopLoss: 0.02m, takeProfit: 0.04m)), allowShort: false);
        foreach (var bar in Walks.Closes(10, 11, 12, 11, 10)) bench.Step(in bar);
        var children = bench.Engine.OpenOrders;
        Assert.Equal(2, children.Count);
        Assert.Equal((OrderType.Stop, 9.8m, 1m), (children[0].Type, children[0].Terms!.Trigger, children[0].Size));
        Assert.Equal((OrderType.Limit, 10.4m, 1m), (children[1].Type, children[1].Terms!.Limit, children[1].Size));
    }

    [Fact]
    public void Rsi_WithoutStopAndTarget_HasNoChildren()
    {
        var bench = new Bench(StrategySlot.For(new RsiReversal(2)), allowShort: false);
        foreach (var bar in Walks.Closes(10, 11, 12, 11, 10)) bench.Step(in bar);
        Assert.Equal(1, bench.Direction);
        Assert.Empty(bench.Engine.OpenOrders);
    }

    [Fact]
    public void Donchian_CloseAtTheExtreme_IsNotBeyondIt() =>
        // The highest of the three bars before is 12: 12 does not break it, 12.01 does; the low of the one bar before is the way out.
        Assert.Equal([0, 0, 0, 0, 1, 1, 0], Bench.Stands(new DonchianBreakout(3, 1), Walks.Closes(12, 11, 11.5, 12, 12.01, 12.01, 12)));

    [Fact]
    public void Donchian_LongerExit_WaitsForBothWindows() =>
        Assert.Equal([0, 0, 0, 1], Bench.Stands(new DonchianBreakout(1, 3), Walks.Closes(10, 11, 12, 13)));

    [Fact]
    public void Bollinger_CloseCrossesTheMean_Leaves() =>
        // Bands of 1.2 deviations over three closes: 10 lies below, 10.4 still under the mean of 10.8, 10.6 above the mean of 10.33.
        Assert.Equal([0, 0, 1, 1, 0], Bench.Stands(new BollingerReversal(3, 1.2), Walks.Closes(12, 12, 10, 10.4, 10.6)));

    [Fact]
    public void Hammer_IsHeldForFiveBars()
    {
        Bar[] bars = Walks.Candles((10, 10.1, 9.7, 10.1), (10, 10, 10, 10), (10, 10, 10, 10), (10, 10, 10, 10), (10, 10, 10, 10), (10, 10, 10, 10), (10, 10, 10, 10));
        Assert.Equal([1, 1, 1, 1, 1, 0, 0], Bench.Stands(new Hammer(), bars));
    }

    [Fact]
    public void Hammer_AgainWhileHeld_StartsTheCountAnew()
    {
        (double, double, double, double) hammer = (10, 10.1, 9.7, 10.1), still = (10, 10, 10, 10);
        Assert.Equal([1, 1, 1, 1, 0], Bench.Stands(new Hammer(2), Walks.Candles(hammer, still, hammer, still, still)));
    }

    [Theory]
    [InlineData(10, 10.15, 9.8, 10.1, 1)] // lower = 2 body, upper = half: just a hammer
    [InlineData(10, 10.15, 9.81, 10.1, 0)] // lower a cent too short
    [InlineData(10, 10.16, 9.8, 10.1, 0)] // upper a cent too long
    [InlineData(10, 10, 9.5, 10, 0)] // no body
    [InlineData(60000.01, 60000.02, 59999.99, 60000.02, 1)] // cents under a price of five digits
    public void Hammer_AtItsLimits(double open, double high, double low, double close, int expected) =>
        Assert.Equal([expected], Bench.Stands(new Hammer(), Walks.Candles((open, high, low, close))));

    [Theory]
    [InlineData(10.1, 10.25, 9.95, 10, -1)] // upper = 1.5 body, lower = half
    [InlineData(10.1, 10.24, 9.95, 10, 0)]
    [InlineData(10.1, 10.25, 9.94, 10, 0)]
    public void ShootingStar_AtItsLimits(double open, double high, double low, double close, int expected) =>
        Assert.Equal([expected], Bench.Stands(new ShootingStar(), Walks.Candles((open, high, low, close))));

    [Theory]
    [InlineData(10, 10.5, 10.5, 9.99, -1)] // opens at the previous close, closes a cent beyond the previous open
    [InlineData(10, 10.5, 10.5, 10, 0)] // the same body is not greater
    [InlineData(10, 10.5, 10.49, 9.5, 0)] // opens inside
    [InlineData(10.5, 10, 10, 10.51, 1)]
    [InlineData(10.5, 10, 9.9, 10.5, 1)]
    [InlineData(10, 10, 10, 10.5, 0)] // nothing to engulf
    public void Engulfing_AtItsLimits(double beforeOpen, double beforeClose, double open, double close, int expected) =>
        Assert.Equal([0, expected], Bench.Stands(new Engulfing(), Walks.Candles((beforeOpen, 11, 9, beforeClose), (open, 11, 9, close))));

    [Fact]
    public void WarmUp_SignalsDoNotCount_TheirStateDoes()
    {
        var bars = Walks.Closes(10, 10, 11, 12, 13, 9, 14);
        // The crossing lies in the warm-up: a crossing strategy waits for the next, one that looks at the state is long at once.
        Assert.Equal([0, 0, 0, 0, 0, -1, 1], Bench.Stands(new MovingAverageCross(1, 2), bars, warmUp: 4));
        Assert.Equal([0, 0, 0, 0, 1, -1, 1], Bench.Stands(new MovingAverageCross(1, 2, trigger: CrossTrigger.State), bars, warmUp: 4));
    }
}
