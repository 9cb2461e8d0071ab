using Argosy.Core.MarketData;
using Argosy.Simulation.Feeds;

namespace Argosy.Simulation.Fills;

/// <summary>How much volume a bar offers to the participation cap, base asset; −1 where the cap is off.</summary>
/// <remarks>Volume in quote is divided by (high + low + close) / 3. Data without any volume switch the cap off, with a warning.</remarks>
sealed class VolumeRule
{
    readonly BarColumns _fixed;
    readonly MarketTrack? _track;
    readonly bool _isOff;

    public VolumeRule(BarColumns bars, decimal participation)
    {
        _fixed = bars;
        IsMissing = participation > 0 && !bars.Volume.AsSpan().ContainsAnyExcept(0.0);
        _isOff = participation == 0 || IsMissing;
    }

    /// <summary>The rule of a track; one that grows is taken to have volume.</summary>
    public VolumeRule(MarketTrack track, decimal participation)
    {
        _fixed = track.Walked;
        _track = track;
        IsMissing = !track.Grows && participation > 0 && !_fixed.Volume.AsSpan().ContainsAnyExcept(0.0);
        _isOff = participation == 0 || IsMissing;
    }

    /// <summary>Whether a cap was asked for but there is no volume.</summary>
    public bool IsMissing { get; }

    public double Of(int row)
    {
        if (_isOff) return -1;
        var bars = _track?.Walked ?? _fixed;
        var volume = bars.Volume[row];
        return bars.VolumeInQuote ? volume / ((bars.High[row] + bars.Low[row] + bars.Close[row]) / 3) : volume;
    }
}
