namespace Argosy.Core.MarketData;

/// <summary>Open, high, low, close and volume over [open time, close time); dated by open time, delivered at close time.</summary>
/// <param name="OpenTime">When the bar begins, Unix ms UTC.</param>
/// <param name="Open">First price, quote asset.</param>
/// <param name="High">Highest price, quote asset.</param>
/// <param name="Low">Lowest price, quote asset.</param>
/// <param name="Close">Last price, quote asset.</param>
/// <param name="Volume">Traded quantity, base asset (0 or more).</param>
public readonly record struct Bar(long OpenTime, double Open, double High, double Low, double Close, double Volume);
