using Argosy.Core.MarketData;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes while fewer lots are open than the limit.</summary>
[Rule("open-positions", "Yes while fewer lots are open than the limit.", Example = "buy=open-positions(limit=15)")]
public sealed class OpenPositions(
    [Parameter("lots that may not be reached", Minimum = 1, Maximum = 10_000)] int limit = 15) : IVoter
{
    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view) => Answer.Of(view.Lots.Count < limit);
}
