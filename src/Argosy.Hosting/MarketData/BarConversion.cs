using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.MarketData;

/// <summary>From a venue's candles to the engine's bars.</summary>
static class BarConversion
{
    /// <summary>The candle as the nearest doubles.</summary>
    public static Bar ToBar(in VenueBar bar) =>
        new(bar.OpenTime, Exact.ToStatistic(bar.Open), Exact.ToStatistic(bar.High), Exact.ToStatistic(bar.Low), Exact.ToStatistic(bar.Close), Exact.ToStatistic(bar.Volume));
}
