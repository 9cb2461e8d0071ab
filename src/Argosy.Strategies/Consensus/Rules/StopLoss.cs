using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes where the lot that SELL would close has lost so much; no without an open lot.</summary>
[Rule("stop-loss", "Yes where the lot that SELL would close has lost so much; no without an open lot.", Example = "sell=stop-loss(loss=0.02)")]
public sealed class StopLoss(
    [Parameter("loss since its entry", Minimum = 0, Maximum = 0.99, Unit = "ratio")] double loss = 0.02) : IVoter
{
    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view) =>
        Answer.Of(view.ClosingPrice is { } entry && !Near.Above(bar.Close, Exact.ToStatistic(entry) * (1 - loss)));
}
