// Bounce candle: buys a hammer at the bottom of the last bars, with a stop below it and a target twice as far away.
//
//   argosy backtest --data btc-usd-1h --strategy samples/bots/csharp/bounce-candle.cs --size risk:1%

[Strategy("bounce-candle", "Buys a hammer at the bottom of the last bars, with a stop below it and a target beyond it.")]
public sealed class BounceCandle(
    [Parameter("bars whose bottom counts", Minimum = 2, Maximum = 1_000, Unit = "bars")] int period = 20,
    [Parameter("target distance in stop distances", Minimum = 0.1, Maximum = 20)] double reward = 2) : IStrategy
{
    readonly Lowest _lowest = new(period);

    public void OnBar(in Bar bar, StrategyContext context)
    {
        var bottom = _lowest.Push(bar.Low);
        if (context.Direction is not Direction.Flat || !IsHammer(in bar) || !(bar.Low <= bottom)) return;

        // Prices of orders lie on the instrument's ticks; a stop at the close itself would protect nothing.
        var stop = context.Instrument.FloorToTick((decimal)bar.Low);
        var target = context.Instrument.RoundToTick(bar.Close + (reward * (bar.Close - bar.Low)));
        if (stop <= 0 || stop >= (decimal)bar.Close) return;
        context.Target(Direction.Long, new Protection { StopPrice = stop, TargetPrice = target });
        context.Plot("bounce", bar.Low, "", PlotKind.Points);
    }

    // A small body at the top of a long lower shadow.
    static bool IsHammer(in Bar bar)
    {
        var body = Math.Abs(bar.Close - bar.Open);
        var (upper, lower) = (bar.High - Math.Max(bar.Open, bar.Close), Math.Min(bar.Open, bar.Close) - bar.Low);
        return lower > 2 * body && upper < body && body > 0;
    }
}
