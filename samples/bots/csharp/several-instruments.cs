// Several instruments: holds the instrument that rose most, or cash while none rises; one bot sees all of the run.
//
//   argosy backtest --data btc-usd-1d,eth-usd-1d,ltc-usd-1d --strategy samples/bots/csharp/several-instruments.cs

[Strategy("several-instruments", "Holds the instrument that rose most, or cash while none rises.")]
public sealed class SeveralInstruments([Parameter("bars over which strength is measured", Minimum = 1, Maximum = 999, Unit = "bars")] int period = 30) : IPortfolioStrategy
{
    // Called for each instrument; when it is the last one's turn, all bars of the instant are in their series.
    public void OnBar(in Bar bar, StrategyContext context)
    {
        if (context.InstrumentIndex != context.Instruments.Count - 1) return;
        var (best, highest) = (-1, 0.0);
        var holdsAny = false;
        for (var i = 0; i < context.Instruments.Count; i++)
        {
            var bars = context.For(i).Bars;
            var rise = bars.Count > period ? (bars[0].Close / bars[period].Close) - 1 : 0;
            if (rise > highest) (best, highest) = (i, rise);
            holdsAny |= context.For(i).Direction is not Direction.Flat;
        }

        for (var i = 0; i < context.Instruments.Count; i++)
        {
            if (i != best) context.For(i).Target(Direction.Flat);
        }

        // What is sold now is paid at the next open, so the purchase waits for the bar after it.
        if (best >= 0 && !holdsAny) context.For(best).Target(Direction.Long);
    }
}
