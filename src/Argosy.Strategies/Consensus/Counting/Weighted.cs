using Argosy.Core.Values;

namespace Argosy.Strategies.Consensus.Counting;

/// <summary>Weighted: the sign of Σ w·v where it exceeds a share of all weights, else 0; of rules the weights of yes must exceed half of all.</summary>
/// <remarks>The weights of silent and faulty voters stay in the sum of all: nobody's silence makes another's vote heavier.</remarks>
public static class Weighted
{
    /// <summary>Where to stand.</summary>
    /// <param name="votes">The votes.</param>
    /// <param name="weights">A weight for each, 0 or more.</param>
    /// <param name="threshold">Share of the sum of all weights that must be exceeded, 0 to below 1.</param>
    public static Decision Direction(ReadOnlySpan<Vote> votes, ReadOnlySpan<double> weights, double threshold)
    {
        var sum = 0.0;
        for (var i = 0; i < votes.Length; i++)
        {
            if (votes[i].IsValid()) sum += weights[i] * (int)votes[i];
        }
        return Near.Above(Math.Abs(sum), threshold * Total(weights)) && !IsNothing(sum, weights) ? (Decision)Math.Sign(sum) : Decision.Flat;
    }

    /// <summary>Whether the rules say yes.</summary>
    public static bool Passes(ReadOnlySpan<Vote> votes, ReadOnlySpan<double> weights)
    {
        var yes = 0.0;
        for (var i = 0; i < votes.Length; i++)
        {
            if (votes[i] == Vote.Plus) yes += weights[i];
        }
        return Near.Above(yes, Total(weights) / 2);
    }

    // What rounding leaves of weights that cancel (0.1 + 0.2 − 0.3) is a tie.
    static bool IsNothing(double sum, ReadOnlySpan<double> weights) => Math.Abs(sum) <= Near.Tolerance * Total(weights);

    static double Total(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights) total += weight;
        return total;
    }
}
