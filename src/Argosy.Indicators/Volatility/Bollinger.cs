using Argosy.Indicators.Statistics;

namespace Argosy.Indicators.Volatility;

/// <summary>Bollinger bands: the SMA, and so many population standard deviations above and below it, in the values' unit.</summary>
/// <remarks>Source: J. Bollinger, Bollinger on Bollinger Bands (2001). TradingView <c>ta.bb</c> and TA-Lib BBANDS use the population deviation too.</remarks>
/// <param name="period">Length of the window, 1 or more.</param>
/// <param name="width">Distance of the bands in standard deviations, above 0.</param>
public sealed class Bollinger(int period = 20, double width = 2) : IValueIndicator<BollingerValue>
{
    readonly RollingMoments _moments = new(period);
    readonly double _width = Require.Positive(width);

    /// <inheritdoc/>
    public int WarmUp => _moments.Period - 1;

    /// <inheritdoc/>
    public bool IsReady => _moments.IsReady;

    /// <inheritdoc/>
    public BollingerValue Value { get; private set; } = BollingerValue.None;

    /// <inheritdoc/>
    public BollingerValue Push(double value)
    {
        if (double.IsNaN(value) || !_moments.Push(value)) return BollingerValue.None;
        var distance = _width * _moments.Deviation();
        var middle = _moments.Mean;
        return Value = new(middle - distance, middle, middle + distance);
    }
}

/// <summary>One value of <see cref="Bollinger"/>, in the values' unit.</summary>
/// <param name="Lower">Middle minus the distance.</param>
/// <param name="Middle">The SMA.</param>
/// <param name="Upper">Middle plus the distance.</param>
public readonly record struct BollingerValue(double Lower, double Middle, double Upper)
{
    internal static BollingerValue None => new(double.NaN, double.NaN, double.NaN);
}
