namespace Argosy.Strategies.Consensus.Counting;

/// <summary>Everything that decides how votes are counted. With the votes themselves it gives every decision again.</summary>
public sealed record ConsensusTerms
{
    /// <summary>How votes become a decision.</summary>
    public ConsensusMode Mode { get; init; }

    /// <summary>Weighted directions: share of the sum of all weights that |Σ w·v| must exceed, 0 to below 1.</summary>
    public double Threshold { get; init; }

    /// <summary>Factor: how many times the no votes the yes votes of the BUY round must be, above 0.</summary>
    public double BuyFactor { get; init; } = 1.3;

    /// <summary>Factor: the same for the SELL round.</summary>
    public double SellFactor { get; init; } = 0.5;

    /// <summary>Bft: a quorum of one's own for every round; 0 takes the one that tolerates a third of liars.</summary>
    public int Quorum { get; init; }

    /// <summary>The voters: all of one direction round, or those of the BUY round before those of the SELL round.</summary>
    public required IReadOnlyList<VoterTerms> Voters { get; init; }

    /// <summary>Whether rules vote, not directions.</summary>
    public bool IsRules => Voters.Count > 0 && Voters[0].Round != VotingRound.Direction;

    /// <summary>Voters of a round.</summary>
    public int CountOf(VotingRound round) => Voters.Count(voter => voter.Round == round);

    /// <summary>The quorum of a round of so many voters.</summary>
    public int QuorumOf(int voters) => Quorum > 0 ? Quorum : Counting.Quorum.Of(voters);

    /// <summary>Refuses what contradicts.</summary>
    /// <exception cref="ArgumentException">It does.</exception>
    public void Check()
    {
        if (Voters.Count == 0) throw new ArgumentException("a consensus needs at least one voter");
        var last = Voters[0].Round;
        for (var i = 0; i < Voters.Count; i++)
        {
            var voter = Voters[i];
            if (voter.Round < last || (voter.Round == VotingRound.Direction) != (Voters[0].Round == VotingRound.Direction)) throw new ArgumentException("directions and rules do not vote in one consensus, and buying rules stand before selling ones");
            last = voter.Round;
            if (!double.IsFinite(voter.Weight) || voter.Weight < 0) throw new ArgumentException($"the weight of voter '{voter.Id}' must be 0 or more");
            for (var k = 0; k < i; k++)
            {
                if (string.Equals(Voters[k].Id, voter.Id, StringComparison.OrdinalIgnoreCase)) throw new ArgumentException($"two voters are called '{voter.Id}'; give one another name: other-name:rule");
            }
        }
        if (Mode == ConsensusMode.Factor && !IsRules) throw new ArgumentException("mode factor counts rules (buy, sell, bundle), not directions");
        if (Mode == ConsensusMode.Weighted && Voters.Sum(voter => voter.Weight) <= 0) throw new ArgumentException("mode weighted needs a voter of a weight above 0");
        if (double.IsNaN(Threshold) || Threshold is < 0 or >= 1) throw new ArgumentException("threshold must be from 0 to below 1");
        if (!(BuyFactor > 0) || !(SellFactor > 0)) throw new ArgumentException("buyFactor and sellFactor must be above 0");
        if (Quorum < 0) throw new ArgumentException("quorum must be 0 or more");
    }
}

/// <summary>A voter as the count sees it.</summary>
/// <param name="Id">Its name in this consensus.</param>
/// <param name="Round">What it votes about.</param>
/// <param name="Weight">Weight in mode weighted, 0 or more.</param>
/// <param name="Rule">What it is, e.g. ma-cross(fast=5, slow=20).</param>
/// <param name="Timeframe">Bars it sees; empty for the run's own.</param>
public sealed record VoterTerms(string Id, VotingRound Round, double Weight = 1, string Rule = "", string Timeframe = "");
