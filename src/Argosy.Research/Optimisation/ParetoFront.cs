namespace Argosy.Research.Optimisation;

/// <summary>Points that no other point beats in everything.</summary>
/// <remarks>Source of the ranking: Deb et al., "A fast and elitist multiobjective genetic algorithm: NSGA-II", 2002.</remarks>
public static class ParetoFront
{
    /// <summary>Whether <paramref name="a"/> is nowhere worse and somewhere better than <paramref name="b"/>; greater is better.</summary>
    public static bool Dominates(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var better = false;
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] < b[i]) return false;
            better |= a[i] > b[i];
        }
        return better;
    }

    /// <summary>Indexes of the points that none dominates, rising.</summary>
    public static IReadOnlyList<int> Of(IReadOnlyList<double[]> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var (front, _) = Split(points, Sorted(points));
        front.Sort();
        return front;
    }

    /// <summary>The best <paramref name="count"/> points: front after front, in each the loneliest first.</summary>
    public static IReadOnlyList<int> Best(IReadOnlyList<double[]> points, int count)
    {
        ArgumentNullException.ThrowIfNull(points);
        var (best, rest) = (new List<int>(), Sorted(points));
        while (best.Count < count && rest.Count > 0)
        {
            var (front, others) = Split(points, rest);
            front.Sort();
            var lonely = Distances(points, front);
            best.AddRange(Enumerable.Range(0, front.Count).OrderByDescending(i => lonely[i]).ThenBy(i => front[i]).Select(i => front[i]));
            rest = others;
        }
        return best.Count <= count ? best : best.GetRange(0, count);
    }

    // Greatest first objective first, and so on: no point can be dominated by a later one.
    static List<int> Sorted(IReadOnlyList<double[]> points)
    {
        var order = Enumerable.Range(0, points.Count).ToList();
        order.Sort((a, b) =>
        {
            for (var k = 0; k < points[a].Length; k++)
            {
                var by = points[b][k].CompareTo(points[a][k]);
                if (by != 0) return by;
            }
            return a.CompareTo(b);
        });
        return order;
    }

    static (List<int> Front, List<int> Others) Split(IReadOnlyList<double[]> points, List<int> sorted)
    {
        var (front, others) = (new List<int>(), new List<int>());
        foreach (var i in sorted)
        {
            var free = true;
            for (var k = front.Count - 1; k >= 0 && free; k--) free = !Dominates(points[front[k]], points[i]);
            (free ? front : others).Add(i);
        }
        return (front, others);
    }

    static double[] Distances(IReadOnlyList<double[]> points, List<int> front)
    {
        var distances = new double[front.Count];
        if (front.Count == 0) return distances;
        for (var k = 0; k < points[front[0]].Length; k++)
        {
            var objective = k;
            var order = Enumerable.Range(0, front.Count).OrderBy(i => points[front[i]][objective]).ThenBy(i => i).ToArray();
            double low = points[front[order[0]]][k], high = points[front[order[^1]]][k];
            distances[order[0]] = distances[order[^1]] = double.PositiveInfinity;
            for (var i = 1; high > low && i < order.Length - 1; i++)
            {
                distances[order[i]] += (points[front[order[i + 1]]][k] - points[front[order[i - 1]]][k]) / (high - low);
            }
        }
        return distances;
    }
}
