using Argosy.Hosting.Observing;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>Where Binance is and how it is spoken to.</summary>
public sealed record BinanceOptions
{
    /// <summary>REST, without path: https://api.binance.com, or a venue on loopback.</summary>
    public Uri Rest { get; init; } = new("https://api.binance.com");

    /// <summary>Market streams, without path.</summary>
    public Uri Streams { get; init; } = new("wss://stream.binance.com:9443");

    /// <summary>WebSocket API, without path.</summary>
    public Uri SocketApi { get; init; } = new("wss://ws-api.binance.com");

    /// <summary>Opens sockets; null for the network's own.</summary>
    public SocketConnect? Connect { get; init; }

    /// <summary>How long after its timestamp a request may still be accepted; 1 to 60 s.</summary>
    public TimeSpan ReceiveWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Limits of an address. Source: exchangeInfo's rateLimits.</summary>
    public IReadOnlyList<RateWindow> AddressLimits { get; init; } = [new(RateUnit.Weight, 6000, TimeSpan.FromMinutes(1))];

    /// <summary>Limits of an account.</summary>
    public IReadOnlyList<RateWindow> KeyLimits { get; init; } = [new(RateUnit.Orders, 100, TimeSpan.FromSeconds(10)), new(RateUnit.Orders, 200_000, TimeSpan.FromDays(1))];

    /// <summary>Measures orders from the frame they follow from; null for none.</summary>
    public OrderClock? Latency { get; init; }
}
