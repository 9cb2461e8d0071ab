using Argosy.Core.MarketData;

namespace Argosy.Indicators.Volume;

/// <summary>Volume-weighted average price of the session so far, in quote asset.</summary>
/// <remarks>
/// Of typical prices; until something trades in the session it is the newest typical price. Sessions are aligned to UTC. Source:
/// definition; TradingView <c>ta.vwap(hlc3)</c> with the session as anchor.
/// </remarks>
/// <param name="session">After what time it begins anew; a day where none is given.</param>
public sealed class Vwap(Timeframe? session = null) : IBarIndicator<double>
{
    readonly Timeframe _session = session ?? Timeframe.OneDay;
    long _end = long.MinValue;
    double _traded, _volume;

    /// <inheritdoc/>
    public int WarmUp => 0;

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value);

    /// <inheritdoc/>
    public double Value { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public double Push(in Bar bar)
    {
        var typical = (bar.High + bar.Low + bar.Close) / 3;
        if (bar.OpenTime >= _end)
        {
            _end = _session.End(_session.Floor(bar.OpenTime));
            (_traded, _volume) = (0, 0);
        }
        _traded += typical * bar.Volume;
        _volume += bar.Volume;
        return Value = _volume > 0 ? _traded / _volume : typical;
    }
}
