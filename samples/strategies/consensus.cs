// Three opinions, one position: this strategy is one voter of a consensus.
//
// Any strategy that states targets can vote, built-in ones and files like this one alike. Its vote is the target it stated
// last; before its first target it abstains, and if it throws, the others go on without it. Nothing in the file knows that
// it votes: run alone, it is an ordinary strategy.
//
//   argosy backtest --data btc-usd-4h --strategy consensus --param mode=bft \
//     --param "voters=file:samples/strategies/consensus.cs; trend:supertrend; cross:ma-cross(fast=10, slow=40); macd:macd"
//
// The parameters of a voter are called id.parameter: --param file.period=30, --param cross.slow=60. A slower voter:
// --param trend.timeframe=1d. What another count would have decided: argosy consensus result.json --mode majority.

using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Averages;
using Argosy.Indicators.Volatility;

[Strategy("steady-rise", "Long while the close is above its average and the market is calm, flat otherwise.")]
public sealed class SteadyRise(
    [Parameter("length of average and range", Minimum = 2, Maximum = 1_000, Unit = "bars")] int period = 20,
    [Parameter("largest mean range of a bar, of its close", Minimum = 0, Maximum = 1, Unit = "ratio")] double calm = 0.03) : IStrategy
{
    readonly Ema _average = new(period);
    readonly Atr _range = new(period);

    public void OnBar(in Bar bar, StrategyContext context)
    {
        var average = _average.Push(bar.Close);
        var range = _range.Push(in bar);

        // During warm-up there is no opinion: saying nothing is an abstention.
        if (double.IsNaN(average) || double.IsNaN(range)) return;

        // Saying the same at every bar costs nothing and keeps the vote fresh.
        var rises = bar.Close > average && range / bar.Close < calm;
        context.Target(rises ? Direction.Long : Direction.Flat);
    }
}
