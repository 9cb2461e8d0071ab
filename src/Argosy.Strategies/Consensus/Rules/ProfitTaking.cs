using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes where the lot that SELL would close has gained so much; no without an open lot.</summary>
[Rule("profit-taking", "Yes where the lot that SELL would close has gained so much; no without an open lot.", Example = "sell=profit-taking(gain=0.02)")]
public sealed class ProfitTaking(
    [Parameter("gain since its entry", Minimum = 0, Maximum = 100, Unit = "ratio")] double gain = 0.02) : IVoter
{
    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view) =>
        Answer.Of(view.ClosingPrice is { } entry && !Near.Below(bar.Close, Exact.ToStatistic(entry) * (1 + gain)));
}
