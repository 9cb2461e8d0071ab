using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Ports;
using Argosy.TestSupport;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>A desk on virtual time, with its journal on the real disk, a venue in memory and one bot.</summary>
internal sealed class DeskRig : IDisposable, IAlerts
{
    public const int Deployment = 5;

    public static readonly Instrument Btc = new("BTC", "USDT", 0.01m, 0.001m, 5m, 2);

    public static readonly VenueTraits Futures = new() { IsDerivative = true, HasStops = true, ExitsLockNothing = true };
    public static readonly VenueTraits Hedged = Futures with { HasLegs = true };
    public static readonly VenueTraits SpotReplacing = new() { HasStops = true, ReplacesAtOnce = true };
    public static readonly VenueTraits SpotPlain = new() { HasStops = true };
    public static readonly VenueTraits SpotBare = new();

    readonly TemporaryFolder _folder = new();
    readonly DeskOptions _options;

    public DeskRig(VenueTraits? traits = null, DeskOptions? options = null)
    {
        _options = options ?? new DeskOptions { Journal = new OrderJournalOptions { SegmentBytes = 64 << 10 } };
        Venue = new ScriptedVenue(Clock, traits ?? Futures) { OnPrice = price => Desk?.Lane.Run(() => Desk.Priced(ScriptedVenue.Instrument, price, Clock.Now)) };
        Database.AddDeployment(Deployment);
        Bot = new TestBot(Deployment, Btc);
        Desk = New();
    }

    public VirtualClock Clock { get; } = new();

    public ScriptedVenue Venue { get; }

    public MemoryDatabase Database { get; } = new();

    public TestBot Bot { get; set; }

    public AccountDesk Desk { get; private set; }

    public List<Alert> Alerts { get; } = [];

    public string Folder => _folder.Path;

    /// <summary>Starts the desk, seats the bot, and lets it be reconciled.</summary>
    public DeskRig Started(bool join = true)
    {
        var started = Clock.Await(Desk.StartAsync());
        Assert.True(started.Ok, started.Error?.Message);
        if (join) Join();
        Clock.Run(3_000);
        Venue.Move(Venue.Price);
        return this;
    }

    public void Join() => Desk.Lane.Run(() => Desk.Join(Bot, Bot.Knowledge()));

    public Result<bool> TryStart() => Clock.Await(Desk.StartAsync());

    /// <summary>The process dies and another one starts on the same disk.</summary>
    public void Crash()
    {
        Desk.Abandon();
        Renew();
    }

    public void Renew() => Desk = New();

    public void Wish(params WorkerMessage[] wishes) => Desk.Lane.Run(() => Desk.Wish(Deployment, wishes));

    public void Run(long milliseconds) => Clock.Run(milliseconds);

    public void Do(Action<AccountDesk> what) => Desk.Lane.Run(() => what(Desk));

    /// <summary>A filled entry, with its stop at the venue.</summary>
    public (OrderWanted Entry, OrderWanted Stop) Long(decimal quantity = 1m, decimal trigger = 90m)
    {
        var entry = Bot.Want(Side.Buy, quantity);
        Wish(entry);
        Run(50);
        var stop = Bot.Stop(quantity, trigger, entry.Id);
        Wish(stop);
        Run(50);
        return (entry, stop);
    }

    /// <summary>Orders at work at the venue, as type and quantity left.</summary>
    public (OrderType Type, decimal Left)[] Resting() => [.. Venue.Working.Select(o => (o.Type, o.Quantity - o.Executed))];

    public void Tell(Alert alert) => Alerts.Add(alert);

    public bool Alarmed(string code) => Alerts.Any(a => a.Code == code);

    public void Dispose()
    {
        Desk.Abandon();
        _folder.Dispose();
    }

    AccountDesk New() => new(new DeskParts
    {
        Account = "main",
        Venue = Venue,
        Listings = new Dictionary<string, Listing> { [Btc.Name] = new Listing("BTCUSDT", Btc) { IsOpen = true, MinQuantity = 0.001m } },
        Database = Database,
        Folder = Path.Combine(_folder.Path, "account"),
        Alerts = this,
        Time = Clock,
        Options = _options,
    });
}
