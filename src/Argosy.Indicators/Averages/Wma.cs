namespace Argosy.Indicators.Averages;

/// <summary>Weighted moving average: the newest of the last <c>period</c> values weighs <c>period</c>, the oldest 1; in their unit.</summary>
/// <remarks>
/// Both running sums are added anew from the ring each time the ring is full. Source: definition; TradingView <c>ta.wma</c> and
/// TA-Lib WMA give the same values.
/// </remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class Wma(int period) : IValueIndicator<double>
{
    readonly double[] _ring = new double[Require.Period(period)];
    readonly double _weights = period * (period + 1.0) / 2;
    double _sum, _weighted;
    int _next;
    bool _full;

    /// <inheritdoc/>
    public int WarmUp => _ring.Length - 1;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        ref var slot = ref _ring[_next];
        _weighted += _ring.Length * value - _sum;
        _sum += value - slot;
        slot = value;
        if (++_next == _ring.Length) AddAnew();
        return _full ? Value = _weighted / _weights : double.NaN;
    }

    void AddAnew()
    {
        _next = 0;
        _full = true;
        _sum = 0;
        _weighted = 0;
        for (var i = 0; i < _ring.Length; i++)
        {
            _sum += _ring[i];
            _weighted += (i + 1) * _ring[i];
        }
    }
}
