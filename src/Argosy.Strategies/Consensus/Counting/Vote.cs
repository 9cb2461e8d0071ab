namespace Argosy.Strategies.Consensus.Counting;

/// <summary>What a voter said in a round, or why it said nothing that counts.</summary>
/// <remarks>A fault is no vote and no abstention, but neither of them changes how many voters there are.</remarks>
public enum Vote : sbyte
{
    /// <summary>Short (direction rounds only).</summary>
    Minus = -1,
    /// <summary>Flat; no in a round of rules.</summary>
    Zero = 0,
    /// <summary>Long; yes in a round of rules.</summary>
    Plus = 1,
    /// <summary>It has no opinion yet, or none at all.</summary>
    Abstained = 2,
    /// <summary>Fault: it threw an exception.</summary>
    Threw = 3,
    /// <summary>Fault: it answered something that is no vote, NaN for one, or sent an order.</summary>
    NotAVote = 4,
    /// <summary>Fault: it cast two different votes; both are void.</summary>
    Twice = 5,
    /// <summary>Fault: its answer came after the deadline.</summary>
    Late = 6,
}
