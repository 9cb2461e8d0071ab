// Buys break-outs and leaves the way out to exit rules made in code.
//
// The rules belong to this strategy alone; those given by --exit stand beside them. Each entry carries its own orders:
// a stop two ranges away, a stop at break-even once the price has gained, and a limit that asks for less with time.
//
//   argosy backtest --data btc-usd-4h --strategy samples/strategies/guarded-breakout.cs --guard cooldown:12h --size risk:1%

using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Statistics;
using Argosy.Strategies.Exits;

[Strategy("guarded-breakout", "Long on a close above the highest high before; out by exit rules only.")]
public sealed class GuardedBreakout(
    [Parameter("bars whose highest high is broken", Minimum = 2, Maximum = 10_000, Unit = "bars")] int period = 20,
    [Parameter("distance of the stop in average true ranges", Minimum = 0.1, Maximum = 100, Unit = "ranges")] decimal ranges = 2,
    [Parameter("gain from which the entry can lose no more", Minimum = 0.001, Maximum = 10, Unit = "ratio")] decimal gain = 0.02m) : IStrategy
{
    readonly Highest _highest = new(period);

    public void OnStart(StrategyContext context) =>
        context.Exit(
            new StopLoss(atr: ranges, period: 14),
            new BreakEven(gain),
            new RoiTable("0:8%/1440:4%/4320:2%"),
            new TimeStop("14d"));

    public void OnBar(in Bar bar, StrategyContext context)
    {
        // The highest high as it was before this bar: a close never lies above its own bar's high.
        var before = _highest.Value;
        _highest.Push(bar.High);
        if (!(bar.Close > before)) return;

        // The gate is asked first, so that a blocked entry leaves no refused order behind.
        if (context.WouldPass(Side.Buy) is Argosy.Core.Events.OrderReason.Guard) return;
        context.Target(Direction.Long);
    }
}
