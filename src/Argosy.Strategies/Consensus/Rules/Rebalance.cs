using Argosy.Core.MarketData;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes while the free cash is more than a share of the starting cash.</summary>
[Rule("rebalance", "Yes while the free cash is more than a share of the starting cash.", Example = "buy=rebalance(share=0.01)")]
public sealed class Rebalance(
    [Parameter("share of the starting cash", Minimum = 0, Maximum = 1, Unit = "ratio")] decimal share = 0.01m) : IVoter
{
    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return Answer.Of(view.Context.FreeQuote > view.StartingCash * share);
    }
}
