using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes where the close lies more than a distance above the highest open lot; no without one.</summary>
[Rule("above-highest", "Yes where the close lies more than a distance above the highest open lot; no without one.", Example = "sell=above-highest(distance=0.005)")]
public sealed class AboveHighest(
    [Parameter("distance above the highest open lot", Minimum = 0, Maximum = 100, Unit = "ratio")] double distance = 0.005) : IVoter
{
    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view) =>
        Answer.Of(view.Lots.Highest is { } highest && Near.Above(bar.Close, Exact.ToStatistic(highest) * (1 + distance)));
}
