using Argosy.Hosting.Ports;
using Argosy.Testnet.Hosting;
using Argosy.Venues.Binance;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Tests.Contract;

/// <summary>Binance spot keeps the contract.</summary>
public sealed class BinanceSpotContract : VenueContract
{
    internal override Task<ContractVenue> StartAsync(ContractSetup setup) => ContractVenue.StartAsync(TestnetProtocol.Binance, setup, Make);

    internal override string PlacePath => "/api/v3/order";

    internal static (IMarketVenue, ITradingVenue) Make(TestnetServer server, HttpClient http, TimeProvider time, int? weight)
    {
        var socket = new Uri($"ws://{server.Address.Authority}");
        var options = new BinanceOptions { Rest = server.Address, Streams = socket, SocketApi = socket };
        if (weight is { } limit) options = options with { AddressLimits = [new(RateUnit.Weight, limit, TimeSpan.FromMinutes(1))] };
        var spot = new BinanceSpot(http, options, new(), "loopback", new(TestnetOptions.DefaultKey, TestnetOptions.DefaultSecret), time);
        return (spot, spot);
    }
}
