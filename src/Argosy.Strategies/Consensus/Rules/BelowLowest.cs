using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes where the close lies a distance below the lowest open lot; no without one.</summary>
[Rule("below-lowest", "Yes where the close lies a distance below the lowest open lot; no without one.", Example = "buy=below-lowest(distance=0.005)")]
public sealed class BelowLowest(
    [Parameter("distance below the lowest open lot", Minimum = 0, Maximum = 0.99, Unit = "ratio")] double distance = 0.005) : IVoter
{
    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view) =>
        Answer.Of(view.Lots.Lowest is { } lowest && !Near.Above(bar.Close, Exact.ToStatistic(lowest) * (1 - distance)));
}
