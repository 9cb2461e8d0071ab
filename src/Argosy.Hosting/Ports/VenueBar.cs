namespace Argosy.Hosting.Ports;

/// <summary>A candle as a venue tells it, in money.</summary>
/// <param name="OpenTime">When it begins, Unix ms.</param>
/// <param name="Open">First price, quote asset.</param>
/// <param name="High">Highest price, quote asset.</param>
/// <param name="Low">Lowest price, quote asset.</param>
/// <param name="Close">Last price, quote asset.</param>
/// <param name="Volume">Traded quantity, base asset.</param>
public readonly record struct VenueBar(long OpenTime, decimal Open, decimal High, decimal Low, decimal Close, decimal Volume)
{
    /// <summary>Whether prices are above 0, high and low hold the others, and volume is not negative.</summary>
    public bool IsSound => Low > 0 && High >= Low && Open >= Low && Open <= High && Close >= Low && Close <= High && Volume >= 0 && OpenTime >= 0;
}
