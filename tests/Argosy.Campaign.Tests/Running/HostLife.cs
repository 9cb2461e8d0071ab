using System.Net.WebSockets;
using Argosy.Campaign.Tests.Virtual;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Tests.Desks;
using Argosy.Testnet.Hosting;
using Argosy.Venues.Binance;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Wire;

namespace Argosy.Campaign.Tests.Running;

/// <summary>One life of a host, from its start to kill −9: adapter, desk and journal as in a real one, over a network of our own.</summary>
internal sealed class HostLife
{
    readonly VirtualExchange _exchange;
    readonly HttpClient _http;

    public HostLife(VirtualExchange exchange, TimeSpan clockError, string folder, MemoryDatabase database, IAlerts alerts)
    {
        _exchange = exchange;
        Time = new LifeTime(exchange.Clock, clockError);
        _http = new HttpClient(new VirtualHandler(exchange, Time)) { Timeout = Timeout.InfiniteTimeSpan };
        var key = new VenueKey(TestnetOptions.DefaultKey, TestnetOptions.DefaultSecret);
        (Venue, Account) = exchange.Exchange.State.IsFutures
            ? Both(new BinanceUsdm(_http, new UsdmOptions { Connect = Connect }, new RateBudgets(), "campaign", key, Time))
            : Both(new BinanceSpot(_http, new BinanceOptions { Connect = Connect }, new RateBudgets(), "campaign", key, Time));
        Desk = new AccountDesk(new DeskParts
        {
            Account = "main",
            Venue = Account,
            Listings = new LateListings(Venue),
            Database = database,
            Folder = folder,
            Alerts = alerts,
            Time = Time,
            Options = new DeskOptions { Journal = new OrderJournalOptions { SegmentBytes = 64 << 10 }, ReconcileEveryMs = 20_000, MaxEntriesPerMinute = 0 },
        });
        Desk.Lane.IsOneThread = true;
    }

    public LifeTime Time { get; }

    public IMarketVenue Venue { get; }

    public ITradingVenue Account { get; }

    public AccountDesk Desk { get; }

    /// <summary>Whether bots may be seated.</summary>
    public bool IsStarted { get; private set; }

    /// <summary>Why it did not start; null while it may.</summary>
    public string? Refused { get; private set; }

    public async Task StartAsync()
    {
        while (Time.IsAlive)
        {
            var loaded = await Venue.LoadAsync(CancellationToken.None).ConfigureAwait(false);
            if (loaded.Ok) break;
            await Task.Delay(TimeSpan.FromMilliseconds(500), Time).ConfigureAwait(false);
        }
        var started = await Desk.StartAsync().ConfigureAwait(false);
        Refused = started.Error?.Message;
        IsStarted = started.Ok;
    }

    public void Kill()
    {
        Desk.Abandon();
        Time.Die();
    }

    static (IMarketVenue, ITradingVenue) Both<T>(T venue)
        where T : IMarketVenue, ITradingVenue => (venue, venue);

    ValueTask<WebSocket> Connect(Uri address, CancellationToken cancellation)
    {
        if (!Time.IsAlive || _exchange.Open(address) is not { } socket) throw new WebSocketException("no connection");
        socket.IsAlive = () => Time.IsAlive;
        return ValueTask.FromResult<WebSocket>(socket);
    }
}
