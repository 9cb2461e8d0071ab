// Enters by a stop order above the market and leaves by a trailing stop: orders instead of targets.
//
// A target says where to stand; an order says how to get there. This strategy rests a buy stop at the highest high of
// the last bars: the venue buys on the break-out itself, not at the next open after a close beyond it.
//
//   argosy backtest --data btc-usd-1d --strategy samples/strategies/trailing-breakout.cs --param trail=0.08

using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Statistics;

[Strategy("trailing-breakout", "Rests a buy stop at the highest high of the last bars, protected by a trailing stop.")]
public sealed class TrailingBreakout(
    [Parameter("bars whose highest high is the entry", Minimum = 2, Maximum = 10_000, Unit = "bars")] int period = 20,
    [Parameter("distance of the trailing stop from the best price", Minimum = 0.001, Maximum = 0.9, Unit = "ratio")] decimal trail = 0.05m,
    [Parameter("share of the free cash an entry spends", Minimum = 0.01, Maximum = 1, Unit = "ratio")] decimal share = 0.5m) : IStrategy
{
    readonly Highest _highest = new(period);
    readonly Protection _protection = new() { TrailRatio = trail };
    int _entry;
    decimal _trigger;

    public void OnBar(in Bar bar, StrategyContext context)
    {
        var high = _highest.Push(bar.High);
        if (!_highest.IsReady || context.Direction is Direction.Long) return;

        // Prices of orders lie on the tick; this is the one conversion from a computed price.
        var trigger = context.Instrument.RoundToTick(high);

        // The order of an earlier bar still rests at the same price: leave it alone, it keeps its place.
        if (context.WorkingOrder(_entry) is not null && trigger == _trigger) return;

        context.Cancel(_entry);
        _trigger = trigger;
        _entry = context.Stop(Side.Buy, OrderSize.Quote(context.FreeQuote * share), trigger, _protection);
    }
}
