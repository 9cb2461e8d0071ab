namespace Argosy.Strategies.Consensus.Counting;

/// <summary>How votes become a decision.</summary>
public enum ConsensusMode : byte
{
    /// <summary>The sign of the sum; more than half say yes.</summary>
    Majority,
    /// <summary>All say the same.</summary>
    Unanimous,
    /// <summary>As majority, each vote with its weight.</summary>
    Weighted,
    /// <summary>Rules only: enough have spoken and the yes votes are a multiple of the no votes.</summary>
    Factor,
    /// <summary>A quorum that holds although a third of the voters lie.</summary>
    Bft,
}
