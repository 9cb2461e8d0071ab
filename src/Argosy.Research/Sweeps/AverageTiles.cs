using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Sweeps;

/// <summary>The averages a group of sets shares, each once, for one tile of bars at a time, so that a tile stays in the cache while all sets read it.</summary>
sealed class AverageTiles
{
    // What the tiles of all averages of a group take together, bytes: a part of a core's second cache.
    const int CacheBytes = 512 * 1024;
    const int LeastRows = 512, MostRows = 4_096;

    readonly double[] _close;
    readonly List<IAverageColumn> _columns = [];
    readonly List<double[]> _values = [];
    readonly Dictionary<(AverageKind, int), int> _places = [];

    /// <summary>The averages of these signals over a series of closes.</summary>
    public AverageTiles(double[] close, IReadOnlyList<CrossSignal> signals)
    {
        _close = close;
        var distinct = signals.SelectMany(signal => new[] { (signal.Kind, Period: signal.Fast), (signal.Kind, Period: signal.Slow) })
            .Where(average => average.Period > 0).Distinct().ToArray();
        Rows = MostRows;
        while (Rows > LeastRows && (long)Rows * sizeof(double) * distinct.Length > CacheBytes) Rows /= 2;
        foreach (var (kind, period) in distinct)
        {
            _places.Add((kind, period), _columns.Count);
            _columns.Add(kind is AverageKind.Sma ? new SmaColumn(close, period) : new EmaColumn(close, period));
            _values.Add(new double[Rows]);
        }
    }

    /// <summary>Bars a tile, a whole number of words of signal bits.</summary>
    public int Rows { get; }

    /// <summary>Number of different averages.</summary>
    public int Count => _columns.Count;

    /// <summary>Makes the next tile: <paramref name="count"/> bars from row <paramref name="start"/> on.</summary>
    public void Fill(int start, int count)
    {
        for (var i = 0; i < _columns.Count; i++) _columns[i].Fill(start, _values[i].AsSpan(0, count));
    }

    /// <summary>Place of a signal's average; −1 is the close itself.</summary>
    public int PlaceOf(AverageKind kind, int period) => period == 0 ? -1 : _places[(kind, period)];

    /// <summary>The tile's values of an average by its place.</summary>
    public ReadOnlySpan<double> Values(int place, int start, int count) => place < 0 ? _close.AsSpan(start, count) : _values[place].AsSpan(0, count);
}
