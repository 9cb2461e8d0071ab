namespace Argosy.Strategies.Consensus.Counting;

/// <summary>Majority: the sign of the sum of the valid votes, so (1, 0, 0) is 1 and a tie is 0; of rules more than half of all must say yes.</summary>
public static class Majority
{
    /// <summary>Where to stand.</summary>
    public static Decision Direction(ReadOnlySpan<Vote> votes)
    {
        var sum = 0;
        foreach (var vote in votes)
        {
            if (vote.IsValid()) sum += (int)vote;
        }
        return (Decision)Math.Sign(sum);
    }

    /// <summary>Whether the rules say yes.</summary>
    public static bool Passes(ReadOnlySpan<Vote> votes) => 2 * votes.CountOf(Vote.Plus) > votes.Length;
}
