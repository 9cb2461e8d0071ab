using Argosy.Core.MarketData;
using Argosy.Indicators.Statistics;

namespace Argosy.Indicators.Volatility;

/// <summary>Donchian channel: highest high and lowest low of the last <c>period</c> bars, the newest included, in quote asset.</summary>
/// <remarks>
/// A break-out compares the close with the value of the bar <em>before</em>; a close never lies beyond its own channel.
/// Source: R. Donchian's four-week rule; TradingView's "Donchian Channels".
/// </remarks>
/// <param name="period">Length of the window, 1 or more.</param>
public sealed class Donchian(int period = 20) : IBarIndicator<DonchianValue>
{
    readonly Highest _highest = new(period);
    readonly Lowest _lowest = new(period);

    /// <inheritdoc/>
    public int WarmUp => _highest.WarmUp;

    /// <inheritdoc/>
    public bool IsReady => _highest.IsReady;

    /// <inheritdoc/>
    public DonchianValue Value { get; private set; } = DonchianValue.None;

    /// <inheritdoc/>
    public DonchianValue Push(in Bar bar)
    {
        var upper = _highest.Push(bar.High);
        var lower = _lowest.Push(bar.Low);
        return Value = new(lower, (upper + lower) / 2, upper);
    }
}

/// <summary>One value of <see cref="Donchian"/>, in quote asset.</summary>
/// <param name="Lower">Lowest low.</param>
/// <param name="Middle">Halfway between the two.</param>
/// <param name="Upper">Highest high.</param>
public readonly record struct DonchianValue(double Lower, double Middle, double Upper)
{
    internal static DonchianValue None => new(double.NaN, double.NaN, double.NaN);
}
