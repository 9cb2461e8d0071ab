using Argosy.Core.MarketData;

namespace Argosy.Indicators.Volatility;

/// <summary>Normalised average true range: the ATR in percent of the close.</summary>
/// <remarks>Source: J. Forman (2006); TA-Lib NATR starts one bar later, as its ATR.</remarks>
/// <param name="period">Length, 1 or more.</param>
public sealed class Natr(int period = 14) : IBarIndicator<double>
{
    readonly Atr _range = new(period);

    /// <inheritdoc/>
    public int WarmUp => _range.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var range = _range.Push(in bar);
        return double.IsNaN(range) ? range : Value = 100 * range / bar.Close;
    }
}
