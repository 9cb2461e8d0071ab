// SMA 14/50 cross: long from the bar on which the fast average rises above the slow one, flat from the reverse.
//
//   argosy backtest --data btc-usd-1h --strategy samples/bots/csharp/sma-cross.cs --param fast=10

[Strategy("sma-cross", "Long from the bar on which the fast average rises above the slow one, flat from the reverse.")]
public sealed class SmaCross(
    [Parameter("length of the fast average", Minimum = 1, Maximum = 1_000, Unit = "bars")] int fast = 14,
    [Parameter("length of the slow average, above fast", Minimum = 2, Maximum = 1_000, Unit = "bars")] int slow = 50) : IStrategy
{
    readonly Sma _fast = new(fast);
    readonly Sma _slow = new(fast < slow ? slow : throw new ArgumentException("fast must be below slow"));
    readonly Cross _cross = new();

    public void OnBar(in Bar bar, StrategyContext context)
    {
        var fast = _fast.Push(bar.Close);
        var slow = _slow.Push(bar.Close);

        // Until both averages exist they are NaN, and NaN is not drawn and crosses nothing: no special case is needed.
        context.Plot("fast", fast);
        context.Plot("slow", slow);
        var crossed = _cross.Push(fast, slow);
        if (crossed is Crossing.Up) context.Target(Direction.Long);
        else if (crossed is Crossing.Down) context.Target(Direction.Flat);
    }
}
