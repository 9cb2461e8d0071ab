// Plots: draws bands and signals over the bars, and an oscillator into a panel of its own; trades the bands.
//
//   argosy backtest --data btc-usd-1h --strategy samples/bots/csharp/plots.cs

[Strategy("plots", "Draws bands, signals and an oscillator; buys below the lower band, sells above the middle.")]
public sealed class Plots([Parameter("length of bands and oscillator", Minimum = 2, Maximum = 1_000, Unit = "bars")] int period = 20) : IStrategy
{
    readonly Bollinger _bands = new(period);
    readonly Rsi _rsi = new(period);

    public void OnBar(in Bar bar, StrategyContext context)
    {
        var bands = _bands.Push(bar.Close);

        // Two words put a line on the chart of prices; a third one names a panel below it.
        context.Plot("upper", bands.Upper);
        context.Plot("middle", bands.Middle);
        context.Plot("lower", bands.Lower);
        context.Plot("rsi", _rsi.Push(bar.Close), "strength");
        context.Plot("volume", bar.Volume, "traded", PlotKind.Histogram);

        if (context.Direction is Direction.Flat && bar.Close < bands.Lower)
        {
            context.Target(Direction.Long);
            context.Plot("buy", bar.Close, "", PlotKind.Points);
        }
        else if (context.Direction is Direction.Long && bar.Close > bands.Middle)
        {
            context.Target(Direction.Flat);
            context.Plot("sell", bar.Close, "", PlotKind.Points);
        }
    }
}
