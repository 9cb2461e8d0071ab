using Argosy.Core.Events;
using Argosy.Core.Links;

namespace Argosy.Worker.Running;

/// <summary>Steps an engine by what is told of the market, in the order in which a backtest would have met it.</summary>
interface IMarketSteps
{
    /// <summary>Takes bars that closed and opens, both good and in the run's order.</summary>
    void Take(long time, IReadOnlyList<ClosedBar> closed, IReadOnlyList<OpenedBar> opened);

    /// <summary>Funding was settled.</summary>
    void Fund(in FundingSettlement settlement);

    /// <summary>Something happens at a time of its own: what is due before it comes first.</summary>
    void AdvanceTo(long time);

    /// <summary>Nothing more will be told.</summary>
    void End();
}
