// Renko: follows bricks of one height instead of bars: long after bricks upward, out after one downward.
//
//   argosy backtest --data btc-usd-1m --strategy samples/bots/csharp/renko.cs --param brick=0.01

[Strategy("renko", "Follows bricks of one height: long after bricks upward, out after one downward.")]
public sealed class Renko(
    [Parameter("height of a brick, of its lower edge", Minimum = 0.0001, Maximum = 0.5, Unit = "ratio")] double brick = 0.005,
    [Parameter("bricks upward in a row before it buys", Minimum = 1, Maximum = 20)] int needed = 2) : IStrategy
{
    // The edges of the newest brick, and how many went its way in a row: + upward, − downward.
    double _low, _high;
    int _run;

    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (_low == 0) (_low, _high) = (bar.Close, bar.Close * (1 + brick));
        while (bar.Close >= _high * (1 + brick))
        {
            (_low, _high) = (_high, _high * (1 + brick));
            _run = Math.Max(_run, 0) + 1;
        }
        while (bar.Close <= _low / (1 + brick))
        {
            (_low, _high) = (_low / (1 + brick), _low);
            _run = Math.Min(_run, 0) - 1;
        }

        context.Plot("brick low", _low);
        context.Plot("brick high", _high);
        if (_run >= needed) context.Target(Direction.Long);
        else if (_run < 0) context.Target(Direction.Flat);
    }
}
