namespace Argosy.Indicators;

/// <summary>Sum of the last <c>period</c> numbers, NaN until there are so many.</summary>
/// <remarks>
/// Added anew from the ring each time the ring is full, and where it has fallen so far below the largest number since then
/// that what rounding left of it would show. A window of zeros has exactly 0.
/// </remarks>
internal sealed class RollingSum(int period)
{
    const double Faded = 1e-3;

    readonly double[] _ring = new double[Require.Period(period)];
    double _sum, _largest;
    int _next, _zeros;
    bool _full;

    public int WarmUp => _ring.Length - 1;

    public bool IsReady => _full;

    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        ref var slot = ref _ring[_next];
        _sum += value - slot;
        slot = value;
        _zeros = value == 0 ? _zeros + 1 : 0;
        _largest = Math.Max(_largest, Math.Max(Math.Abs(value), Math.Abs(_sum)));
        if (++_next == _ring.Length)
        {
            _next = 0;
            _full = true;
            Add();
        }
        else if (_zeros >= _ring.Length) _sum = _largest = 0;
        else if (_full && Math.Abs(_sum) < _largest * Faded) Add();
        return _full ? _sum : double.NaN;
    }

    void Add()
    {
        _sum = 0;
        foreach (var value in _ring) _sum += value;
        _largest = Math.Abs(_sum);
    }
}
