namespace Argosy.Research.Benchmarks;

/// <summary>Repeated measurements of one thing, seconds; told by their median, because a shared machine only ever adds time.</summary>
public sealed class Timings
{
    readonly List<double> _seconds = [];

    /// <summary>Number of measurements.</summary>
    public int Count => _seconds.Count;

    /// <summary>Half of the measurements lie below it.</summary>
    public double Median => Quantile(0.5);

    /// <summary>The least.</summary>
    public double Least => Quantile(0);

    /// <summary>A tenth of the measurements lie above it.</summary>
    public double NinthDecile => Quantile(0.9);

    /// <summary>Adds a measurement.</summary>
    public void Add(double seconds) => _seconds.Add(seconds);

    double Quantile(double share)
    {
        var sorted = _seconds.Order().ToArray();
        if (sorted.Length == 0) throw new InvalidOperationException("nothing was measured");
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
