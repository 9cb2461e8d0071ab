using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Validation;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Tests.Validation;

public sealed class WarmUpCheckTests
{
    [Fact]
    public void Donchian_NeedsItsWindow()
    {
        // A break-out at a bar looks at the twenty before it; the first traded bar is one of its own.
        var finding = Check(() => new DonchianBreakout(20, 10));
        Assert.NotNull(finding.BarsNeeded);
        Assert.InRange(finding.BarsNeeded.Value, 1, 400);
    }

    [Fact]
    public void MovingAverages_NeedAtLeastTheirLength()
    {
        var finding = Check(() => new MovingAverageCross(10, 50, trigger: CrossTrigger.State));
        Assert.InRange(finding.BarsNeeded!.Value, 40, 50);
        Assert.True(finding.Probes[0].OrdersDiffering > 0);
        Assert.NotNull(finding.Probes[0].First);
        Assert.Null(finding.Probes[^1].First);
    }

    [Fact]
    public void Exponential_NeedsMoreThanItsLength()
    {
        var simple = Check(() => new MovingAverageCross(5, 30, AverageKind.Sma, CrossTrigger.State)).BarsNeeded!.Value;
        var exponential = Check(() => new MovingAverageCross(5, 30, AverageKind.Ema, CrossTrigger.State)).BarsNeeded!.Value;
        Assert.True(exponential >= simple, $"{exponential} < {simple}");
    }

    [Fact]
    public void StrategyWithoutMemory_NeedsNothing() => Assert.Equal(0, Check(() => new BuyAndHold()).BarsNeeded);

    [Fact]
    public void StrategyThatNeverForgets_IsSaidSo() => Assert.Null(Check(() => new Coin(3)).BarsNeeded);

    static WarmUpFinding Check(Func<IStrategy> create)
    {
        var finding = WarmUpCheck.Run(new BacktestRequest([Candles.Noise(5, 1500)], new StrategyChoice("checked", [], create), Candles.Free));
        Assert.True(finding.Ok, finding.Error?.Message);
        return finding.Value;
    }
}
