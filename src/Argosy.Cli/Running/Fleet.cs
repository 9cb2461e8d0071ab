using Argosy.Cli.Invocation;
using Argosy.Cli.Operating;
using Argosy.Core.Commands;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Commands;
using Argosy.Hosting.Control;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.Desks;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.PlugIns;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Scheduling;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Venues.Wire;

namespace Argosy.Cli.Running;

/// <summary>A host with many deployments, put together: database and folder in, deployments and commands out.</summary>
sealed class Fleet : IAsyncDisposable
{
    const string PaperPrefix = "paper-";

    readonly FleetOptions _options;
    readonly IDatabase _database;
    readonly HttpClient _http;
    readonly MarketHub _hub;
    readonly StateQueue _queue;
    readonly DeployedRuns _runs;
    readonly CancellationTokenSource _end = new();
    readonly TimeProvider _time;
    Task _serving = Task.CompletedTask;

    Fleet(IDatabase database, FleetOptions options)
    {
        (_database, _options, _time) = (database, options, options.Time);
        _http = VenueHttp.Create();
        _hub = new MarketHub(_time);
        _queue = new StateQueue(database, _time, failure => options.Alerts.Tell(new Alert(AlertSeverity.Warning, "database", failure)));
        _runs = new DeployedRuns(options.Worker, options.UserCode);
        Host = new LiveHost(database, [], _time, options.Audit, new HaltFile(Path.Combine(options.Folder, "halts.json")));
        Venues = new HostVenues(_http, options.Addresses, options.PlugIns, KeyAsync, AddressAsync, _time);
        Deployments = new DeploymentManager(new DeploymentParts
        {
            Database = database,
            Host = Host,
            Venues = Venues,
            Runs = _runs,
            Queue = _queue,
            Hub = _hub,
            Sleep = options.Sleep,
            Supervisor = new Supervisor(_time, (bot, at) => _queue.Add(new CrashRow { Bot = bot, Time = at.ToUnixTimeMilliseconds() }), bot => _ = database.Bots.ForgiveCrashes(bot)),
            Alerts = options.Alerts,
            Folder = options.Folder,
            Audit = options.Audit,
            Watchers = options.Watchers,
            DeskOptions = options.DeskOptions,
            Time = _time,
        });
        Control = new FleetControl(Host, Deployments);
        Trades = new ManagedTrades(Host, database, () => Places, _time, OpenAsync);
        Commands = new HostCommands(Control, Trades, database, _time, CommandLine.Version);
        Service = new CommandService(database, new CommandSenders(options.Senders), Commands.ExecuteAsync, _time);
    }

    /// <summary>The bots that run.</summary>
    public LiveHost Host { get; }

    /// <summary>The deployments.</summary>
    public DeploymentManager Deployments { get; }

    /// <summary>What people may do with it by names.</summary>
    public FleetControl Control { get; }

    /// <summary>Trades opened by commands.</summary>
    public ManagedTrades Trades { get; }

    /// <summary>Carries commands out.</summary>
    public HostCommands Commands { get; }

    /// <summary>Takes commands from every mouth.</summary>
    public CommandService Service { get; }

    /// <summary>Its venues.</summary>
    public HostVenues Venues { get; }

    /// <summary>Where trades of commands can be opened now: every open account, then paper over every open market.</summary>
    IReadOnlyList<ITradePlace> Places =>
    [
        .. Deployments.OpenAccounts.Values.OrderBy(account => account.Row.Name, StringComparer.Ordinal).Select(account => Place(account.Row.Venue, account.Market, account)),
        .. Deployments.OpenVenues.OrderBy(venue => venue.Key, StringComparer.Ordinal).Select(venue => Place(venue.Key, venue.Value, null)),
    ];

    /// <summary>Makes it and takes up what ran before.</summary>
    public static async Task<Fleet> OpenAsync(IDatabase database, FleetOptions options, CancellationToken cancellation)
    {
        var fleet = new Fleet(database, options);
        await fleet.Deployments.RestoreAsync(cancellation);
        return fleet;
    }

    /// <summary>Goes on with open trades and serves until it is disposed.</summary>
    public async Task ServeAsync(CancellationToken cancellation)
    {
        foreach (var venue in _options.OpenVenues)
        {
            var opened = await Deployments.OpenVenueAsync(venue, cancellation);
            if (!opened.Ok) _options.Alerts.Tell(new Alert(AlertSeverity.Warning, "venue", opened.Error!.Message));
        }
        foreach (var failure in await Trades.RestoreAsync(cancellation)) _options.Alerts.Tell(new Alert(AlertSeverity.Warning, "trades", failure));
        _serving = Task.WhenAll(Deployments.ServeAsync(_end.Token), Trades.KeepAsync(_end.Token));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        // Managed trades are bots of the host and no deployments of the manager: all go, then the accounts' desks.
        await Host.DisposeAsync();
        await Deployments.DisposeAsync();
        await _runs.DisposeAsync();
        await _hub.DisposeAsync();
        await _queue.DisposeAsync();
        _http.Dispose();
        _end.Dispose();
    }

    async Task<Result<AccountKey>> KeyAsync(string account, CancellationToken cancellation) =>
        _options.Vault is { } vault ? await AccountKey.FindAsync(null, account, vault, _database.Accounts, cancellation) : Error.BadInput($"account: {account} trades with real money, and there is no master key that opens its key");

    async Task<Result<VenueAddresses?>> AddressAsync(string account, CancellationToken cancellation)
    {
        var details = (await _database.Accounts.Details(cancellation)).FirstOrDefault(row => row.Account == account);
        if (details is { IsDisabled: true }) return new Error(ErrorKind.Refused, $"account: {account} is disabled");
        if (details is null || details.Place.Length == 0) return Result<VenueAddresses?>.Of(null);
        return Uri.TryCreate(details.Place, UriKind.Absolute, out var rest) && (rest.Scheme == Uri.UriSchemeHttps || (rest.Scheme == Uri.UriSchemeHttp && rest.IsLoopback))
            ? VenueAddresses.At(rest)
            : Error.BadInput($"account: {account} has the address {details.Place}; expected https://HOST or http://127.0.0.1:PORT");
    }

    // An account by its name; else the one account of a venue, or its market for paper.
    async Task<Error?> OpenAsync(CommandScope scope, CancellationToken cancellation)
    {
        if (scope.Account is { } name && name.StartsWith(PaperPrefix, StringComparison.Ordinal)) return (await Deployments.OpenVenueAsync(name[PaperPrefix.Length..], cancellation)).Error;
        if (scope.Account is { } account) return (await Deployments.OpenAccountAsync(account, cancellation)).Error;
        if (scope.Exchange is not { } venue) return null;
        var accounts = scope.Mode == TradingMode.Paper ? [] : (await _database.Accounts.List(cancellation)).Where(row => row.Venue == venue && !row.IsPaper).Select(row => row.Name).ToArray();
        if (accounts.Length > 1) return Error.BadInput($"several accounts trade on {venue}; expected one of them: {string.Join(" or ", accounts.Select(one => $"-a {one}"))}");
        return accounts.Length == 1 ? (await Deployments.OpenAccountAsync(accounts[0], cancellation)).Error : (await Deployments.OpenVenueAsync(venue, cancellation)).Error;
    }

    ManagedPlace Place(string venue, VenueMarket market, OpenAccount? account)
    {
        var settings = new BacktestSettings { Margin = market.IsDerivative ? new MarginSettings { Mode = MarginMode.Isolated } : null };
        // Paper trades fill at the next candle's open: short ones where the venue has them.
        var candles = market.IsDerivative ? Timeframe.OneMinute : Timeframe.FromMilliseconds(1_000);
        var terms = new PlaceTerms(account?.Row.Name ?? PaperPrefix + venue, market.Market, candles, settings, "USDT") { Venue = account?.Venue, Desk = account?.Desk };
        return new ManagedPlace(terms, watcher => Deployments.ServicesOf(market, account, watcher), Deployments.LogOf, market.Now ?? (() => _time.GetUtcNow().ToUnixTimeMilliseconds() + (account?.Venue.ClockOffset ?? 0)));
    }
}

/// <summary>What a fleet is made with.</summary>
sealed record FleetOptions
{
    /// <summary>Folder of run logs, journals and books.</summary>
    public required string Folder { get; init; }

    /// <summary>Where alerts go.</summary>
    public required IAlerts Alerts { get; init; }

    /// <summary>The audit log; null for none.</summary>
    public AuditTrail? Audit { get; init; }

    /// <summary>Opens accounts' keys; null: no live trading.</summary>
    public KeyVault? Vault { get; init; }

    /// <summary>Who hears of bots.</summary>
    public IReadOnlyList<IBotWatcher> Watchers { get; init; } = [];

    /// <summary>Plug-ins.</summary>
    public IReadOnlyList<LoadedPlugIn> PlugIns { get; init; } = [];

    /// <summary>Other addresses of venues, by name.</summary>
    public IReadOnlyDictionary<string, VenueAddresses> Addresses { get; init; } = new Dictionary<string, VenueAddresses>();

    /// <summary>Venues whose market is open from the beginning, so that commands can trade there.</summary>
    public IReadOnlyList<string> OpenVenues { get; init; } = [];

    /// <summary>Who may command, by mouth; "*" where the mouth itself proves who speaks.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> Senders { get; init; } = new Dictionary<string, IReadOnlyCollection<string>> { ["web"] = ["*"], ["webhook"] = [CommandDoor.SecretHolder] };

    /// <summary>Where built-in strategies run; null for the usual.</summary>
    public WorkerKind? Worker { get; init; }

    /// <summary>When bots with a worker of their own go without it; null: never.</summary>
    public SleepOptions? Sleep { get; init; } = new();

    /// <summary>What holds the code of users.</summary>
    public UserCode UserCode { get; init; } = new(false, _ => { });

    /// <summary>Limits of an account.</summary>
    public Func<string, Task<DeskOptions>> DeskOptions { get; init; } = _ => Task.FromResult(new DeskOptions());

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
