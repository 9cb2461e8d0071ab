using Argosy.Core.MarketData;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes on a shooting star: a small body with a long upper shadow.</summary>
[Rule("shooting-star", "Yes on a shooting star: a small body with a long upper shadow.", Example = "sell=shooting-star(confirmed=true)")]
public sealed class ShootingStarRule(
    [Parameter("the pattern on the candle before, and this one closes in its direction")] bool confirmed = false) : IVoter
{
    Confirmation _pattern = new(confirmed, -1);

    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view)
    {
        return Answer.Of(_pattern.Push(CandleShape.IsShootingStar(in bar), in bar));
    }
}
