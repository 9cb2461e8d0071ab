using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Averages;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes on a hammer that closes above the mean of the last closes.</summary>
[Rule("hanging-man", "Yes on a hammer that closes above the mean of the last closes.", Example = "sell=hanging-man(confirmed=true)")]
public sealed class HangingMan(
    [Parameter("the pattern on the candle before, and this one closes in its direction")] bool confirmed = false) : IVoter
{
    Confirmation _pattern = new(confirmed, -1);
    readonly Sma _mean = new(20);

    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view)
    {
        var mean = _mean.Push(bar.Close);
        var yes = _pattern.Push(CandleShape.IsHammer(in bar) && Near.Above(bar.Close, mean), in bar);
        return double.IsNaN(mean) ? null : Answer.Of(yes);
    }
}
