using Argosy.Hosting.Observing;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Where Binance's USD-M futures are and how they are spoken to.</summary>
public sealed record UsdmOptions
{
    /// <summary>REST, without path: https://fapi.binance.com, or a venue on loopback.</summary>
    public Uri Rest { get; init; } = new("https://fapi.binance.com");

    /// <summary>All streams, without path; the venue splits them by path into /public, /market and /private.</summary>
    public Uri Streams { get; init; } = new("wss://fstream.binance.com");

    /// <summary>Where it is asked what a key may do, without path: the futures host does not say.</summary>
    public Uri Accounts { get; init; } = new("https://api.binance.com");

    /// <summary>Opens sockets; null for the network's own.</summary>
    public SocketConnect? Connect { get; init; }

    /// <summary>How long after its timestamp a request may still be accepted; 1 to 60 s. An order carries its own.</summary>
    public TimeSpan ReceiveWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an answer is waited for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the key of the account's stream is renewed; it ends after an hour without.</summary>
    public TimeSpan KeyRenewal { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>How long an order that nobody named is held back before it is asked for which conditional order it came.</summary>
    public TimeSpan ChildPatience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Limits of an address. Source: exchangeInfo's rateLimits.</summary>
    public IReadOnlyList<RateWindow> AddressLimits { get; init; } = [new(RateUnit.Weight, 2400, TimeSpan.FromMinutes(1))];

    /// <summary>Limits of an account.</summary>
    public IReadOnlyList<RateWindow> KeyLimits { get; init; } = [new(RateUnit.Orders, 300, TimeSpan.FromSeconds(10)), new(RateUnit.Orders, 1200, TimeSpan.FromMinutes(1))];

    /// <summary>Measures orders from the frame they follow from; null for none.</summary>
    public OrderClock? Latency { get; init; }

    internal BinanceOptions At(Uri rest) => new() { Rest = rest, ReceiveWindow = ReceiveWindow, Patience = Patience, Latency = Latency };
}
