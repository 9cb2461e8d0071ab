using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Indicators.Averages;
using Argosy.Indicators.Statistics;
using Argosy.Indicators.Volatility;

namespace Argosy.Indicators.Momentum;

/// <summary>Squeeze momentum: whether the Bollinger bands lie inside the Keltner channel, and the direction price leans meanwhile.</summary>
/// <remarks>
/// Bands and channel share one SMA; the channel's width is an SMA of the true range. The lean is the end of a regression line through
/// the close minus the mean of (middle of the range, SMA). Source: J. Carter's squeeze in LazyBear's version; there the bands
/// use the channel's factor by mistake, here they use their own.
/// </remarks>
/// <param name="period">Length of all windows, 2 or more.</param>
/// <param name="bandWidth">Width of the bands in standard deviations, above 0.</param>
/// <param name="channelWidth">Width of the channel in true ranges, above 0.</param>
public sealed class SqueezeMomentum(int period = 20, double bandWidth = 2, double channelWidth = 1.5) : IBarIndicator<SqueezeValue>
{
    readonly RollingMoments _moments = new(Require.Period(period, 2));
    readonly TrueRange _range = new();
    readonly Sma _rangeAverage = new(period);
    readonly Highest _highest = new(period);
    readonly Lowest _lowest = new(period);
    readonly RollingLine _line = new(period);
    readonly double _bandWidth = Require.Positive(bandWidth), _channelWidth = Require.Positive(channelWidth);

    /// <inheritdoc/>
    public int WarmUp => 2 * (_moments.Period - 1);

    /// <inheritdoc/>
    public bool IsReady => !double.IsNaN(Value.Momentum);

    /// <inheritdoc/>
    public SqueezeValue Value { get; private set; } = SqueezeValue.None;

    /// <inheritdoc/>
    public SqueezeValue Push(in Bar bar)
    {
        var range = _rangeAverage.Push(_range.Push(in bar));
        var middle = (_highest.Push(bar.High) + _lowest.Push(bar.Low)) / 2;
        if (!_moments.Push(bar.Close)) return SqueezeValue.None;
        if (!_line.Push(bar.Close - (middle + _moments.Mean) / 2)) return SqueezeValue.None;
        return Value = new(_line.End, State(_bandWidth * _moments.Deviation(), _channelWidth * range));
    }

    static Squeeze State(double band, double channel) => Near.Below(band, channel) ? Squeeze.On : Near.Above(band, channel) ? Squeeze.Off : Squeeze.None;
}

/// <summary>One value of <see cref="SqueezeMomentum"/>.</summary>
/// <param name="Momentum">Where price leans, in quote asset.</param>
/// <param name="State">Whether the bands are squeezed.</param>
public readonly record struct SqueezeValue(double Momentum, Squeeze State)
{
    internal static SqueezeValue None => new(double.NaN, Squeeze.None);
}

/// <summary>Where the Bollinger bands lie against the Keltner channel.</summary>
public enum Squeeze
{
    /// <summary>On it, or warm-up.</summary>
    None = 0,

    /// <summary>Inside: volatility is squeezed.</summary>
    On = 1,

    /// <summary>Outside: volatility is released.</summary>
    Off = -1,
}
