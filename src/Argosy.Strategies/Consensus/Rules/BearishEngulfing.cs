using Argosy.Core.MarketData;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes on a falling body that engulfs the rising one before it.</summary>
[Rule("bearish-engulfing", "Yes on a falling body that engulfs the rising one before it.", Example = "sell=bearish-engulfing(confirmed=true)")]
public sealed class BearishEngulfing(
    [Parameter("the pattern on the candle before, and this one closes in its direction")] bool confirmed = false) : IVoter
{
    Confirmation _pattern = new(confirmed, -1);
    Bar _previous;

    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view)
    {
        var found = CandleShape.Engulfing(in _previous, in bar) < 0;
        _previous = bar;
        return Answer.Of(_pattern.Push(found, in bar));
    }
}
