using Argosy.Core.MarketData;

namespace Argosy.Simulation.Fills;

/// <summary>How much volume a bar offers to the participation cap, base asset; −1 where the cap is off.</summary>
/// <remarks>Volume in quote is divided by (high + low + close) / 3. Data without any volume switch the cap off, with a warning.</remarks>
sealed class VolumeRule
{
    readonly BarColumns _bars;
    readonly bool _isOff;

    public VolumeRule(BarColumns bars, decimal participation)
    {
        _bars = bars;
        IsMissing = participation > 0 && !bars.Volume.AsSpan().ContainsAnyExcept(0.0);
        _isOff = participation == 0 || IsMissing;
    }

    /// <summary>Whether a cap was asked for but there is no volume.</summary>
    public bool IsMissing { get; }

    public double Of(int row)
    {
        if (_isOff) return -1;
        var volume = _bars.Volume[row];
        return _bars.VolumeInQuote ? volume / ((_bars.High[row] + _bars.Low[row] + _bars.Close[row]) / 3) : volume;
    }
}
