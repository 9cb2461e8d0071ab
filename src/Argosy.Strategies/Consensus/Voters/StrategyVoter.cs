using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Consensus.Counting;

namespace Argosy.Strategies.Consensus.Voters;

/// <summary>An ordinary strategy as a voter: the target it stated last is its vote, until it states another.</summary>
/// <remarks>
/// In a round of rules, BUY hears a target of long as yes, SELL one of flat or short; before its first target a strategy abstains.
/// After a fault it abstains until it states a target again. It hears bars only, no fills.
/// </remarks>
public sealed class StrategyVoter(IStrategy strategy) : IVoter
{
    int[] _seen = [];
    double? _standing;

    /// <inheritdoc/>
    public void OnStart(VoterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        strategy.OnStart(view.Context);
        _seen = new int[view.Further.Count];
    }

    /// <inheritdoc/>
    public double? Vote(in Bar bar, VoterView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        // Whatever goes wrong below, the old target is not its vote any more.
        var before = _standing;
        _standing = null;
        var own = view.Context.Bars;
        strategy.OnBar(in bar, view.Context);
        for (var i = 0; i < _seen.Length; i++)
        {
            var series = view.Further[i];
            if (series.Count == _seen[i] || ReferenceEquals(series, own)) continue;
            _seen[i] = series.Count;
            var further = series[0];
            view.Context.Show(series);
            strategy.OnBar(in further, view.Context);
            view.Context.Show(own);
        }
        if (view.HasContradicted || view.HasSentOrders) return null;
        return _standing = view.Targets == 0 ? before : Answer(view.Heard, view.Round);
    }

    static double Answer(Direction heard, VotingRound round)
    {
        if (heard is not (Direction.Long or Direction.Flat or Direction.Short)) return double.NaN;
        return round switch
        {
            VotingRound.Direction => (int)heard,
            VotingRound.Buy => heard == Direction.Long ? 1 : 0,
            VotingRound.Sell => heard == Direction.Long ? 0 : 1,
        };
    }
}
