namespace Argosy.Strategies.Consensus.Counting;

/// <summary>Counts rounds by fixed terms: a pure function of the votes, the same in a run, in a replay and in a recount.</summary>
public sealed class Tally
{
    readonly ConsensusTerms _terms;
    readonly double[] _weights;
    readonly int _buyers;

    /// <summary>Prepares the count.</summary>
    /// <exception cref="ArgumentException">The terms contradict.</exception>
    public Tally(ConsensusTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        terms.Check();
        _terms = terms;
        _weights = [.. terms.Voters.Select(voter => voter.Weight)];
        _buyers = terms.CountOf(VotingRound.Buy);
    }

    /// <summary>The decision of a round with one vote for each voter, in the order of the terms.</summary>
    /// <remarks>Of rules SELL is counted first; when it passes, BUY is not held.</remarks>
    public Decision Decide(ReadOnlySpan<Vote> votes)
    {
        if (!_terms.IsRules) return Direction(votes);
        if (Passes(votes[_buyers..], _weights.AsSpan(_buyers), _terms.SellFactor)) return Decision.Sell;
        return Passes(votes[.._buyers], _weights.AsSpan(0, _buyers), _terms.BuyFactor) ? Decision.Buy : Decision.None;
    }

    Decision Direction(ReadOnlySpan<Vote> votes) => _terms.Mode switch
    {
        ConsensusMode.Majority => Majority.Direction(votes),
        ConsensusMode.Unanimous => Unanimous.Direction(votes),
        ConsensusMode.Weighted => Weighted.Direction(votes, _weights, _terms.Threshold),
        ConsensusMode.Factor => Decision.None,
        ConsensusMode.Bft => Quorum.Direction(votes, _terms.QuorumOf(votes.Length)),
    };

    bool Passes(ReadOnlySpan<Vote> votes, ReadOnlySpan<double> weights, double factor) => _terms.Mode switch
    {
        ConsensusMode.Majority => Majority.Passes(votes),
        ConsensusMode.Unanimous => Unanimous.Passes(votes),
        ConsensusMode.Weighted => Weighted.Passes(votes, weights),
        ConsensusMode.Factor => Factor.Passes(votes, factor),
        ConsensusMode.Bft => Quorum.Passes(votes, _terms.QuorumOf(votes.Length)),
    };
}
