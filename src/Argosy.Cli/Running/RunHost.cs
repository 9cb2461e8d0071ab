using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Operating;
using Argosy.Cli.Plugging;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Commands;
using Argosy.Hosting.Control;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Observing;
using Argosy.Hosting.PlugIns;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Scheduling;
using Argosy.Research.Results;
using Argosy.Venues.Wire;
using Argosy.Worker.Links;
using Argosy.Worker.Strategies;

namespace Argosy.Cli.Running;

/// <summary>Puts a run together and keeps it until it ends or is asked to: database, venue, account's desk, bot.</summary>
/// <param name="session">Where it says what happens.</param>
/// <param name="parse">The options.</param>
/// <param name="options">Which there are.</param>
/// <param name="plan">What they say.</param>
sealed class RunHost(Session session, ParseResult parse, RunOptions options, RunPlan plan)
{
    // A market that is played as fast as it is taken waits for the audit log, too.
    const int MostUnaudited = 20_000;

    static readonly TimeSpan RetryVenue = TimeSpan.FromSeconds(5);

    readonly TimeProvider _time = TimeProvider.System;
    readonly ConsoleWatcher _console = new(session.Terminal, TimeProvider.System);
    readonly OrderClock _latency = new();
    readonly UserCode _userCode = UserCode.Of(parse, session);
    CommandDoorOptions? _door;
    IReadOnlyList<LoadedPlugIn> _plugIns = [];

    /// <summary>What is attached to the host while it runs, e.g. a console or a door for HTTP.</summary>
    public IReadOnlyList<Func<IHostControl, CancellationToken, Task>> Doors { get; init; } = [];

    /// <summary>Runs it.</summary>
    public async Task<ExitCode> RunAsync()
    {
        if (plan.Sources.Count > 0)
        {
            if (parse.GetValue(options.Worker) == WorkerKind.InProcess) return session.Fail(Error.BadInput("--worker in-process: code of a file runs in a process of its own only"));
            if (_userCode.Open() is { Ok: false } refused) return session.Fail(refused.Error!);
        }
        var door = CommandMouths.DoorOf(parse.GetValue(options.Commands));
        if (!door.Ok) return session.Fail(door.Error!);
        _door = door.Value;
        var plugIns = PlugInFolders.Load(OptionKinds.List(parse, options.PlugIns), parse.GetValue(options.PlugInFolder));
        if (!plugIns.Ok) return session.Fail(plugIns.Error!);
        _plugIns = plugIns.Value;
        Directory.CreateDirectory(plan.Folder);
        var opened = await OpenDatabaseAsync();
        if (!opened.Ok) return session.Fail(opened.Error!);
        await using var database = opened.Value;
        var key = await KeyAsync(database);
        if (!key.Ok) return session.Fail(key.Error!);
        using var vault = key.Value.Vault;
        using var http = VenueHttp.Create();
        var adapters = VenueAdapters.Of(plan, parse, options, key.Value.Key, http, _plugIns, _latency);
        if (!adapters.Ok) return session.Fail(adapters.Error!);
        try
        {
            var watch = await HostWatch.OpenAsync(parse, options, plan, database, _console, _time, key.Value.Key?.Secrets ?? [], session.Cancel);
            if (!watch.Ok) return session.Fail(watch.Error!);
            await using var watching = watch.Value;
            return await RunAsync(database, adapters.Value, key.Value, watching);
        }
        catch (OperationCanceledException) when (session.Cancel.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }

    async Task<ExitCode> RunAsync(IDatabase database, VenueAdapters adapters, FoundKey key, HostWatch watch)
    {
        if (await LoadAsync(adapters.Market, watch.Alerts) is { } unread) return session.Fail(unread);
        var instruments = Instruments(adapters.Market);
        if (!instruments.Ok) return session.Fail(instruments.Error!);
        var strategy = plan.Strategy is { } builtIn ? StrategyText.Of(builtIn) : await _userCode.StrategyAsync(plan.StrategyName, plan.Parameters, plan.Sources, session.Cancel);
        if (!strategy.Ok) return session.Fail(strategy.Error!);
        var begins = new RunBegins(plan.IsLive ? RunMode.Live : RunMode.Paper, instruments.Value, plan.Candles, strategy.Value, StoredSettings.Text(plan.Settings));
        var deployment = await Deployments.FindAsync(database, plan, begins, LogOf, parse.GetValue(options.Anew), Now);
        if (!deployment.Ok) return session.Fail(deployment.Error!);
        await using var queue = new StateQueue(database, _time, failure => watch.Alerts.Tell(new Alert(AlertSeverity.Warning, "database", failure)));
        await using var hub = new MarketHub(_time);
        await using var desk = plan.IsLive ? Desk(database, adapters, watch) : null;
        if (desk is not null)
        {
            var started = await desk.StartAsync(session.Cancel);
            if (!started.Ok) return session.Fail(started.Error!);
            if (await SetMarginAsync(adapters, instruments.Value) is { } unset) return session.Fail(unset);
            if (key.Key is { IsNew: true } fresh) await fresh.SaveAsync(plan.Account, key.Vault!, database.Accounts, session.Cancel);
        }
        return await RunAsync(database, adapters, new Parts(deployment.Value, begins, queue, hub, desk, watch));
    }

    async Task<ExitCode> RunAsync(IDatabase database, VenueAdapters adapters, Parts parts)
    {
        var terms = new BotTerms
        {
            Name = plan.Bot, Deployment = parts.Deployment.Id, Account = plan.Account, Instruments = parts.Begins.Instruments, Begins = parts.Begins, Log = LogOf(parts.Deployment.Id), WarmUp = plan.WarmUp,
        };
        var bot = Bot(database, adapters, parts, terms);
        Result<bool> started;
        await using (bot.Host)
        {
            var opened = await parts.Watch.OpenDoorAsync(bot.Host, database, parts.Desk, adapters, _latency);
            if (opened is not null) return session.Fail(opened);
            await using var mouths = new CommandMouths(session, bot.Host, database, Places(adapters, parts), _plugIns) { HasConsole = parse.GetValue(options.Console) };
            started = await bot.Host.StartAllAsync(session.Cancel);
            if (started.Ok && await mouths.OpenAsync(_door) is { } shut) started = shut;
            if (started.Ok) await UntilEndAsync(bot.Host, mouths);
        }
        if (parts.Desk is not null) await parts.Desk.StopAsync(CancellationToken.None);
        if (!started.Ok) return session.Fail(started.Error!);
        return Report(bot.Host.Bots.First(status => status.Name == plan.Bot), terms.Log);
    }

    // The engine reckons with the run's leverage and margin mode: the venue must, too, before the first order.
    async Task<Error?> SetMarginAsync(VenueAdapters adapters, IReadOnlyList<Instrument> instruments)
    {
        if (plan.Settings.Margin is not { } margin || adapters.Account is not { } account) return null;
        foreach (var instrument in instruments)
        {
            var set = await account.SetMarginAsync(instrument.Name, (int)plan.Settings.Leverage, margin.Mode == MarginMode.Isolated, session.Cancel);
            if (!set.Ok) return set.Error! with { Message = $"{instrument.Name}: leverage {Exact.Text(plan.Settings.Leverage)} and {(margin.Mode == MarginMode.Isolated ? "isolated" : "cross")} margin cannot be set: {set.Error!.Message}" };
        }
        return null;
    }

    (LiveHost Host, BotTerms Terms) Bot(IDatabase database, VenueAdapters adapters, Parts parts, BotTerms terms)
    {
        var host = new LiveHost(database, parts.Desk is null ? [] : [parts.Desk], _time, parts.Watch.Trail);
        var virtualMarket = adapters.Market as VirtualMarket;
        host.Add(terms, Services(adapters, parts, parts.Desk, parts.Desk?.Lane ?? NewLane(parts)));
        if (virtualMarket is not null) virtualMarket.Backlog = () => host.Backlog + (parts.Watch.Trail.Waiting > MostUnaudited ? parts.Watch.Trail.Waiting : 0);
        return (host, terms);
    }

    static Lane NewLane(Parts parts) => new(fault => parts.Watch.Alerts.Tell(new Alert(AlertSeverity.Critical, "host-fault", fault.ToString())));

    BotServices Services(VenueAdapters adapters, Parts parts, AccountDesk? desk, Lane lane, params IReadOnlyList<IBotWatcher> watchers)
    {
        var virtualMarket = adapters.Market as VirtualMarket;
        return new BotServices
        {
            Lane = lane,
            Desk = desk,
            Market = adapters.Market,
            Hub = parts.Hub,
            Feed = virtualMarket is null ? new FeedOptions() : FeedOptions.Recorded,
            Worker = StartWorker,
            Sleep = virtualMarket is null && Kind == WorkerKind.Process ? new SleepOptions() : null,
            Queue = parts.Queue,
            Watchers = [.. parts.Watch.Watchers, .. watchers],
            Audit = parts.Watch.Trail,
            Latency = _latency,
            Supervisor = parts.Supervisor,
            Time = _time,
            Now = ClockOf(adapters),
        };
    }

    Func<long> ClockOf(VenueAdapters adapters) => adapters.Market is VirtualMarket played ? () => played.Clock.GetUtcNow().ToUnixTimeMilliseconds() : () => Now + (adapters.Account?.ClockOffset ?? 0);

    // The usual place first; beside an account there is paper over its market.
    IReadOnlyList<ITradePlace> Places(VenueAdapters adapters, Parts parts)
    {
        var terms = new PlaceTerms("paper", adapters.Market, plan.Candles, plan.Settings, parts.Begins.Instruments[0].QuoteAsset);
        if (parts.Desk is null) terms = terms with { Account = plan.Account };
        var paper = new ManagedPlace(terms, watcher => Services(adapters, parts, null, NewLane(parts), watcher), LogOf, ClockOf(adapters));
        if (parts.Desk is not { } desk) return [paper];
        return [new ManagedPlace(terms with { Account = plan.Account, Venue = adapters.Account, Desk = desk }, watcher => Services(adapters, parts, desk, desk.Lane, watcher), LogOf, ClockOf(adapters)), paper];
    }

    async Task UntilEndAsync(LiveHost host, CommandMouths mouths)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(session.Cancel);
        var asked = new TaskCompletionSource();
        await using var registration = session.Cancel.Register(asked.SetResult);
        Task[] doors = [mouths.ServeAsync(end.Token), .. Doors.Select(door => door(host, end.Token))];
        await Task.WhenAny(host.AllEnded, host.Quitting, asked.Task);
        if (asked.Task.IsCompleted) await session.Terminal.Error.WriteLineAsync("stopping: entries are cancelled, exits stay at the venue; once more stops at once");
        await end.CancelAsync();
        await Task.WhenAll(doors);
    }

    ExitCode Report(BotStatus status, string log)
    {
        var json = parse.GetValue(options.Json);
        // Reading a long log again takes its time: who stops a run does not wait for it unasked.
        var summary = json is not null || status.State == BotState.Finished ? RunSummary.Of(status, log) : new RunSummary(status, log, "", "");
        if (!summary.Ok) return session.Fail(summary.Error!);
        if (json is not null && OutputFiles.WriteJson(session, json, summary.Value.WriteJson) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard) summary.Value.Write(session.Terminal);
        return status.State == BotState.Disabled ? ExitCode.Failed : ExitCode.Done;
    }

    Task<Result<IDatabase>> OpenDatabaseAsync() => HostFiles.OpenAsync(plan.Folder, parse.GetValue(options.Database), session.Cancel);

    async Task<Result<FoundKey>> KeyAsync(IDatabase database)
    {
        if (!plan.IsLive) return new FoundKey(null, null);
        var vault = AccountKey.OpenVault(parse.GetValue(options.MasterKey));
        if (!vault.Ok) return vault.Error!;
        var key = await AccountKey.FindAsync(parse.GetValue(options.Key), plan.Account, vault.Value, database.Accounts, session.Cancel);
        if (key.Ok) return new FoundKey(key.Value, vault.Value);
        vault.Value.Dispose();
        return key.Error!;
    }

    // A venue that cannot be reached now is waited for: a host that starts again after a failure must not give up.
    async Task<Error?> LoadAsync(IMarketVenue market, IAlerts alerts)
    {
        while (true)
        {
            var loaded = await market.LoadAsync(session.Cancel);
            if (loaded.Ok) return null;
            if (loaded.Error!.Kind is not (ErrorKind.Unavailable or ErrorKind.Timeout or ErrorKind.RateLimited or ErrorKind.Maintenance)) return loaded.Error;
            alerts.Tell(new Alert(AlertSeverity.Warning, "venue", $"{loaded.Error.Message}; it is asked again"));
            await Task.Delay(loaded.Error.RetryAfter ?? RetryVenue, _time, session.Cancel);
        }
    }

    Result<IReadOnlyList<Instrument>> Instruments(IMarketVenue market)
    {
        var found = new List<Instrument>();
        foreach (var name in plan.Instruments)
        {
            if (!market.Listings.TryGetValue(name, out var listing)) return Error.BadInput($"--instruments: {market.Name} lists no {name}{Suggestion.Phrase(name, market.Listings.Keys)}");
            if (!listing.IsOpen) return Error.BadInput($"--instruments: {name} does not trade on {market.Name} now");
            found.Add(listing.Instrument);
        }
        if (found.Find(other => other.QuoteAsset != found[0].QuoteAsset) is { } apart) return Error.BadInput($"--instruments: {found[0].Name} and {apart.Name} have different quote assets; one run has one cash pot");
        return found;
    }

    AccountDesk Desk(IDatabase database, VenueAdapters adapters, HostWatch watch) => new(new DeskParts
    {
        Account = plan.Account,
        Venue = adapters.Account!,
        Listings = adapters.Market.Listings,
        Database = database,
        Folder = Path.Combine(plan.Folder, "accounts", plan.Account),
        Alerts = watch.Alerts,
        Audit = watch.Trail,
        Latency = _latency,
        Time = _time,
        Options = new DeskOptions { MaxOrderNotional = parse.GetValue(options.MaxOrder) ?? 0, MaxPositionNotional = parse.GetValue(options.MaxPosition) ?? 0, Journal = new OrderJournalOptions { Syncs = watch.Syncs } },
    });

    IWorkerLink StartWorker(BotTerms terms, IWorkerListener listener)
    {
        if (Kind == WorkerKind.InProcess) return new LocalWorkerLink(listener);
        var started = plan.Sources.Count > 0 ? _userCode.StartWorker(listener) : ProcessWorkerLink.Start(WorkerCommand.Options(), listener);
        return started.Ok ? started.Value : throw new InvalidOperationException(started.Error!.Message);
    }

    WorkerKind Kind => parse.GetValue(options.Worker) ?? (plan.Sources.Count > 0 ? WorkerKind.Process : WorkerKind.InProcess);

    string LogOf(int deployment) => HostFiles.LogOf(plan.Folder, deployment);

    long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    sealed record FoundKey(AccountKey? Key, KeyVault? Vault);

    sealed record Parts(DeploymentRow Deployment, RunBegins Begins, StateQueue Queue, MarketHub Hub, AccountDesk? Desk, HostWatch Watch)
    {
        public Supervisor Supervisor { get; } = new(TimeProvider.System);
    }
}
