// Buys a weak market and lets the venue watch the way out.
//
// The strategy only decides about entries. Each entry carries a stop and a target ("bracket"): both go live at the
// venue the moment the entry is filled, and a fill of one takes the other away. Nothing has to be checked at each bar.
//
//   argosy backtest --data btc-usd-1h --strategy samples/strategies/rsi-bracket.cs --param stopLoss=0.03

using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Indicators;
using Argosy.Indicators.Momentum;

[Strategy("rsi-bracket", "Long when the RSI falls below a line; out by stop or target.")]
public sealed class RsiBracket(
    [Parameter("length of the RSI", Minimum = 2, Maximum = 500, Unit = "bars")] int period = 14,
    [Parameter("falls below: long", Minimum = 1, Maximum = 99)] double low = 30,
    [Parameter("stop distance from the entry", Minimum = 0.001, Maximum = 0.5, Unit = "ratio")] decimal stopLoss = 0.02m,
    [Parameter("target distance from the entry", Minimum = 0.001, Maximum = 5, Unit = "ratio")] decimal takeProfit = 0.04m) : IStrategy
{
    readonly Rsi _rsi = new(period);

    // Remembers on which side of the line the RSI was: "falls below" is an event, "is below" would be a state.
    readonly Cross _line = new();

    // Made once and shared by every entry: a protection never changes.
    readonly Protection _bracket = new() { StopRatio = stopLoss, TargetRatio = takeProfit };

    public void OnBar(in Bar bar, StrategyContext context)
    {
        // During warm-up the RSI is NaN, and a NaN crosses nothing: no special case is needed.
        if (_line.Push(_rsi.Push(bar.Close), low) is Crossing.Down)
        {
            // Already long? Then the target is met and nothing is sent.
            context.Target(Direction.Long, _bracket);
        }
    }
}
