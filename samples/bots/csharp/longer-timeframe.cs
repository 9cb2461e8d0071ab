// Longer timeframe: trades the crossings of a short timeframe, but only with the trend of a long one.
//
//   argosy backtest --data btc-usd-1m --strategy samples/bots/csharp/longer-timeframe.cs --param trend=4h

[Strategy("longer-timeframe", "Trades the crossings of a short timeframe, but only with the trend of a long one.")]
public sealed class LongerTimeframe(
    [Parameter("timeframe whose trend is followed, e.g. 4h")] string trend = "1d",
    [Parameter("length of the trend's average", Minimum = 2, Maximum = 200, Unit = "bars of the timeframe")] int length = 10) : IStrategy
{
    readonly Timeframe _timeframe = Timeframe.Parse(trend) is { Ok: true } read ? read.Value : throw new ArgumentException($"trend: '{trend}' is no timeframe, e.g. 4h");
    readonly Sma _trend = new(length), _fast = new(10), _slow = new(30);
    readonly Cross _cross = new();
    bool _rises;

    // Its bars are made of the run's own ones, and come to OnBar when they are complete.
    public void OnStart(StrategyContext context) => context.Subscribe(_timeframe);

    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (context.Timeframe == _timeframe)
        {
            _rises = bar.Close > _trend.Push(bar.Close);
            if (!_rises) context.Target(Direction.Flat);
            return;
        }
        var crossed = _cross.Push(_fast.Push(bar.Close), _slow.Push(bar.Close));
        if (crossed is Crossing.Up && _rises) context.Target(Direction.Long);
        else if (crossed is Crossing.Down) context.Target(Direction.Flat);
    }
}
