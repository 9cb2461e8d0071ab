using Argosy.Core.MarketData;
using Argosy.Engine.Strategies;
using Argosy.Indicators;
using Argosy.Indicators.Averages;

namespace Argosy.Strategies.BuiltIn;

/// <summary>The SMA crossing of <see cref="MovingAverageCross"/> as a struct, for <see cref="StrategySlot.Of{T}"/>: equal fills, a few nanoseconds a bar less.</summary>
/// <remarks>Not in the catalogue: it is there to be measured, and as a pattern for strategies that count nanoseconds.</remarks>
public readonly struct MovingAverageCrossStruct(int fast, int slow) : IStrategy
{
    readonly Sma _fast = new(fast), _slow = new(fast < slow ? slow : throw new ArgumentException($"fast must be below slow, was {fast} and {slow}"));
    readonly Cross _cross = new();

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context) => context.Towards((int)_cross.Push(_fast.Push(bar.Close), _slow.Push(bar.Close)));
}
