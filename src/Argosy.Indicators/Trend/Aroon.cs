using Argosy.Core.MarketData;
using Argosy.Indicators.Statistics;

namespace Argosy.Indicators.Trend;

/// <summary>Aroon: how recent the highest high and the lowest low of the last <c>period</c> + 1 bars are, 0 to 100.</summary>
/// <remarks>Among equal extremes the newest counts, as in TA-Lib AROON. Source: T. Chande (1995).</remarks>
/// <param name="period">Number of bars looked back, 1 or more.</param>
public sealed class Aroon(int period = 14) : IBarIndicator<AroonValue>
{
    readonly int _period = Require.Period(period);
    readonly Highest _highest = new(period + 1);
    readonly Lowest _lowest = new(period + 1);

    /// <inheritdoc/>
    public int WarmUp => _period;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.Up);

    /// <inheritdoc/>
    public AroonValue Value { get; private set; } = AroonValue.None;

    /// <inheritdoc/>
    public AroonValue Push(in Bar bar)
    {
        _highest.Push(bar.High);
        _lowest.Push(bar.Low);
        if (!_highest.IsReady) return AroonValue.None;
        var up = 100.0 * (_period - _highest.Age) / _period;
        var down = 100.0 * (_period - _lowest.Age) / _period;
        return Value = new(up, down, up - down);
    }
}

/// <summary>One value of <see cref="Aroon"/>.</summary>
/// <param name="Up">100 when the newest bar is the highest, 0 when the oldest is.</param>
/// <param name="Down">100 when the newest bar is the lowest, 0 when the oldest is.</param>
/// <param name="Oscillator">Up minus down, −100 to 100.</param>
public readonly record struct AroonValue(double Up, double Down, double Oscillator)
{
    internal static AroonValue None => new(double.NaN, double.NaN, double.NaN);
}
