using Argosy.Indicators.Averages;

namespace Argosy.Indicators.Momentum;

/// <summary>True strength index: doubly smoothed change over doubly smoothed absolute change, −100 to 100, with a signal EMA.</summary>
/// <remarks>
/// 0 without any change. Every EMA is seeded with the SMA of its own first values. Source: W. Blau (1991); TradingView <c>ta.tsi</c> has
/// range −1 to 1.
/// </remarks>
/// <param name="slow">Period of the first smoothing, 1 or more.</param>
/// <param name="fast">Period of the second smoothing, 1 or more.</param>
/// <param name="signal">Period of the signal EMA, 1 or more.</param>
public sealed class Tsi(int slow = 25, int fast = 13, int signal = 13) : IValueIndicator<TsiValue>
{
    readonly Ema _change1 = new(Require.Period(slow)), _change2 = new(Require.Period(fast)), _size1 = new(slow), _size2 = new(fast), _signal = new(Require.Period(signal));
    double _previous = double.NaN;

    /// <inheritdoc/>
    public int WarmUp => 1 + _change1.WarmUp + _change2.WarmUp + _signal.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.Line);

    /// <inheritdoc/>
    public TsiValue Value { get; private set; } = TsiValue.None;

    /// <inheritdoc/>
    public TsiValue Push(double value)
    {
        if (double.IsNaN(value)) return TsiValue.None;
        var change = value - _previous;
        _previous = value;
        var size = _size2.Push(_size1.Push(Math.Abs(change)));
        var smooth = _change2.Push(_change1.Push(change));
        if (double.IsNaN(size)) return TsiValue.None;
        var tsi = size > 0 ? 100 * smooth / size : 0;
        var signalled = _signal.Push(tsi);
        return double.IsNaN(signalled) ? TsiValue.None : Value = new(tsi, signalled);
    }
}

/// <summary>One value of <see cref="Tsi"/>.</summary>
/// <param name="Line">The index, −100 to 100.</param>
/// <param name="Signal">EMA of <paramref name="Line"/>.</param>
public readonly record struct TsiValue(double Line, double Signal)
{
    internal static TsiValue None => new(double.NaN, double.NaN);
}
