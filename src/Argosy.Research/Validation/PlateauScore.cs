using System.Globalization;
using Argosy.Research.Metrics;
using Argosy.Research.Trials;

namespace Argosy.Research.Validation;

/// <summary>Whether the best parameter set stands on a plateau or on a needle: what its neighbours, one step away in one parameter, reach of it.</summary>
/// <param name="Best">The best set.</param>
/// <param name="BestValue">Its objective.</param>
/// <param name="Neighbours">How many neighbours there are.</param>
/// <param name="Mean">Mean of the neighbours' objective.</param>
/// <param name="Worst">The worst of them.</param>
/// <param name="Score">Mean of neighbour / best, each within 0..1; null where the best is not above 0 or has no neighbour.</param>
public sealed record PlateauScore(TrialRun Best, double BestValue, int Neighbours, double? Mean, double? Worst, double? Score)
{
    /// <summary>The score of the best trial of a search by a metric of which more is better or, with its sign turned, less.</summary>
    /// <returns>The score; null where no trial has the metric.</returns>
    public static PlateauScore? Of(TrialGrid grid, Metric objective) => Of(grid, run => Value(objective, run));

    /// <summary>The score of the best trial of a search; null where no trial has a value.</summary>
    public static PlateauScore? Of(TrialGrid grid, Func<TrialRun, double?> objective)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(objective);
        var values = grid.Runs.Select(objective).ToArray();
        var best = -1;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value && (best < 0 || value > values[best])) best = i;
        }
        if (best < 0) return null;
        var axes = Axes(grid);
        var places = grid.Runs.Select(run => Place(run, axes)).ToArray();
        double[] near = [.. Enumerable.Range(0, values.Length).Where(i => Distance(places[i], places[best]) == 1).Select(i => values[i] ?? 0)];
        var top = values[best]!.Value;
        return new PlateauScore(
            grid.Runs[best], top, near.Length, near.Length > 0 ? near.Sum() / near.Length : null, near.Length > 0 ? near.Min() : null,
            top > 0 && near.Length > 0 ? near.Sum(v => Math.Clamp(v / top, 0, 1)) / near.Length : null);
    }

    /// <summary>A trial's metric, its sign turned where less is better.</summary>
    internal static double? Value(Metric objective, TrialRun run)
    {
        var value = objective.Of(run.Metrics);
        var number = value.Number ?? (value.Money is { } money ? Core.Values.Exact.ToStatistic(money) : null);
        return objective.Better == Better.Lower ? -number : number;
    }

    // The values of each parameter, in order.
    static string[][] Axes(TrialGrid grid) =>
    [
        .. grid.Runs[0].Strategy.Parameters.Select((_, p) =>
        {
            string[] values = [.. grid.Runs.Select(run => run.Strategy.Parameters[p].Value).Distinct(StringComparer.Ordinal)];
            return Array.TrueForAll(values, v => Number(v) is not null) ? [.. values.OrderBy(v => Number(v)!.Value)] : values;
        }),
    ];

    static int[] Place(TrialRun run, string[][] axes) => [.. run.Strategy.Parameters.Select((p, i) => Array.IndexOf(axes[i], p.Value))];

    static int Distance(int[] one, int[] other)
    {
        var sum = 0;
        for (var i = 0; i < one.Length; i++) sum += Math.Abs(one[i] - other[i]);
        return sum;
    }

    static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
