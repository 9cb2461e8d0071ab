using Argosy.Core.MarketData;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes on a hammer: a small body with a long lower shadow.</summary>
[Rule("hammer", "Yes on a hammer: a small body with a long lower shadow.", Example = "buy=hammer(confirmed=true)")]
public sealed class HammerRule(
    [Parameter("the pattern on the candle before, and this one closes in its direction")] bool confirmed = false) : IVoter
{
    Confirmation _pattern = new(confirmed, 1);

    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view)
    {
        return Answer.Of(_pattern.Push(CandleShape.IsHammer(in bar), in bar));
    }
}
