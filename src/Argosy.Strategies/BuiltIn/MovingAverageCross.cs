using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Indicators;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Wants to be long from the bar on which the fast average rises above the slow one, short from the reverse.</summary>
/// <remarks>The first crossing can be seen at bar index <c>slow</c>; equal averages are no crossing.</remarks>
[Strategy("ma-cross", "Long when the fast moving average crosses above the slow one, short when below.", LooksBack = 1)]
public sealed class MovingAverageCross(
    [Parameter("length of the fast average", Minimum = 1, Maximum = 10_000, Unit = "bars")] int fast = 10,
    [Parameter("length of the slow average, above fast", Minimum = 2, Maximum = 10_000, Unit = "bars")] int slow = 30,
    [Parameter("which average")] AverageKind kind = AverageKind.Sma,
    [Parameter("cross: act when they cross; state: act on which is above at each bar")] CrossTrigger trigger = CrossTrigger.Cross) : IStrategy
{
    readonly Average _fast = new(kind, fast);
    readonly Average _slow = new(kind, fast < slow ? slow : throw new ArgumentException($"fast must be below slow, was {fast} and {slow}"));
    readonly Cross _cross = new();
    readonly bool _onCross = trigger is CrossTrigger.Cross;

    /// <summary>Length of the fast average, bars.</summary>
    public int Fast => fast;

    /// <summary>Length of the slow average, bars.</summary>
    public int Slow => slow;

    /// <summary>Which average.</summary>
    public AverageKind Kind => kind;

    /// <summary>When the comparison speaks.</summary>
    public CrossTrigger Trigger => trigger;

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        var (quick, calm) = (_fast.Push(bar.Close), _slow.Push(bar.Close));
        context.Towards(_onCross ? (int)_cross.Push(quick, calm) : Near.Compare(quick, calm));
    }
}

/// <summary>When a comparison of two averages speaks.</summary>
public enum CrossTrigger
{
    /// <summary>At the bar on which one crosses the other.</summary>
    Cross,
    /// <summary>At every bar on which they differ.</summary>
    State,
}
