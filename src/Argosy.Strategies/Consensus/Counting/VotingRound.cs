namespace Argosy.Strategies.Consensus.Counting;

/// <summary>What a voter votes about; each round has its own number of voters.</summary>
public enum VotingRound : byte
{
    /// <summary>Where to stand: −1, 0 or +1.</summary>
    Direction,
    /// <summary>Whether to open a lot: yes or no.</summary>
    Buy,
    /// <summary>Whether to close a lot: yes or no.</summary>
    Sell,
}
