namespace Argosy.Research.Reports;

/// <summary>How often returns of each size came: bins of equal, round width with a border at zero.</summary>
/// <param name="From">Lower border of the first bin, ratio.</param>
/// <param name="Width">Width of a bin, ratio.</param>
/// <param name="Counts">Returns in each bin [border, border + width); the outer bins also hold what lies beyond them.</param>
/// <param name="Below">How many of the first bin lie below it.</param>
/// <param name="Above">How many of the last bin lie above it.</param>
public sealed record ReturnHistogram(double From, double Width, IReadOnlyList<int> Counts, int Below, int Above)
{
    const int Wanted = 40;
    const double Tail = 0.005;

    /// <summary>The histogram of some returns; no bins without any.</summary>
    public static ReturnHistogram Of(IEnumerable<double> returns)
    {
        double[] sorted = [.. returns.Order()];
        if (sorted.Length == 0) return new ReturnHistogram(0, 0, [], 0, 0);
        // Half a percent on either side may not decide the scale of all.
        var cut = (int)(sorted.Length * Tail);
        var (low, high) = (Math.Min(0, sorted[cut]), Math.Max(0, sorted[^(cut + 1)]));
        var width = high > low ? RoundUp((high - low) / Wanted) : 0.001;
        var (first, last) = ((long)Math.Floor(low / width), (long)Math.Floor(high / width));
        var counts = new int[last - first + 1];
        var (below, above) = (0, 0);
        foreach (var value in sorted)
        {
            var bin = (long)Math.Floor(value / width) - first;
            if (bin < 0) below++;
            if (bin >= counts.Length) above++;
            counts[Math.Clamp(bin, 0, counts.Length - 1)]++;
        }
        return new ReturnHistogram(first * width, width, counts, below, above);
    }

    // 1, 2 or 5 times a power of ten.
    static double RoundUp(double width)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(width)));
        foreach (var step in new[] { 1, 2, 5 })
        {
            if (step * power >= width) return step * power;
        }
        return 10 * power;
    }
}
