using Argosy.Core.Values;
using Argosy.Indicators.Statistics;

namespace Argosy.Indicators.Momentum;

/// <summary>Connors RSI: mean of a short RSI, the RSI of the streak of rises or falls, and the rank of the last return; 0 to 100.</summary>
/// <remarks>
/// The streak counts bars in a row (up positive, down negative, unchanged 0) from the first change on. The rank counts equal returns,
/// as TradingView's "CRSI" does. Source: L. Connors and C. Alvarez (2012).
/// </remarks>
/// <param name="period">Period of the RSI, 1 or more.</param>
/// <param name="streak">Period of the streak's RSI, 1 or more.</param>
/// <param name="rank">Number of earlier returns, 1 or more.</param>
public sealed class ConnorsRsi(int period = 3, int streak = 2, int rank = 100) : IValueIndicator<double>
{
    readonly Rsi _rsi = new(period), _streakRsi = new(Require.Period(streak));
    readonly Roc _change = new(1);
    readonly PercentRank _rank = new(Require.Period(rank));
    double _previous = double.NaN;
    int _streak;

    /// <inheritdoc/>
    public int WarmUp => Math.Max(_rsi.WarmUp, 1 + Math.Max(_streakRsi.WarmUp, _rank.WarmUp));

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(double value)
    {
        if (double.IsNaN(value)) return double.NaN;
        var rsi = _rsi.Push(value);
        var ranked = _rank.Push(_change.Push(value));
        var direction = Near.Compare(value, _previous);
        var first = double.IsNaN(_previous);
        _previous = value;
        if (first) return double.NaN;
        _streak = direction == 0 ? 0 : direction == Math.Sign(_streak) ? _streak + direction : direction;
        var mean = (rsi + _streakRsi.Push(_streak) + ranked) / 3;
        return double.IsNaN(mean) ? mean : Value = mean;
    }
}
