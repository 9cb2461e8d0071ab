using Argosy.Core.MarketData;

namespace Argosy.Indicators.Trend;

/// <summary>Classic pivot points: levels of a session computed from the whole session before it, in quote asset.</summary>
/// <remarks>
/// Sessions are aligned to UTC. <see cref="WarmUp"/> is the least, where bars are as long as sessions: the levels come with the first bar
/// of the second session. Source: floor traders' formula; TradingView "Pivot Points Standard", Classic up to the third level.
/// </remarks>
/// <param name="session">Length of a session; a day where none is given.</param>
public sealed class PivotPoints(Timeframe? session = null) : IBarIndicator<PivotPointsValue>
{
    readonly Timeframe _session = session ?? Timeframe.OneDay;
    long _start = long.MinValue;
    double _high, _low, _close;

    /// <inheritdoc/>
    public int WarmUp => 1;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.Pivot);

    /// <inheritdoc/>
    public PivotPointsValue Value { get; private set; } = PivotPointsValue.None;

    /// <inheritdoc/>
    public PivotPointsValue Push(in Bar bar)
    {
        var start = _session.Floor(bar.OpenTime);
        if (start != _start)
        {
            if (_start != long.MinValue) Value = Of(_high, _low, _close);
            (_start, _high, _low) = (start, bar.High, bar.Low);
        }
        _high = Math.Max(_high, bar.High);
        _low = Math.Min(_low, bar.Low);
        _close = bar.Close;
        return Value;
    }

    static PivotPointsValue Of(double high, double low, double close)
    {
        var pivot = (high + low + close) / 3;
        var range = high - low;
        return new(pivot, 2 * pivot - low, pivot + range, high + 2 * (pivot - low), 2 * pivot - high, pivot - range, low - 2 * (high - pivot));
    }
}

/// <summary>One value of <see cref="PivotPoints"/>, in quote asset.</summary>
/// <param name="Pivot">Mean of high, low and close.</param>
/// <param name="R1">First resistance.</param>
/// <param name="R2">Second resistance.</param>
/// <param name="R3">Third resistance.</param>
/// <param name="S1">First support.</param>
/// <param name="S2">Second support.</param>
/// <param name="S3">Third support.</param>
public readonly record struct PivotPointsValue(double Pivot, double R1, double R2, double R3, double S1, double S2, double S3)
{
    internal static PivotPointsValue None => new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
}
