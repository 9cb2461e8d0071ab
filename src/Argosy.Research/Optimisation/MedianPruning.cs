using Argosy.Research.Metrics;

namespace Argosy.Research.Optimisation;

/// <summary>Stops runs whose objective at a checkpoint is worse than that of half of the finished ones.</summary>
/// <remarks>
/// Only trials of earlier batches are compared with, so that the same runs stop whatever runs beside them. A value that is undefined
/// stops nothing. Source: Golovin et al., "Google Vizier", 2017, median stopping rule.
/// </remarks>
sealed class MedianPruning(Objective objective) : ITrialWatch
{
    const int LeastFinished = 15;

    static readonly double[] Shares = [0.25, 0.5, 0.75];

    readonly List<double>[] _finished = [.. Shares.Select(_ => new List<double>())];
    readonly double?[] _medians = new double?[Shares.Length];

    /// <inheritdoc/>
    public IReadOnlyList<double> Checkpoints => Shares;

    /// <inheritdoc/>
    public double? Value(PerformanceMetrics soFar) => objective.Formula.Of(soFar);

    /// <inheritdoc/>
    public bool Stops(int checkpoint, double? value) =>
        value is { } number && _medians[checkpoint] is { } median && objective.Oriented(number) < median;

    /// <summary>Learns a batch that is over.</summary>
    public void Learn(IEnumerable<SearchTrial> batch)
    {
        foreach (var trial in batch)
        {
            if (trial.Status != TrialStatus.Complete) continue;
            for (var i = 0; i < trial.Checkpoints.Count; i++)
            {
                if (trial.Checkpoints[i] is not { } value) continue;
                var oriented = objective.Oriented(value);
                var at = _finished[i].BinarySearch(oriented);
                _finished[i].Insert(at < 0 ? ~at : at, oriented);
            }
        }
        for (var i = 0; i < Shares.Length; i++)
        {
            var values = _finished[i];
            if (values.Count < LeastFinished) continue;
            _medians[i] = (values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
        }
    }
}
