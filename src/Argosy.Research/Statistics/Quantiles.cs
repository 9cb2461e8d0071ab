namespace Argosy.Research.Statistics;

/// <summary>How a simulated figure spreads.</summary>
/// <param name="Least">The least value.</param>
/// <param name="P05">5 % lie below.</param>
/// <param name="P25">A quarter lies below.</param>
/// <param name="Median">Half lie below.</param>
/// <param name="P75">Three quarters lie below.</param>
/// <param name="P95">95 % lie below.</param>
/// <param name="Greatest">The greatest value.</param>
/// <param name="Mean">The mean.</param>
public sealed record Quantiles(double Least, double P05, double P25, double Median, double P75, double P95, double Greatest, double Mean)
{
    /// <summary>The spread of these values, in any order; null of none. A quantile between two values is interpolated.</summary>
    public static Quantiles? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) return null;
        return new Quantiles(sorted[0], At(sorted, 0.05), At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75), At(sorted, 0.95), sorted[^1], sorted.Sum() / sorted.Length);
    }

    /// <summary>The value below which a share of sorted values lies: linear between order statistics (Hyndman and Fan's type 7).</summary>
    public static double At(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 < sorted.Length ? sorted[below] + ((position - below) * (sorted[below + 1] - sorted[below])) : sorted[^1];
    }
}
