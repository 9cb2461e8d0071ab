using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes without an open lot, or where the close lies a step below the lowest one.</summary>
[Rule("grid-step", "Yes without an open lot, or where the close lies a step below the lowest one.", Example = "buy=grid-step(step=0.005)")]
public sealed class GridStep(
    [Parameter("distance below the lowest open lot", Minimum = 0, Maximum = 0.99, Unit = "ratio")] double step = 0.005) : IVoter
{
    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view) =>
        Answer.Of(view.Lots.Lowest is not { } lowest || !Near.Above(bar.Close, Exact.ToStatistic(lowest) * (1 - step)));
}
