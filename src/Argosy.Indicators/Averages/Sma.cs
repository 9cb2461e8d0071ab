using System.Runtime.CompilerServices;

namespace Argosy.Indicators.Averages;

/// <summary>Simple moving average: the mean of the last <c>period</c> values, in their unit.</summary>
/// <remarks>
/// The running sum is added anew from the ring each time the ring is full, so it carries no drift however long the series is.
/// Source: definition; TradingView <c>ta.sma</c> and TA-Lib SMA give the same values.
/// </remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class Sma(int period) : IValueIndicator<double>
{
    readonly double[] _ring = new double[Require.Period(period)];
    double _sum;
    int _next;
    bool _full;

    /// <inheritdoc/>
    public int WarmUp => _ring.Length - 1;

    /// <inheritdoc/>
    public bool IsReady => _full;

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var ring = _ring;
        var next = _next;
        ref var slot = ref ring[next];
        var sum = _sum + (value - slot);
        slot = value;
        if (++next == ring.Length)
        {
            next = 0;
            sum = Added(ring);
            _full = true;
        }
        _next = next;
        _sum = sum;
        return _full ? Value = sum / ring.Length : double.NaN;
    }

    static double Added(double[] ring)
    {
        var sum = 0.0;
        foreach (var value in ring) sum += value;
        return sum;
    }
}
