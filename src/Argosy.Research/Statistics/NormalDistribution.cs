namespace Argosy.Research.Statistics;

/// <summary>The standard normal distribution, to about 1e-15 absolute and 1e-13 relative.</summary>
/// <remarks>Source of the series and of the continued fraction: Marsaglia, "Evaluating the normal distribution", 2004; Abramowitz and Stegun 26.2.11, 26.2.14, 26.2.23.</remarks>
public static class NormalDistribution
{
    // Below it the tail is summed by itself: one half less the series would lose its digits.
    const double Tail = -2.5;
    const int MostTerms = 400;
    static readonly double RootOfTwoPi = Math.Sqrt(2 * Math.PI);

    /// <summary>Density at <paramref name="x"/>.</summary>
    public static double Density(double x) => Math.Exp(-0.5 * x * x) / RootOfTwoPi;

    /// <summary>Probability of a value of at most <paramref name="x"/>, 0..1.</summary>
    public static double Cumulative(double x)
    {
        if (double.IsNaN(x)) return double.NaN;
        if (x > 0) return 1 - Cumulative(-x);
        return x < Tail ? LowerTail(-x) : 0.5 - (Density(x) * Series(-x));
    }

    /// <summary>The value that is not exceeded with probability <paramref name="p"/>; infinite at 0 and 1, NaN outside.</summary>
    public static double Quantile(double p)
    {
        if (double.IsNaN(p) || p is < 0 or > 1) return double.NaN;
        if (p == 0) return double.NegativeInfinity;
        if (p == 1) return double.PositiveInfinity;
        if (p > 0.5) return -Quantile(1 - p);
        var x = Guess(p);
        // Halley's method triples the digits each time: three and a half, then all.
        for (var i = 0; i < 3; i++)
        {
            var step = (Cumulative(x) - p) / Density(x);
            x -= step / (1 + (0.5 * x * step));
        }
        return x;
    }

    // x + x³/3 + x⁵/(3·5) + …: all terms positive.
    static double Series(double x)
    {
        var (term, sum) = (x, x);
        for (var k = 3; k < MostTerms && term > sum * 1e-18; k += 2)
        {
            term *= x * x / k;
            sum += term;
        }
        return sum;
    }

    // φ(x) / (x + 1/(x + 2/(x + 3/(x + …)))), from the innermost term outwards.
    static double LowerTail(double x)
    {
        var fraction = x;
        for (var k = MostTerms; k > 0; k--) fraction = x + (k / fraction);
        return Density(x) / fraction;
    }

    // Within 4.5e-4 for p up to one half.
    static double Guess(double p)
    {
        var t = Math.Sqrt(-2 * Math.Log(p));
        return -(t - ((2.515517 + (t * (0.802853 + (t * 0.010328)))) / (1 + (t * (1.432788 + (t * (0.189269 + (t * 0.001308))))))));
    }
}
