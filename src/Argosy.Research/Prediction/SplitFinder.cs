using System.Numerics;

namespace Argosy.Research.Prediction;

/// <summary>Finds the best place to split a node by one feature, and says what a leaf holds.</summary>
abstract class SplitFinder(int minLeaf)
{
    readonly ulong[] _used = new ulong[4];

    protected int MinLeaf { get; } = minLeaf;

    /// <summary>Takes a node's rows; false when splitting them could gain nothing.</summary>
    public abstract bool Begin(ReadOnlySpan<int> rows);

    /// <summary>The best split's score and its last bin on the left; minus infinity where there is none.</summary>
    public double Find(ReadOnlySpan<int> rows, byte[] bins, int binCount, out byte last)
    {
        last = 0;
        if (binCount < 2) return double.NegativeInfinity;
        Array.Clear(_used);
        Count(rows, bins, _used);
        var best = Best(rows.Length, ref last);
        Clean();
        return best > Least ? best : double.NegativeInfinity;
    }

    // Walks the used bins from the lowest; every step moves one to the left side.
    double Best(int rows, ref byte last)
    {
        var (best, left) = (double.NegativeInfinity, 0);
        Start();
        for (var word = 0; word < _used.Length; word++)
        {
            for (var bits = _used[word]; bits != 0; bits &= bits - 1)
            {
                var bin = (word << 6) + BitOperations.TrailingZeroCount(bits);
                left += Move(bin);
                if (rows - left < MinLeaf) return best;
                if (left < MinLeaf) continue;
                var score = Score(left, rows - left);
                if (!(score > best)) continue;
                (best, last) = (score, (byte)bin);
            }
        }
        return best;
    }

    /// <summary>What a leaf of these rows says.</summary>
    public abstract void Leaf(ReadOnlySpan<int> rows, List<double> values);

    /// <summary>The score of the node unsplit: what does not exceed it gains nothing.</summary>
    protected abstract double Least { get; }

    /// <summary>Fills the histogram; sets the bit of each bin used.</summary>
    protected abstract void Count(ReadOnlySpan<int> rows, byte[] bins, ulong[] used);

    /// <summary>Empties the left side.</summary>
    protected abstract void Start();

    /// <summary>Moves a bin to the left side; the number of rows in it.</summary>
    protected abstract int Move(int bin);

    /// <summary>Score of the split as it stands; greater is purer.</summary>
    protected abstract double Score(int left, int right);

    /// <summary>Empties the histogram's used bins.</summary>
    protected abstract void Clean();

    /// <summary>The bins used in the histogram.</summary>
    protected ReadOnlySpan<ulong> Used => _used;
}

/// <summary>Classification: Σ over both sides of Σ (rows of a class)² / rows, the part of Gini impurity that a split changes.</summary>
sealed class ClassSplit(byte[] classes, int classCount, int minLeaf) : SplitFinder(minLeaf)
{
    readonly int[] _histogram = new int[256 * classCount];
    readonly int[] _total = new int[classCount], _left = new int[classCount];
    double _least;

    public override bool Begin(ReadOnlySpan<int> rows)
    {
        Array.Clear(_total);
        foreach (var row in rows) _total[classes[row]]++;
        var squares = 0.0;
        var most = 0;
        foreach (var count in _total)
        {
            squares += (double)count * count;
            most = Math.Max(most, count);
        }
        _least = squares / rows.Length * (1 + 1e-12);
        return most < rows.Length;
    }

    public override void Leaf(ReadOnlySpan<int> rows, List<double> values)
    {
        Span<int> counts = stackalloc int[classCount];
        counts.Clear();
        foreach (var row in rows) counts[classes[row]]++;
        foreach (var count in counts) values.Add(count);
    }

    protected override double Least => _least;

    protected override void Count(ReadOnlySpan<int> rows, byte[] bins, ulong[] used)
    {
        foreach (var row in rows)
        {
            int bin = bins[row];
            used[bin >> 6] |= 1UL << (bin & 63);
            _histogram[(bin * classCount) + classes[row]]++;
        }
    }

    protected override void Start() => Array.Clear(_left);

    protected override int Move(int bin)
    {
        var moved = 0;
        var counts = _histogram.AsSpan(bin * classCount, classCount);
        for (var c = 0; c < counts.Length; c++)
        {
            _left[c] += counts[c];
            moved += counts[c];
        }
        return moved;
    }

    protected override double Score(int left, int right)
    {
        long onLeft = 0, onRight = 0;
        for (var c = 0; c < _left.Length; c++)
        {
            long l = _left[c], r = _total[c] - l;
            onLeft += l * l;
            onRight += r * r;
        }
        return ((double)onLeft / left) + ((double)onRight / right);
    }

    protected override void Clean()
    {
        for (var word = 0; word < Used.Length; word++)
        {
            for (var bits = Used[word]; bits != 0; bits &= bits - 1) _histogram.AsSpan(((word << 6) + BitOperations.TrailingZeroCount(bits)) * classCount, classCount).Clear();
        }
    }
}

/// <summary>Regression: Σ over both sides of (sum of labels)² / rows, the part of the variance that a split changes.</summary>
sealed class ValueSplit(double[] labels, int minLeaf) : SplitFinder(minLeaf)
{
    readonly int[] _counts = new int[256];
    readonly double[] _sums = new double[256];
    double _total, _left, _least;

    public override bool Begin(ReadOnlySpan<int> rows)
    {
        _total = 0;
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var row in rows)
        {
            _total += labels[row];
            low = Math.Min(low, labels[row]);
            high = Math.Max(high, labels[row]);
        }
        _least = _total * _total / rows.Length * (1 + 1e-12);
        return high > low;
    }

    public override void Leaf(ReadOnlySpan<int> rows, List<double> values)
    {
        var sum = 0.0;
        foreach (var row in rows) sum += labels[row];
        values.Add(sum / rows.Length);
    }

    protected override double Least => _least;

    protected override void Count(ReadOnlySpan<int> rows, byte[] bins, ulong[] used)
    {
        foreach (var row in rows)
        {
            int bin = bins[row];
            used[bin >> 6] |= 1UL << (bin & 63);
            _counts[bin]++;
            _sums[bin] += labels[row];
        }
    }

    protected override void Start() => _left = 0;

    protected override int Move(int bin)
    {
        _left += _sums[bin];
        return _counts[bin];
    }

    protected override double Score(int left, int right)
    {
        var onRight = _total - _left;
        return (_left * _left / left) + (onRight * onRight / right);
    }

    protected override void Clean()
    {
        Array.Clear(_counts);
        Array.Clear(_sums);
    }
}
