using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Momentum;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Wants to be long while the MACD is above its signal line, short while it is below.</summary>
[Strategy("macd", "Long while the MACD is above its signal line, short while below.", LooksBack = 1)]
public sealed class MacdSign(
    [Parameter("length of the fast average", Minimum = 1, Maximum = 10_000, Unit = "bars")] int fast = 12,
    [Parameter("length of the slow average, above fast", Minimum = 2, Maximum = 10_000, Unit = "bars")] int slow = 26,
    [Parameter("length of the signal's average", Minimum = 1, Maximum = 10_000, Unit = "bars")] int signal = 9) : IStrategy
{
    readonly Macd _macd = new(fast, fast < slow ? slow : throw new ArgumentException($"fast must be below slow, was {fast} and {slow}"), signal);

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        var value = _macd.Push(bar.Close);
        context.Towards(Near.Compare(value.Macd, value.Signal));
    }
}
