namespace Argosy.Indicators.Statistics;

/// <summary>Mean and sum of squared deviations of the last <c>period</c> numbers, the kernel under everything with a standard deviation.</summary>
/// <remarks>
/// The mean is that of <see cref="Averages.Sma"/> to the last bit. The squares slide by Welford's update and are added anew,
/// in two passes, each time the ring is full, and also where they have fallen so far that the rounding left behind by larger
/// ones would show (a spike that leaves the window). A window of equal numbers has exactly 0.
/// </remarks>
internal sealed class RollingMoments(int period)
{
    const double Faded = 1e-5;

    readonly double[] _ring = new double[Require.Period(period)];
    double _sum, _squares, _largest;
    double _last = double.NaN;
    int _next, _equalRun;
    bool _full;

    public int Period => _ring.Length;

    public bool IsReady => _full;

    public double Mean { get; private set; } = double.NaN;

    /// <summary>Σ (x − mean)², 0 or more.</summary>
    public double Squares => _squares;

    /// <summary>Variance: the squares over n (population) or n − 1 (sample).</summary>
    public double Variance(bool sample = false) => _full ? _squares / (sample ? _ring.Length - 1 : _ring.Length) : double.NaN;

    /// <summary>Square root of <see cref="Variance"/>.</summary>
    public double Deviation(bool sample = false) => Math.Sqrt(Variance(sample));

    /// <summary>Takes the next number, which is not NaN; true when the window is full.</summary>
    public bool Push(double value)
    {
        var ring = _ring;
        var left = ring[_next];
        ring[_next] = value;
        _sum += value - left;
        _equalRun = value == _last ? _equalRun + 1 : 1;
        _last = value;
        if (++_next == ring.Length) AddAnew();
        else if (_full) Slide(value, left);
        return _full;
    }

    void Slide(double value, double left)
    {
        var before = Mean;
        Mean = _sum / _ring.Length;
        _squares += (value - left) * (value - Mean + (left - before));
        if (_equalRun >= _ring.Length)
        {
            _squares = 0;
            return;
        }
        if (_squares > _largest) _largest = _squares;
        else if (_squares < _largest * Faded) AddSquares();
    }

    void AddAnew()
    {
        _next = 0;
        _full = true;
        _sum = 0;
        foreach (var value in _ring) _sum += value;
        Mean = _sum / _ring.Length;
        AddSquares();
    }

    void AddSquares()
    {
        var squares = 0.0;
        var rest = 0.0;
        foreach (var value in _ring)
        {
            var deviation = value - Mean;
            squares += deviation * deviation;
            rest += deviation;
        }
        _squares = _equalRun >= _ring.Length ? 0 : Math.Max(0, squares - rest * rest / _ring.Length);
        _largest = _squares;
    }
}
