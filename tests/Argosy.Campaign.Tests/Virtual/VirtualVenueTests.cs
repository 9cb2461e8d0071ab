using System.Net.WebSockets;
using Argosy.Core.Values;
using Argosy.Testnet.Hosting;
using Argosy.Venues.Binance;
using Argosy.Venues.Wire;

namespace Argosy.Campaign.Tests.Virtual;

/// <summary>The ground the campaign stands on: adapters speak to the exchange on virtual time, on one thread, the same way each time.</summary>
public sealed class VirtualVenueTests
{
    [Fact]
    public void Adapter_LoadsAndFollowsTheAccount_OnVirtualTime() => OneThread.Run(() =>
    {
        var clock = new VirtualClock();
        var exchange = new VirtualExchange(clock, new SeededGenerator(1), TestnetProtocol.Binance, new NetworkFaults());
        var life = new LifeTime(clock, TimeSpan.Zero);
        using var http = new HttpClient(new VirtualHandler(exchange, life)) { Timeout = Timeout.InfiniteTimeSpan };
        var venue = new BinanceSpot(http, Options(exchange, life), new RateBudgets(), "campaign", new VenueKey(TestnetOptions.DefaultKey, TestnetOptions.DefaultSecret), life);

        var loading = venue.LoadAsync(CancellationToken.None);
        clock.RunUntil(clock.Now + 5_000);

        Assert.True(loading.IsCompletedSuccessfully);
        Assert.True(loading.Result.Ok, loading.Result.Error?.Message);
        Assert.Contains("BTC/USDT", venue.Listings.Keys);
    });

    internal static BinanceOptions Options(VirtualExchange exchange, LifeTime life) => new()
    {
        Connect = (address, _) => exchange.Open(address) is { } socket
            ? ValueTask.FromResult<WebSocket>(With(socket, life))
            : throw new WebSocketException("no connection"),
    };

    static VirtualSocket With(VirtualSocket socket, LifeTime life)
    {
        socket.IsAlive = () => life.IsAlive;
        return socket;
    }
}
