using Argosy.Hosting.Ports;
using Argosy.Testnet.Hosting;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Tests.Contract;

/// <summary>Binance USD-M futures keep the contract.</summary>
public sealed class BinanceUsdmContract : VenueContract
{
    internal override Task<ContractVenue> StartAsync(ContractSetup setup) => ContractVenue.StartAsync(TestnetProtocol.BinanceFutures, setup, Make);

    internal override string PlacePath => "/fapi/v1/order";

    internal static (IMarketVenue, ITradingVenue) Make(TestnetServer server, HttpClient http, TimeProvider time, int? weight)
    {
        var options = new UsdmOptions { Rest = server.Address, Accounts = server.Address, Streams = new($"ws://{server.Address.Authority}") };
        if (weight is { } limit) options = options with { AddressLimits = [new(RateUnit.Weight, limit, TimeSpan.FromMinutes(1))] };
        var usdm = new BinanceUsdm(http, options, new(), "loopback", new(TestnetOptions.DefaultKey, TestnetOptions.DefaultSecret), time);
        return (usdm, usdm);
    }
}
