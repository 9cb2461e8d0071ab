// Trades the crossings of a short timeframe, but only with the trend of a long one.
//
// OnBar is called for the bars of the data (say, minutes) and, because of Subscribe, for every complete hour as well.
// context.Timeframe tells which bar it is. At a full hour the minute comes first, then the hour.
//
//   argosy backtest --data btc-usd-1m --strategy samples/strategies/two-timeframes.cs

using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Strategies;
using Argosy.Indicators;
using Argosy.Indicators.Averages;

[Strategy("two-timeframes", "Crossings of two averages, taken only while the hourly close is above its own average.")]
public sealed class TwoTimeframes(
    [Parameter("length of the fast average", Minimum = 1, Maximum = 10_000, Unit = "bars")] int fast = 10,
    [Parameter("length of the slow average", Minimum = 2, Maximum = 10_000, Unit = "bars")] int slow = 30,
    [Parameter("length of the hourly average", Minimum = 1, Maximum = 1_000, Unit = "hours")] int trend = 24) : IStrategy
{
    readonly Sma _fast = new(fast), _slow = new(slow);
    readonly Ema _trend = new(trend);
    readonly Cross _cross = new();
    bool _rising;

    // The only place to subscribe. Data that cannot be added up to hours end the run here, with a message.
    public void OnStart(StrategyContext context) => context.Subscribe(Timeframe.OneHour);

    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (context.Timeframe == Timeframe.OneHour)
        {
            // A comparison with NaN is false: until the hourly average exists there is no trend to follow.
            _rising = bar.Close > _trend.Push(bar.Close);
            if (!_rising) context.Target(Direction.Flat);
            return;
        }

        var crossed = _cross.Push(_fast.Push(bar.Close), _slow.Push(bar.Close));
        if (crossed is Crossing.Up && _rising) context.Target(Direction.Long);
        else if (crossed is Crossing.Down) context.Target(Direction.Flat);
    }
}
