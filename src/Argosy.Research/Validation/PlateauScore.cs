using System.Globalization;
using Argosy.Research.Optimisation;
using Argosy.Research.Trials;

namespace Argosy.Research.Validation;

/// <summary>Whether the best parameter set stands on a plateau or on a needle: what its neighbours, one step away in one parameter, reach of it.</summary>
/// <param name="Best">The best set.</param>
/// <param name="BestValue">Its objective, its sign turned where less is better.</param>
/// <param name="Neighbours">How many neighbours there are.</param>
/// <param name="Mean">Mean of the neighbours' objective.</param>
/// <param name="Worst">The worst of them.</param>
/// <param name="Score">Mean of neighbour / best, each within 0..1; null where the best is not above 0 or has no neighbour.</param>
public sealed record PlateauScore(TrialRun Best, double BestValue, int Neighbours, double? Mean, double? Worst, double? Score)
{
    /// <summary>The score of the best trial of a search; null where no trial has a value.</summary>
    /// <param name="grid">The trials.</param>
    /// <param name="objective">What was wanted.</param>
    public static PlateauScore? Of(TrialGrid grid, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var values = Values(grid, objective);
        var best = -1;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is { } value && (best < 0 || value > values[best])) best = i;
        }
        return best < 0 ? null : Around(grid, values, best);
    }

    /// <summary>The score of one trial among others, whether it is the best or not; null where it has no value.</summary>
    /// <param name="grid">The trials.</param>
    /// <param name="objective">What was wanted.</param>
    /// <param name="centre">Index of the trial.</param>
    public static PlateauScore? Around(TrialGrid grid, Objective objective, int centre)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var values = Values(grid, objective);
        return values[centre] is null ? null : Around(grid, values, centre);
    }

    static PlateauScore Around(TrialGrid grid, double?[] values, int centre)
    {
        var axes = Axes(grid);
        var places = grid.Runs.Select(run => Place(run, axes)).ToArray();
        double[] near = [.. Enumerable.Range(0, values.Length).Where(i => Distance(places[i], places[centre]) == 1).Select(i => values[i] ?? 0)];
        var top = values[centre]!.Value;
        return new PlateauScore(
            grid.Runs[centre], top, near.Length, near.Length > 0 ? near.Sum() / near.Length : null, near.Length > 0 ? near.Min() : null,
            top > 0 && near.Length > 0 ? near.Sum(v => Math.Clamp(v / top, 0, 1)) / near.Length : null);
    }

    // Turned so that more is better.
    static double?[] Values(TrialGrid grid, Objective objective) =>
        [.. grid.Runs.Select(run => objective.Formula.Of(run.Metrics) is { } value ? objective.Oriented(value) : (double?)null)];

    // The values of each parameter, in order.
    static string[][] Axes(TrialGrid grid) =>
    [
        .. Texts(grid.Runs[0]).Select((_, p) =>
        {
            string[] values = [.. grid.Runs.Select(run => Texts(run)[p]).Distinct(StringComparer.Ordinal)];
            return Array.TrueForAll(values, v => Number(v) is not null) ? [.. values.OrderBy(v => Number(v)!.Value)] : values;
        }),
    ];

    static int[] Place(TrialRun run, string[][] axes) => [.. Texts(run).Select((value, i) => Array.IndexOf(axes[i], value))];

    static string[] Texts(TrialRun run) => [.. run.Strategy.Parameters.Select(p => p.Value), .. run.Rules.Texts];

    static int Distance(int[] one, int[] other)
    {
        var sum = 0;
        for (var i = 0; i < one.Length; i++) sum += Math.Abs(one[i] - other[i]);
        return sum;
    }

    static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
