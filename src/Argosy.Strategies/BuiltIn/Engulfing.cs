using Argosy.Core.MarketData;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Wants to be long for some bars after a bullish engulfing pattern, short after a bearish one.</summary>
[Strategy("engulfing", "Long for some bars after a bullish engulfing pattern, short after a bearish one.", LooksBack = 1)]
public sealed class Engulfing(
    [Parameter("how long to stay", Minimum = 1, Maximum = 10_000, Unit = "bars")] int hold = 5) : IStrategy
{
    Holding _holding = new(hold);
    Bar _previous;

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        _holding.Push(CandleShape.Engulfing(in _previous, in bar), context);
        _previous = bar;
    }
}
