using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Momentum;

/// <summary>TRIX: the change per bar of a triple-smoothed EMA, in percent.</summary>
/// <remarks>
/// Each EMA is seeded with the SMA of its own first values, as in TA-Lib TRIX; TradingView takes the logarithm first and scales by
/// 10,000. Source: J. Hutson (1983).
/// </remarks>
/// <param name="period">Length, 1 or more.</param>
public sealed class Trix(int period = 18) : IValueIndicator<double>
{
    readonly Ema _once = new(period), _twice = new(period), _thrice = new(period);
    readonly Roc _change = new(1);

    /// <inheritdoc/>
    public int WarmUp => 3 * _once.WarmUp + 1;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var trix = _change.Push(_thrice.Push(_twice.Push(_once.Push(value))));
        return double.IsNaN(trix) ? trix : Value = trix;
    }
}
