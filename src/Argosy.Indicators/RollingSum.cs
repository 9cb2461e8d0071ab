namespace Argosy.Indicators;

/// <summary>Sum of the last <c>period</c> numbers, NaN until there are so many.</summary>
/// <remarks>
/// Added anew from the ring each time the ring is full, and where the numbers in it have become so much smaller than those
/// before that what rounding left of the large ones would show. A window of zeros has exactly 0.
/// </remarks>
internal sealed class RollingSum(int period)
{
    const double Faded = 1e-2;

    readonly double[] _ring = new double[Require.Period(period)];
    double _sum, _size, _largest;
    int _next, _zeros;
    bool _full;

    public int WarmUp => _ring.Length - 1;

    public bool IsReady => _full;

    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        ref var slot = ref _ring[_next];
        _sum += value - slot;
        _size += Math.Abs(value) - Math.Abs(slot);
        slot = value;
        _zeros = value == 0 ? _zeros + 1 : 0;
        if (++_next == _ring.Length)
        {
            _next = 0;
            _full = true;
            Add();
        }
        else if (_zeros >= _ring.Length) _sum = _size = _largest = 0;
        else if (_size < _largest * Faded) Add();
        else _largest = Math.Max(_largest, _size);
        return _full ? _sum : double.NaN;
    }

    /// <summary>The sum and the sum of sizes (absolute values) from the ring.</summary>
    void Add()
    {
        (_sum, _size) = (0, 0);
        foreach (var value in _ring)
        {
            _sum += value;
            _size += Math.Abs(value);
        }
        _largest = _size;
    }
}
