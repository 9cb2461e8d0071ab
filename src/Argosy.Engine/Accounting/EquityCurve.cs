namespace Argosy.Engine.Accounting;

/// <summary>Starting cash, then equity at each instant at which a base bar closed; room is reserved beforehand, so adding allocates nothing.</summary>
public sealed class EquityCurve
{
    readonly double[] _values;
    readonly long[] _times;

    /// <summary>A curve that starts with the starting cash and has room for so many points after it.</summary>
    /// <param name="capacity">Most points after the first.</param>
    /// <param name="keepTimes">Whether times are kept; a run over one series derives them.</param>
    /// <param name="from">Start of the test, Unix ms.</param>
    /// <param name="startingCash">The first value, quote asset.</param>
    /// <param name="buffer">Memory of an earlier run that nobody reads any more; used where its length is just right, else new memory is taken.</param>
    public EquityCurve(int capacity, bool keepTimes, long from, double startingCash, double[]? buffer = null)
    {
        _values = buffer is not null && buffer.Length == capacity + 1 ? buffer : new double[capacity + 1];
        _times = keepTimes ? new long[capacity + 1] : [];
        Add(from, startingCash);
    }

    /// <summary>Number of points, the first included.</summary>
    public int Count { get; private set; }

    /// <summary>Equity, quote asset, in time order.</summary>
    public double[] Values => Count == _values.Length ? _values : _values[..Count];

    /// <summary>Times of the points, Unix ms; empty where they are not kept.</summary>
    public long[] Times => Count == _times.Length || _times.Length == 0 ? _times : _times[..Count];

    /// <summary>Adds the next point.</summary>
    public void Add(long time, double equity)
    {
        var at = Count++;
        _values[at] = equity;
        if (_times.Length > 0) _times[at] = time;
    }
}
