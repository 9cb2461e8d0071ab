namespace Argosy.Strategies.Prediction;

/// <summary>A trained forest: bin edges of the features and trees over the bins.</summary>
/// <remarks>Source: L. Breiman, "Random Forests", 2001. A class's probability is the mean over the trees of its share in the leaf.</remarks>
public sealed class RandomForest
{
    readonly byte[] _bins;
    readonly double[] _sums;

    /// <summary>A forest of trees that were grown over these edges.</summary>
    /// <param name="edges">For each feature the rising upper edges of its bins but the last; a value belongs to the first bin whose edge is not below it.</param>
    /// <param name="classes">Number of classes, or 0 for regression.</param>
    /// <param name="trees">The trees; at least one.</param>
    public RandomForest(double[][] edges, int classes, IReadOnlyList<DecisionTree> trees)
    {
        ArgumentNullException.ThrowIfNull(edges);
        ArgumentNullException.ThrowIfNull(trees);
        if (trees.Count == 0) throw new ArgumentException("a forest has at least one tree", nameof(trees));
        (Edges, Classes, Trees) = (edges, classes, trees);
        _bins = new byte[edges.Length];
        _sums = new double[Math.Max(1, classes)];
    }

    /// <summary>Upper bin edges of each feature.</summary>
    public double[][] Edges { get; }

    /// <summary>Number of classes, 0 for regression.</summary>
    public int Classes { get; }

    /// <summary>The trees, in the order they were seeded.</summary>
    public IReadOnlyList<DecisionTree> Trees { get; }

    /// <summary>What the forest says of one row: the probability of each class, or one value. Valid until the next call.</summary>
    public ReadOnlySpan<double> Predict(ReadOnlySpan<double> row)
    {
        for (var f = 0; f < _bins.Length; f++) _bins[f] = BinOf(Edges[f], row[f]);
        return PredictBins(_bins, _sums);
    }

    /// <summary>The same for a row that is binned already, into a buffer of the caller's.</summary>
    public ReadOnlySpan<double> PredictBins(ReadOnlySpan<byte> bins, double[] sums)
    {
        ArgumentNullException.ThrowIfNull(sums);
        Array.Clear(sums);
        foreach (var tree in Trees) Add(tree, bins, sums);
        for (var c = 0; c < sums.Length; c++) sums[c] /= Trees.Count;
        return sums;
    }

    /// <summary>Adds what one tree says of a row.</summary>
    public void Add(DecisionTree tree, ReadOnlySpan<byte> bins, double[] sums)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(sums);
        var leaf = tree.Leaf(bins);
        if (Classes == 0)
        {
            sums[0] += tree.Values[leaf];
            return;
        }
        var counts = tree.Values.AsSpan(leaf * Classes, Classes);
        var total = 0.0;
        foreach (var count in counts) total += count;
        for (var c = 0; c < counts.Length; c++) sums[c] += counts[c] / total;
    }

    /// <summary>The bin of a value: the first whose upper edge is not below it.</summary>
    public static byte BinOf(double[] edges, double value)
    {
        ArgumentNullException.ThrowIfNull(edges);
        var (low, high) = (0, edges.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (edges[middle] < value) low = middle + 1;
            else high = middle;
        }
        return (byte)low;
    }
}
