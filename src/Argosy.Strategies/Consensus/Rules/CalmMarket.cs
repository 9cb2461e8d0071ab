using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Averages;
using Argosy.Strategies.Consensus.Voters;

namespace Argosy.Strategies.Consensus.Rules;

/// <summary>Yes while the mean of (high − low)/close over the last bars is at most so much; silent until there are as many.</summary>
[Rule("volatility", "Yes while the mean of (high - low)/close over the last bars is at most so much.", Example = "buy=volatility(period=20)")]
public sealed class CalmMarket(
    [Parameter("bars looked at", Minimum = 1, Maximum = 10_000, Unit = "bars")] int period = 20,
    [Parameter("most of the mean range", Minimum = 0, Maximum = 10, Unit = "ratio")] double most = 0.02) : IVoter
{
    readonly Sma _mean = new(period);

    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view)
    {
        var mean = _mean.Push((bar.High - bar.Low) / bar.Close);
        return double.IsNaN(mean) ? null : Answer.Of(!Near.Above(mean, most));
    }
}
