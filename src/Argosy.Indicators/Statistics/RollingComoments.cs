namespace Argosy.Indicators.Statistics;

/// <summary>Squared deviations of two series and their product over the last <c>period</c> pairs.</summary>
/// <remarks>Slides by Welford's update; added anew, in two passes, each time the ring is full and where large deviations have left it.</remarks>
internal sealed class RollingComoments(int period)
{
    const double Faded = 1e-10;

    readonly double[] _ring = new double[Require.Period(period, 2)], _otherRing = new double[period];
    readonly RollingMoments _moments = new(period), _otherMoments = new(period);
    double _largest;
    int _next;

    public int Period => _ring.Length;

    public double Squares => _moments.Squares;

    public double OtherSquares => _otherMoments.Squares;

    /// <summary>Σ (x − mean x)(y − mean y).</summary>
    public double Product { get; private set; }

    /// <summary>Whether the deviations of one or the other series are more than rounding.</summary>
    public bool Varies => Above(_moments) && Above(_otherMoments);

    /// <summary>Takes the next pair, no NaN in it; true when the window is full.</summary>
    public bool Push(double value, double other)
    {
        var (left, otherLeft) = (_ring[_next], _otherRing[_next]);
        var (mean, otherMean) = (_moments.Mean, _otherMoments.Mean);
        _ring[_next] = value;
        _otherRing[_next] = other;
        var full = _moments.Push(value);
        _otherMoments.Push(other);
        var wrapped = ++_next == _ring.Length;
        if (wrapped) _next = 0;
        if (!full) return false;
        Product += (value - mean) * (other - _otherMoments.Mean) - (left - mean) * (otherLeft - _otherMoments.Mean);
        _largest = Math.Max(_largest, Squares * OtherSquares);
        if (wrapped || Squares * OtherSquares < _largest * Faded) AddAnew();
        return true;
    }

    static bool Above(RollingMoments moments) => Core.Values.Near.Above(moments.Mean + moments.Deviation(), moments.Mean);

    void AddAnew()
    {
        _largest = Squares * OtherSquares;
        Product = 0;
        for (var i = 0; i < _ring.Length; i++) Product += (_ring[i] - _moments.Mean) * (_otherRing[i] - _otherMoments.Mean);
    }
}
