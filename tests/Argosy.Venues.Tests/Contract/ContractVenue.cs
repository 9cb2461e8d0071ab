using System.Globalization;
using System.Text.Json.Nodes;
using Argosy.Core.Orders;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Testnet.Hosting;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Tests.Contract;

/// <summary>What a test of the contract wants of the exchange.</summary>
internal sealed record ContractSetup
{
    /// <summary>Minutes of history.</summary>
    public int History { get; init; } = 30;

    /// <summary>Weight an address may use in a minute, at the exchange and in the adapter; null for the venue's own.</summary>
    public int? Weight { get; init; }
}

/// <summary>Makes an adapter of the exchange on loopback.</summary>
/// <param name="server">The exchange.</param>
/// <param name="http">Keeps the connections.</param>
/// <param name="time">The adapter's clock.</param>
/// <param name="weight">Weight an address may use in a minute; null for the venue's own.</param>
internal delegate (IMarketVenue Market, ITradingVenue Account) VenueFactory(TestnetServer server, HttpClient http, TimeProvider time, int? weight);

/// <summary>An adapter in front of a real exchange on loopback whose time stands still; the adapter's clock is a second and a bit behind.</summary>
internal sealed class ContractVenue : IAsyncDisposable
{
    public const long BehindMs = 1_234;
    public const string Instrument = "BTC/USDT", Symbol = "BTCUSDT";

    readonly HttpClient _http = VenueHttp.Create();
    readonly ClientOrderIds _ids = new(7, 1, 1);

    ContractVenue(TestnetServer server, VenueFactory make, int? weight)
    {
        (Server, Time) = (server, new TestnetTime(server, BehindMs));
        (Market, Account) = make(server, _http, Time, weight);
    }

    public TestnetServer Server { get; }

    public TestnetTime Time { get; }

    public IMarketVenue Market { get; }

    public ITradingVenue Account { get; }

    public Listing Listing => Market.Listings[Instrument];

    /// <summary>Price of the last trade.</summary>
    public decimal Last => Figure(Control("GET", "/control/state")["symbols"]!.AsArray().Single(row => (string)row!["symbol"]! == Symbol)!["last"]!);

    /// <summary>Orders the exchange ever took.</summary>
    public int Orders => (int)Control("GET", "/control/ledger")["orders"]!;

    public static async Task<ContractVenue> StartAsync(TestnetProtocol protocol, ContractSetup setup, VenueFactory make)
    {
        var started = await TestnetServer.StartAsync(new() { Protocol = protocol, Speed = 0, History = setup.History });
        Assert.True(started.Ok, started.Error?.Message);
        var venue = new ContractVenue(started.Value, make, setup.Weight);
        if (setup.Weight is { } weight) venue.Control("POST", $"/control/limits?weight={weight}");
        Assert.Equal([], (await venue.Market.LoadAsync(CancellationToken.None)).Value);
        return venue;
    }

    public JsonNode Control(string method, string path) => JsonNode.Parse(Server.Command(method, path))!;

    public void Step(long ms) => Time.Step(ms);

    /// <summary>Best bid and ask as the exchange has them.</summary>
    public (decimal Bid, decimal Ask) Best()
    {
        var book = Control("GET", $"/control/book?symbol={Symbol}");
        return (Figure(book["bids"]![0]![0]!), Figure(book["asks"]![0]![0]!));
    }

    /// <summary>A price so far from the last one that an order there rests, in whole ticks.</summary>
    public decimal Below(decimal ratio) => Math.Floor(Last * (1 - ratio) / Listing.Instrument.TickSize) * Listing.Instrument.TickSize;

    /// <summary>A limit order to buy that rests.</summary>
    public OrderRequest Resting(decimal quantity = 0.01m) => Order(Side.Buy, OrderType.Limit, quantity, Below(0.2m));

    /// <summary>An order as the gateway records it: to be signed within a second.</summary>
    public OrderRequest Order(Side side, OrderType type, decimal quantity, decimal price = 0, decimal trigger = 0, bool postOnly = false, TimeInForce inForce = TimeInForce.Gtc, string instrument = Instrument) =>
        Order(new OrderWish { Account = "a", Instrument = instrument, Side = side, Type = type, Quantity = quantity, Price = price, Trigger = trigger, PostOnly = postOnly, TimeInForce = inForce });

    public OrderRequest Order(OrderWish wish)
    {
        var id = _ids.Next();
        return new(id, id, wish, id.Counter + 1, Server.Now - BehindMs, Server.Now + 1_000, 5_000);
    }

    /// <summary>Waits for something another thread brings about; fails where it does not.</summary>
    public static async Task Until(Func<bool> isSo, string what)
    {
        for (var i = 0; i < 12_000; i++)
        {
            if (isSo()) return;
            await Task.Delay(5);
        }
        Assert.Fail($"waited in vain for {what}");
    }

    public static decimal Figure(JsonNode text) => decimal.Parse((string)text!, CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
