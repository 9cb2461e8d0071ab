using Argosy.Core.Values;

namespace Argosy.Strategies.Consensus.Counting;

/// <summary>Factor, for rules: somebody says yes, at least half of all have spoken, and the yes votes are at least so many times the no votes.</summary>
/// <remarks>With 1.3, seven buying rules that all speak need four; with 0.5, five selling rules need two.</remarks>
public static class Factor
{
    /// <summary>Whether the rules say yes.</summary>
    /// <param name="votes">The votes.</param>
    /// <param name="factor">How many times the no votes the yes votes must be, above 0.</param>
    public static bool Passes(ReadOnlySpan<Vote> votes, double factor)
    {
        var (yes, no) = (votes.CountOf(Vote.Plus), votes.CountOf(Vote.Zero));
        return yes >= 1 && yes + no >= (votes.Length + 1) / 2 && !Near.Below(yes, factor * no);
    }
}
