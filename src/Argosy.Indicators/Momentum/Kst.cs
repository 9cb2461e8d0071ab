using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Momentum;

/// <summary>Know sure thing: four smoothed rates of change, weighted 1 to 4, in percent, with a signal SMA.</summary>
/// <remarks>Rates over 10, 15, 20 and 30 bars, smoothed over 10, 10, 10 and 15, as TradingView "KST". Source: M. Pring (1992).</remarks>
/// <param name="signal">Period of the signal SMA, 1 or more.</param>
public sealed class Kst(int signal = 9) : IValueIndicator<KstValue>
{
    readonly Roc _roc10 = new(10), _roc15 = new(15), _roc20 = new(20), _roc30 = new(30);
    readonly Sma _smooth1 = new(10), _smooth2 = new(10), _smooth3 = new(10), _smooth4 = new(15), _signal = new(Require.Period(signal));

    /// <inheritdoc/>
    public int WarmUp => _roc30.WarmUp + _smooth4.WarmUp + _signal.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.Line);

    /// <inheritdoc/>
    public KstValue Value { get; private set; } = KstValue.None;

    /// <inheritdoc/>
    public KstValue Push(double value)
    {
        if (double.IsNaN(value)) return KstValue.None;
        var kst = _smooth1.Push(_roc10.Push(value)) + 2 * _smooth2.Push(_roc15.Push(value))
            + 3 * _smooth3.Push(_roc20.Push(value)) + 4 * _smooth4.Push(_roc30.Push(value));
        var smoothed = _signal.Push(kst);
        return double.IsNaN(smoothed) ? KstValue.None : Value = new(kst, smoothed);
    }
}

/// <summary>One value of <see cref="Kst"/>, in percent.</summary>
/// <param name="Line">The weighted sum.</param>
/// <param name="Signal">SMA of <paramref name="Line"/>.</param>
public readonly record struct KstValue(double Line, double Signal)
{
    internal static KstValue None => new(double.NaN, double.NaN);
}
