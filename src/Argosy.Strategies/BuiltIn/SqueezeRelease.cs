using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Momentum;

namespace Argosy.Strategies.BuiltIn;

/// <summary>Waits for volatility to be squeezed and, at its release, goes where the price leans; out when the lean turns.</summary>
/// <remarks>The release is the first bar that is off the squeeze after one that was on it.</remarks>
[Strategy("squeeze", "At the release of a volatility squeeze goes where the price leans, out when the lean turns.", LooksBack = 1)]
public sealed class SqueezeRelease(
    [Parameter("length of bands, channel and line", Minimum = 2, Maximum = 10_000, Unit = "bars")] int period = 20,
    [Parameter("width of the Bollinger bands", Minimum = 0.01, Maximum = 100, Unit = "standard deviations")] double bandWidth = 2,
    [Parameter("width of the Keltner channel", Minimum = 0.01, Maximum = 100, Unit = "true ranges")] double channelWidth = 1.5) : IStrategy
{
    readonly SqueezeMomentum _squeeze = new(period, bandWidth, channelWidth);
    bool _wasOn;
    int _wanted;

    /// <inheritdoc/>
    public void OnBar(in Bar bar, StrategyContext context)
    {
        var value = _squeeze.Push(in bar);
        if (double.IsNaN(value.Momentum)) return;
        var lean = Near.Compare(value.Momentum, 0);
        if (_wasOn && value.State == Squeeze.Off && lean != 0)
        {
            _wanted = lean;
            context.Target((Direction)lean);
        }
        else if (_wanted != 0 && lean == -_wanted)
        {
            _wanted = 0;
            context.Target(Direction.Flat);
        }
        if (value.State != Squeeze.None) _wasOn = value.State == Squeeze.On;
    }
}
