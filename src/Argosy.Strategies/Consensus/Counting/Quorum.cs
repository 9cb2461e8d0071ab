namespace Argosy.Strategies.Consensus.Counting;

/// <summary>Byzantine quorum: of n voters f = ⌊(n − 1)/3⌋ may lie, and what ⌊(n + f)/2⌋ + 1 say has a majority of the honest behind it.</summary>
/// <remarks>
/// Two values cannot both have a quorum: it is more than half of n. At most f of its voters lie, and what is left, at least
/// (n − f)/2 rounded up, is more than half of the honest. Source: M. Castro, B. Liskov, "Practical Byzantine Fault Tolerance" (1999).
/// </remarks>
public static class Quorum
{
    /// <summary>How many of <paramref name="voters"/> may be faulty.</summary>
    public static int Faulty(int voters) => voters < 1 ? 0 : (voters - 1) / 3;

    /// <summary>How many of <paramref name="voters"/> must agree.</summary>
    public static int Of(int voters) => ((voters + Faulty(voters)) / 2) + 1;

    /// <summary>The value with a quorum; none where no value, or with a quorum of less than half more than one, has it.</summary>
    public static Decision Direction(ReadOnlySpan<Vote> votes, int quorum)
    {
        var decision = Decision.None;
        for (var value = -1; value <= 1; value++)
        {
            if (votes.CountOf((Vote)value) < quorum) continue;
            if (decision != Decision.None) return Decision.None;
            decision = (Decision)value;
        }
        return decision;
    }

    /// <summary>Whether the rules say yes.</summary>
    public static bool Passes(ReadOnlySpan<Vote> votes, int quorum) => !votes.IsEmpty && votes.CountOf(Vote.Plus) >= quorum;
}
