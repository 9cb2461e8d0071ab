using Argosy.Core.MarketData;
using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Volatility;

/// <summary>Keltner channel: EMA of the close, and so many average true ranges above and below it, in quote asset.</summary>
/// <remarks>
/// Source: C. Keltner (1960) as changed by L. Bradford Raschke: EMA 20, ATR 10, distance 2. TradingView's "Keltner Channels"
/// has the same defaults; its <c>ta.kc</c> smooths the true range by an EMA instead.
/// </remarks>
/// <param name="period">Period of the EMA, 1 or more.</param>
/// <param name="atrPeriod">Period of the ATR, 1 or more.</param>
/// <param name="width">Distance of the bands in ATRs, above 0.</param>
/// <param name="seed">What the EMA starts from.</param>
public sealed class Keltner(int period = 20, int atrPeriod = 10, double width = 2, EmaSeed seed = EmaSeed.Sma) : IBarIndicator<KeltnerValue>
{
    readonly Ema _middle = new(Require.Period(period), seed);
    readonly Atr _range = new(Require.Period(atrPeriod));
    readonly double _width = Require.Positive(width);

    /// <inheritdoc/>
    public int WarmUp => Math.Max(_middle.WarmUp, _range.WarmUp);

    /// <inheritdoc/>
    public bool IsReady => _middle.IsReady && _range.IsReady;

    /// <inheritdoc/>
    public KeltnerValue Value { get; private set; } = KeltnerValue.None;

    /// <inheritdoc/>
    public KeltnerValue Push(in Bar bar)
    {
        var middle = _middle.Push(bar.Close);
        var distance = _width * _range.Push(in bar);
        return IsReady ? Value = new(middle - distance, middle, middle + distance) : KeltnerValue.None;
    }
}

/// <summary>One value of <see cref="Keltner"/>, in quote asset.</summary>
/// <param name="Lower">Middle minus the distance.</param>
/// <param name="Middle">The EMA.</param>
/// <param name="Upper">Middle plus the distance.</param>
public readonly record struct KeltnerValue(double Lower, double Middle, double Upper)
{
    internal static KeltnerValue None => new(double.NaN, double.NaN, double.NaN);
}
