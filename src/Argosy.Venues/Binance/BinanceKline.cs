using Argosy.Hosting.Ports;

namespace Argosy.Venues.Binance;

/// <summary>A candle of the stream; only a closed one is a bar.</summary>
/// <param name="Symbol">The venue's spelling.</param>
/// <param name="Interval">The venue's spelling of the timeframe, e.g. 1m.</param>
/// <param name="Bar">Its figures so far.</param>
/// <param name="IsClosed">Whether they are final.</param>
public readonly record struct BinanceKline(string Symbol, string Interval, VenueBar Bar, bool IsClosed);
