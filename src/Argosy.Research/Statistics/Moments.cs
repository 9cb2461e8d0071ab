using Argosy.Core.Values;

namespace Argosy.Research.Statistics;

/// <summary>Mean, spread and shape of some numbers, summed in their order.</summary>
/// <param name="Count">How many numbers.</param>
/// <param name="Mean">Mean; 0 of none.</param>
/// <param name="Deviation">Sample standard deviation (n − 1); null of fewer than two numbers.</param>
/// <param name="Skewness">m₃ / m₂^1.5 with moments about the mean divided by n; null without a spread.</param>
/// <param name="Kurtosis">m₄ / m₂², 3 for the normal distribution; null without a spread.</param>
public sealed record Moments(int Count, double Mean, double? Deviation, double? Skewness, double? Kurtosis)
{
    /// <summary>Mean / deviation; null where there is no spread. Of daily returns: the daily Sharpe ratio.</summary>
    public double? MeanOverDeviation => Deviation is > 0 ? Mean / Deviation : null;

    /// <summary>The moments of these numbers. Growth factors that agree to 1e-12 have no spread.</summary>
    public static Moments Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var n = values.Count;
        if (n == 0) return new Moments(0, 0, null, null, null);
        var sum = 0.0;
        double least = double.MaxValue, greatest = double.MinValue;
        for (var i = 0; i < n; i++)
        {
            sum += values[i];
            least = Math.Min(least, values[i]);
            greatest = Math.Max(greatest, values[i]);
        }
        var mean = sum / n;
        if (n < 2) return new Moments(n, mean, null, null, null);
        if (Near.Compare(1 + least, 1 + greatest) == 0) return new Moments(n, mean, 0, null, null);
        double second = 0, third = 0, fourth = 0;
        for (var i = 0; i < n; i++)
        {
            var d = values[i] - mean;
            second += d * d;
            third += d * d * d;
            fourth += d * d * d * d;
        }
        var variance = second / n;
        return new Moments(n, mean, Math.Sqrt(second / (n - 1)), third / n / (variance * Math.Sqrt(variance)), fourth / n / (variance * variance));
    }
}
