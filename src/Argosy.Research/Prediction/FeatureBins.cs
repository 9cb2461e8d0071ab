using Argosy.Strategies.Prediction;

namespace Argosy.Research.Prediction;

/// <summary>The rows with every value replaced by the number of its bin, at most 256 bins a feature.</summary>
/// <remarks>Edges lie halfway between neighbouring values; where there are more values than bins, at equal numbers of training rows.</remarks>
sealed class FeatureBins
{
    const int MostBins = 256;

    FeatureBins(double[][] edges, byte[][] columns) => (Edges, Columns) = (edges, columns);

    public double[][] Edges { get; }

    /// <summary>Bins of all rows of the table, one column a feature.</summary>
    public byte[][] Columns { get; }

    /// <summary>Edges from the training rows alone, bins for all rows.</summary>
    public static FeatureBins Of(TrainingTable table, Range training)
    {
        var (start, length) = training.GetOffsetAndLength(table.Rows);
        var edges = new double[table.Features][];
        var columns = new byte[table.Features][];
        for (var f = 0; f < table.Features; f++)
        {
            var values = table.Columns[f];
            edges[f] = EdgesOf(values.AsSpan(start, length));
            var bins = new byte[table.Rows];
            for (var row = 0; row < bins.Length; row++) bins[row] = RandomForest.BinOf(edges[f], values[row]);
            columns[f] = bins;
        }
        return new FeatureBins(edges, columns);
    }

    static double[] EdgesOf(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var distinct = 1;
        for (var i = 1; i < sorted.Length; i++) distinct += sorted[i] > sorted[i - 1] ? 1 : 0;
        var edges = new List<double>();
        var wanted = Math.Min(distinct, MostBins);
        var bin = 1;
        for (var i = 1; i < sorted.Length && edges.Count < MostBins - 1; i++)
        {
            if (!(sorted[i] > sorted[i - 1])) continue;
            if (distinct > MostBins && (long)i * wanted < (long)bin * sorted.Length) continue;
            edges.Add(Middle(sorted[i - 1], sorted[i]));
            bin = distinct > MostBins ? (int)((long)i * wanted / sorted.Length) + 1 : bin + 1;
        }
        return [.. edges];
    }

    // Never the upper value itself, which would put both on one side.
    static double Middle(double lower, double upper)
    {
        var middle = lower + ((upper - lower) / 2);
        return middle < upper ? middle : lower;
    }
}
