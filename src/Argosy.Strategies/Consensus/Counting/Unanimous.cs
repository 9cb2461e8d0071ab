namespace Argosy.Strategies.Consensus.Counting;

/// <summary>Unanimous: the common vote of all voters, else 0; a voter that abstains or is faulty is not one of them.</summary>
public static class Unanimous
{
    /// <summary>Where to stand.</summary>
    public static Decision Direction(ReadOnlySpan<Vote> votes)
    {
        if (votes.IsEmpty || !votes[0].IsValid()) return Decision.Flat;
        return votes.CountOf(votes[0]) == votes.Length ? (Decision)votes[0] : Decision.Flat;
    }

    /// <summary>Whether the rules say yes.</summary>
    public static bool Passes(ReadOnlySpan<Vote> votes) => !votes.IsEmpty && votes.CountOf(Vote.Plus) == votes.Length;
}
