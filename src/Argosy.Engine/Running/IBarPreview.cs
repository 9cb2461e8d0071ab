using Argosy.Core.MarketData;

namespace Argosy.Engine.Running;

/// <summary>The bars of a run whose data are all there before it begins: a backtest has them, a live run has not.</summary>
/// <remarks>
/// Not for deciding. A strategy that runs elsewhere is told bars beforehand, up to <see cref="Strategies.StrategyContext.QuietUntil"/>,
/// and shows them to its decisions one by one.
/// </remarks>
public interface IBarPreview
{
    /// <summary>The bars of an instrument as strategies see them, in the order of the run.</summary>
    BarColumns Bars(int instrument);

    /// <summary>How many of them belong to the run.</summary>
    int End(int instrument);
}
