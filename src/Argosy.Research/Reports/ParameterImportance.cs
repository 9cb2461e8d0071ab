namespace Argosy.Research.Reports;

/// <summary>How much of an objective's spread over trials one parameter explains by itself.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Share">0..1; null where trials are too few or the objective does not vary.</param>
/// <remarks>
/// The correlation ratio ε²: trials are grouped by the parameter's value (by eighths of its order where it has more than eight values);
/// ε² = max(0, (between − (k − 1) · within / (n − k)) / total) with sums of squares between and within k groups of n trials. Shares of
/// several parameters need not sum to 1: what two do only together is seen in neither.
/// </remarks>
public sealed record ParameterImportance(string Name, double? Share)
{
    const int MaxGroups = 8;

    /// <summary>The share one parameter explains.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="values">Its value in each trial, as text.</param>
    /// <param name="objective">The objective of each trial.</param>
    public static ParameterImportance Of(string name, IReadOnlyList<string> values, IReadOnlyList<double> objective)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(objective);
        var groups = Groups(values);
        var (n, k) = (objective.Count, groups.Distinct().Count());
        if (n <= k || k < 2) return new ParameterImportance(name, k == 1 && n > 1 ? 0 : null);
        var mean = objective.Average();
        var total = objective.Sum(v => (v - mean) * (v - mean));
        if (!(total > 0)) return new ParameterImportance(name, null);
        var between = groups.Zip(objective).GroupBy(p => p.First).Sum(g => g.Count() * Math.Pow(g.Average(p => p.Second) - mean, 2));
        var chance = (k - 1) * (total - between) / (n - k);
        return new ParameterImportance(name, Math.Clamp((between - chance) / total, 0, 1));
    }

    static int[] Groups(IReadOnlyList<string> values)
    {
        string[] distinct = [.. values.Distinct(StringComparer.Ordinal)];
        if (distinct.Length <= MaxGroups || !distinct.All(v => ParameterNumber.Of(v) is not null)) return [.. values.Select(v => Array.IndexOf(distinct, v))];
        // Equal values stay together: an eighth ends where the value changes.
        double[] sorted = [.. values.Select(v => ParameterNumber.Of(v)!.Value).Order()];
        return [.. values.Select(v => (int)((long)Array.BinarySearch(sorted, ParameterNumber.Of(v)!.Value) is var at && at >= 0 ? FirstOf(sorted, (int)at) * (long)MaxGroups / sorted.Length : 0))];
    }

    static int FirstOf(double[] sorted, int at)
    {
        while (at > 0 && sorted[at - 1] == sorted[at]) at--;
        return at;
    }
}
