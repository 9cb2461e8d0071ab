using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Wants to be long while the close is above its moving average, short while it is below.</summary>
[Strategy("ma", "Long above the moving average of the close, short below.", LooksBack = 1)]
public sealed class MovingAverage(
    [Parameter("length of the average", Minimum = 1, Maximum = 10_000, Unit = "bars")] int period = 20,
    [Parameter("which average")] AverageKind kind = AverageKind.Sma) : IStrategy
{
    readonly Average _average = new(kind, period);

    /// <summary>Length of the average, bars.</summary>
    public int Period => period;

    /// <summary>Which average.</summary>
    public AverageKind Kind => kind;

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context) => context.Towards(Near.Compare(bar.Close, _average.Push(bar.Close)));
}
