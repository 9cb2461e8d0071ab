using Argosy.Core.MarketData;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes on a rising body that engulfs the falling one before it.</summary>
[Rule("bullish-engulfing", "Yes on a rising body that engulfs the falling one before it.", Example = "buy=bullish-engulfing(confirmed=true)")]
public sealed class BullishEngulfing(
    [Parameter("the pattern on the candle before, and this one closes in its direction")] bool confirmed = false) : IVoter
{
    Confirmation _pattern = new(confirmed, 1);
    Bar _previous;

    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view)
    {
        var found = CandleShape.Engulfing(in _previous, in bar) > 0;
        _previous = bar;
        return Answer.Of(_pattern.Push(found, in bar));
    }
}
