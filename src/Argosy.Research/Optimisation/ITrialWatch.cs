using Argosy.Research.Metrics;

namespace Argosy.Research.Optimisation;

/// <summary>Looks at a run on the way and says whether it is worth going on.</summary>
/// <remarks>It answers from what was known when its batch began, so that the answer does not depend on which run is faster.</remarks>
public interface ITrialWatch
{
    /// <summary>The shares of the test at which it wants to look, rising, each above 0 and below 1.</summary>
    IReadOnlyList<double> Checkpoints { get; }

    /// <summary>The objective of the figures so far, as if the test ended here; null where it is undefined.</summary>
    double? Value(PerformanceMetrics soFar);

    /// <summary>Whether a run of that value at that checkpoint shall be stopped.</summary>
    /// <param name="checkpoint">Index into <see cref="Checkpoints"/>.</param>
    /// <param name="value">What <see cref="Value"/> gave.</param>
    bool Stops(int checkpoint, double? value);
}
