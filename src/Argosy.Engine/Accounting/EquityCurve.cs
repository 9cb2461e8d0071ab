namespace Argosy.Engine.Accounting;

/// <summary>Equity at each instant at which a base bar closed, after the starting cash; room is reserved beforehand, so adding allocates nothing.</summary>
public sealed class EquityCurve(int capacity, bool keepTimes)
{
    readonly double[] _values = new double[capacity];
    readonly long[] _times = keepTimes ? new long[capacity] : [];

    /// <summary>Number of points.</summary>
    public int Count { get; private set; }

    /// <summary>Equity, quote asset, in time order.</summary>
    public ReadOnlySpan<double> Values => _values.AsSpan(0, Count);

    /// <summary>Times of the points, Unix ms; empty where the run derives them from its one series.</summary>
    public ReadOnlySpan<long> Times => _times.AsSpan(0, Math.Min(Count, _times.Length));

    /// <summary>Adds the next point.</summary>
    public void Add(long time, double equity)
    {
        _values[Count] = equity;
        if (_times.Length > 0) _times[Count] = time;
        Count++;
    }
}
