using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Indicators.Trend;

/// <summary>Parabolic stop and reverse: a stop that follows the trend ever faster; in quote asset.</summary>
/// <remarks>
/// The first trend is down when the second bar moved down more than up, else up; the first stop is the first bar's extreme, as in TA-Lib
/// SAR. A touch reverses. Source: J. W. Wilder (1978).
/// </remarks>
/// <param name="start">Speed at the start of a trend, above 0.</param>
/// <param name="step">What each new extreme adds, above 0.</param>
/// <param name="most">Highest speed, <paramref name="start"/> to 1.</param>
public sealed class Psar(double start = 0.02, double step = 0.02, double most = 0.2) : IBarIndicator<PsarValue>
{
    readonly double _start = Require.Positive(start), _step = Require.Positive(step), _most = Require.Within(most, start, 1);
    double _stop, _extreme, _speed, _high = double.NaN, _low;
    int _direction;

    /// <inheritdoc/>
    public int WarmUp => 1;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.Stop);

    /// <inheritdoc/>
    public PsarValue Value { get; private set; } = PsarValue.None;

    /// <inheritdoc/>
    public PsarValue Push(in Bar bar)
    {
        var first = double.IsNaN(_high);
        var (high, low) = (_high, _low);
        (_high, _low) = (bar.High, bar.Low);
        if (first) return PsarValue.None;
        if (_direction == 0) Begin(in bar, ref high, ref low);
        var reversed = _direction > 0 ? !Near.Above(bar.Low, _stop) : !Near.Below(bar.High, _stop);
        if (reversed)
        {
            _direction = -_direction;
            _stop = Bounded(_extreme, Math.Max(high, bar.High), Math.Min(low, bar.Low));
            _extreme = _direction > 0 ? bar.High : bar.Low;
            _speed = _start;
        }
        else if (_direction > 0 ? bar.High > _extreme : bar.Low < _extreme)
        {
            _extreme = _direction > 0 ? bar.High : bar.Low;
            _speed = Math.Min(_speed + _step, _most);
        }
        var current = _stop;
        _stop = Bounded(_stop + _speed * (_extreme - _stop), Math.Max(high, bar.High), Math.Min(low, bar.Low));
        return Value = new(current, _direction);
    }

    void Begin(in Bar bar, ref double high, ref double low)
    {
        var down = Near.Below(bar.High + bar.Low, high + low) && bar.Low < low;
        _direction = down ? -1 : 1;
        _stop = down ? high : low;
        _extreme = down ? bar.Low : bar.High;
        _speed = _start;
        (high, low) = (bar.High, bar.Low);
    }

    /// <summary>The stop, never inside the last two bars.</summary>
    double Bounded(double stop, double high, double low) => _direction > 0 ? Math.Min(stop, low) : Math.Max(stop, high);
}

/// <summary>One value of <see cref="Psar"/>.</summary>
/// <param name="Stop">The stop for this bar: below price in an up-trend; quote asset.</param>
/// <param name="Direction">1 in an up-trend, −1 in a down-trend, 0 during warm-up.</param>
public readonly record struct PsarValue(double Stop, int Direction)
{
    internal static PsarValue None => new(double.NaN, 0);
}
