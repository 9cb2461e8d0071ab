// Holds the strongest of several instruments, one at a time.
//
// An ordinary strategy has one instance for each instrument and sees nothing else. A portfolio strategy is one instance
// that sees all of them: context.InstrumentIndex says whose bar it is, context.For(i) is the view of another one.
//
//   argosy backtest --data btc-usd-1d,eth-usd-1d,ltc-usd-1d --strategy samples/strategies/pair-rotation.cs

using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Momentum;

[Strategy("pair-rotation", "Holds the instrument with the highest mean log return, or cash while none rises.")]
public sealed class PairRotation(
    [Parameter("bars over which strength is measured", Minimum = 1, Maximum = 10_000, Unit = "bars")] int period = 30) : IPortfolioStrategy
{
    MeanLogReturn[] _strength = [];

    // Called once for each instrument; the first call makes room for all of them.
    public void OnStart(StrategyContext context)
    {
        if (_strength.Length > 0) return;
        _strength = new MeanLogReturn[context.Instruments.Count];
        for (var i = 0; i < _strength.Length; i++) _strength[i] = new MeanLogReturn(period);
    }

    public void OnBar(in Bar bar, StrategyContext context)
    {
        _strength[context.InstrumentIndex].Push(bar.Close);

        // Bars of one instant come in the run's order: with the last one everything is known.
        if (context.InstrumentIndex < _strength.Length - 1) return;

        var best = Strongest();
        var holdsAny = false;
        for (var i = 0; i < _strength.Length; i++)
        {
            var other = context.For(i);
            if (other.Direction is Direction.Flat) continue;
            holdsAny = true;
            if (i != best) other.Target(Direction.Flat);
        }

        // What is sold now is paid at the next open, so the purchase waits for the bar after it. An order of its own
        // instead of a target: all the cash goes into one instrument, whatever the run's sizing says.
        if (!holdsAny && best >= 0 && context.FreeQuote > 0)
        {
            context.For(best).Market(Side.Buy, OrderSize.Quote(context.FreeQuote));
        }
    }

    // The highest positive mean return; -1 where there is none. A NaN, during warm-up, is above nothing.
    int Strongest()
    {
        var best = -1;
        var highest = 0.0;
        for (var i = 0; i < _strength.Length; i++)
        {
            if (_strength[i].Value > highest) (best, highest) = (i, _strength[i].Value);
        }
        return best;
    }
}
