using Argosy.Core.Values;
using Argosy.Strategies.Prediction;

namespace Argosy.Research.Prediction;

/// <summary>Grows single trees: a bootstrap sample of the training rows, split after split by the best of a few features' histograms.</summary>
/// <remarks>Source: Breiman 2001; splits by Gini impurity or variance, as in CART (Breiman et al. 1984). One grower a thread; its buffers are reused.</remarks>
sealed class TreeGrower
{
    readonly TrainingTable _table;
    readonly FeatureBins _bins;
    readonly ForestSettings _settings;
    readonly SplitFinder _finder;
    readonly int[] _rows;
    readonly int[] _features;
    readonly int _start, _perSplit, _classes;
    readonly List<short> _feature = [];
    readonly List<byte> _bin = [];
    readonly List<int> _left = [];
    readonly List<double> _values = [];
    readonly Stack<Open> _open = new();

    public TreeGrower(TrainingTable table, FeatureBins bins, Range training, int classes, ForestSettings settings)
    {
        (_table, _bins, _settings, _classes) = (table, bins, settings, classes);
        (_start, var length) = training.GetOffsetAndLength(table.Rows);
        _rows = new int[length];
        _features = [.. Enumerable.Range(0, table.Features)];
        _perSplit = settings.PerSplit(table.Features, classes > 0);
        _finder = classes > 0 ? new ClassSplit(table.Classes, classes, settings.MinLeaf) : new ValueSplit(table.Returns, settings.MinLeaf);
    }

    /// <summary>Grows tree number <paramref name="index"/>; <paramref name="inBag"/> gets a bit for every training row (counted from the first) the tree saw.</summary>
    public DecisionTree Grow(int index, ulong[] inBag)
    {
        var random = new SeededGenerator(unchecked(((ulong)_settings.Seed * 0x9E3779B97F4A7C15UL) + (ulong)index));
        for (var i = 0; i < _rows.Length; i++)
        {
            var drawn = random.NextIndex(_rows.Length);
            inBag[drawn >> 6] |= 1UL << (drawn & 63);
            _rows[i] = _start + drawn;
        }
        for (var f = 0; f < _features.Length; f++) _features[f] = f;
        Begin();
        while (_open.TryPop(out var node)) Split(node, random);
        return new DecisionTree([.. _feature], [.. _bin], [.. _left], [.. _values]);
    }

    void Begin()
    {
        _feature.Clear();
        _bin.Clear();
        _left.Clear();
        _values.Clear();
        Add();
        _open.Push(new Open(0, 0, _rows.Length, 0));
    }

    int Add()
    {
        _feature.Add(-1);
        _bin.Add(0);
        _left.Add(0);
        return _feature.Count - 1;
    }

    void Split(Open node, SeededGenerator random)
    {
        var rows = _rows.AsSpan(node.From, node.Count);
        var isDeep = _settings.MaxDepth > 0 && node.Depth >= _settings.MaxDepth;
        if (isDeep || rows.Length < 2 * _settings.MinLeaf || !_finder.Begin(rows) || !Best(rows, random, out var feature, out var bin))
        {
            _left[node.Index] = _values.Count / Math.Max(1, _classes);
            _finder.Leaf(rows, _values);
            return;
        }
        var middle = Partition(rows, _bins.Columns[feature], bin);
        var left = Add();
        var right = Add();
        (_feature[node.Index], _bin[node.Index], _left[node.Index]) = ((short)feature, bin, left);
        _open.Push(new Open(right, node.From + middle, node.Count - middle, node.Depth + 1));
        _open.Push(new Open(left, node.From, middle, node.Depth + 1));
    }

    // Draws features without putting them back; goes on drawing while none of those tried can split.
    bool Best(ReadOnlySpan<int> rows, SeededGenerator random, out int feature, out byte bin)
    {
        (feature, bin) = (-1, 0);
        var best = double.NegativeInfinity;
        for (var tried = 0; tried < _features.Length && (tried < _perSplit || feature < 0); tried++)
        {
            var other = tried + random.NextIndex(_features.Length - tried);
            (_features[tried], _features[other]) = (_features[other], _features[tried]);
            var gain = _finder.Find(rows, _bins.Columns[_features[tried]], _bins.Edges[_features[tried]].Length + 1, out var at);
            if (!(gain > best)) continue;
            (best, feature, bin) = (gain, _features[tried], at);
        }
        return feature >= 0;
    }

    static int Partition(Span<int> rows, byte[] bins, byte last)
    {
        var (low, high) = (0, rows.Length - 1);
        while (true)
        {
            while (low <= high && bins[rows[low]] <= last) low++;
            while (low <= high && bins[rows[high]] > last) high--;
            if (low > high) return low;
            (rows[low], rows[high]) = (rows[high], rows[low]);
        }
    }

    readonly record struct Open(int Index, int From, int Count, int Depth);
}
