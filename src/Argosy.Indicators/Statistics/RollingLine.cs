namespace Argosy.Indicators.Statistics;

/// <summary>Least-squares line through the last <c>period</c> numbers, the kernel under everything with a regression.</summary>
/// <remarks>
/// Keeps Σ y and Σ i·y of the numbers' distances from a pivot near them, so that a small slope on a large price keeps its
/// digits; both are added anew, about a new pivot, each time the ring is full.
/// </remarks>
internal sealed class RollingLine(int period)
{
    readonly double[] _ring = new double[Require.Period(period, 2)];
    readonly double _spread = period * ((double)period * period - 1) / 12;
    double _pivot, _sum, _weighted;
    int _next;
    bool _full;

    public int Period => _ring.Length;

    public bool IsReady => _full;

    /// <summary>Rise per step.</summary>
    public double Slope { get; private set; } = double.NaN;

    /// <summary>The line at the newest number.</summary>
    public double End { get; private set; } = double.NaN;

    /// <summary>Takes the next number, which is not NaN; true when the window is full.</summary>
    public bool Push(double value)
    {
        var left = _ring[_next];
        _ring[_next] = value;
        if (++_next == _ring.Length) AddAnew();
        else if (_full) Slide(value, left);
        return _full;
    }

    void Slide(double value, double left)
    {
        var n = _ring.Length;
        // every index falls by one, the oldest (index 0) leaves, the newest comes in at n − 1
        _weighted += (n - 1) * (value - _pivot) - (_sum - (left - _pivot));
        _sum += value - left;
        Fit();
    }

    void AddAnew()
    {
        _next = 0;
        _full = true;
        _pivot = _ring[^1];
        _sum = 0;
        _weighted = 0;
        for (var i = 0; i < _ring.Length; i++)
        {
            var distance = _ring[i] - _pivot;
            _sum += distance;
            _weighted += i * distance;
        }
        Fit();
    }

    void Fit()
    {
        var middle = (_ring.Length - 1) / 2.0;
        Slope = (_weighted - middle * _sum) / _spread;
        End = _pivot + _sum / _ring.Length + Slope * middle;
    }
}
