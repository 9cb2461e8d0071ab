using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Operating;
using Argosy.Cli.Plugging;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Commands;
using Argosy.Hosting.Control;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.PlugIns;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Scheduling;
using Argosy.Research.Results;
using Argosy.Worker.Links;
using Argosy.Worker.Strategies;

namespace Argosy.Cli.Running;

/// <summary>Puts runs together and keeps them until they end or are asked to: database, venues, accounts' desks, bots.</summary>
/// <param name="session">Where it says what happens.</param>
/// <param name="parse">The options of the process.</param>
/// <param name="options">Which there are.</param>
/// <param name="plans">The bots, at least one; or one without a strategy, for commands alone.</param>
sealed class RunHost(Session session, ParseResult parse, RunOptions options, IReadOnlyList<RunPlan> plans)
{
    // A market that is played as fast as it is taken waits for the audit log, too.
    const int MostUnaudited = 20_000;
    const string PaperAccount = "paper";

    readonly TimeProvider _time = TimeProvider.System;
    readonly ConsoleWatcher _console = new(session.Terminal, TimeProvider.System);
    readonly UserCode _userCode = UserCode.Of(parse, session);
    readonly Supervisor _supervisor = new(TimeProvider.System);
    readonly string _folder = plans[0].Folder;
    CommandDoorOptions? _door;
    IReadOnlyList<LoadedPlugIn> _plugIns = [];

    /// <summary>Runs them.</summary>
    public async Task<ExitCode> RunAsync()
    {
        if (plans.Any(plan => plan.Sources.Count > 0) && _userCode.Open() is { Ok: false } refused) return session.Fail(refused.Error!);
        var door = CommandMouths.DoorOf(parse.GetValue(options.Commands));
        if (!door.Ok) return session.Fail(door.Error!);
        _door = door.Value;
        var plugIns = PlugInFolders.Load(OptionKinds.List(parse, options.PlugIns), parse.GetValue(options.PlugInFolder));
        if (!plugIns.Ok) return session.Fail(plugIns.Error!);
        _plugIns = plugIns.Value;
        Directory.CreateDirectory(_folder);
        var opened = await HostFiles.OpenAsync(_folder, parse.GetValue(options.Database), session.Cancel);
        if (!opened.Ok) return session.Fail(opened.Error!);
        await using var database = opened.Value;
        await using var seats = new RunSeats(session, options);
        if (await seats.OpenAsync(plans, database, _plugIns) is { } closed) return session.Fail(closed);
        try
        {
            var watch = await HostWatch.OpenAsync(parse, options, plans, database, _console, _time, [.. seats.All.SelectMany(seat => seat.Key?.Secrets ?? [])], session.Cancel);
            if (!watch.Ok) return session.Fail(watch.Error!);
            await using var watching = watch.Value;
            return await RunAsync(database, seats, watching);
        }
        catch (OperationCanceledException) when (session.Cancel.IsCancellationRequested)
        {
            return ExitCode.Done;
        }
    }

    async Task<ExitCode> RunAsync(IDatabase database, RunSeats seats, HostWatch watch)
    {
        if (await seats.LoadAsync(watch.Alerts) is { } unread) return session.Fail(unread);
        var bots = new List<PlannedBot>();
        foreach (var seat in seats.All)
        {
            foreach (var plan in seat.Plans.Where(plan => plan.HasBot))
            {
                var bot = await BotAsync(database, seat, plan);
                if (!bot.Ok) return (session with { Origins = plan.Origins }).Fail(bot.Error!);
                bots.Add(bot.Value);
            }
        }
        await using var queue = new StateQueue(database, _time, failure => watch.Alerts.Tell(new Alert(AlertSeverity.Warning, "database", failure)));
        await using var hub = new MarketHub(_time);
        if (await seats.StartAsync(database, watch, plan => bots.Find(bot => bot.Plan == plan)?.Terms.Instruments ?? []) is { } shut) return session.Fail(shut);
        return await RunAsync(database, seats, new Parts(bots, queue, hub, watch));
    }

    async Task<Result<PlannedBot>> BotAsync(IDatabase database, RunSeat seat, RunPlan plan)
    {
        var instruments = seat.InstrumentsOf(plan);
        if (!instruments.Ok) return instruments.Error!;
        var strategy = plan.Strategy is { } builtIn ? StrategyText.Of(builtIn) : await _userCode.StrategyAsync(plan.StrategyName, plan.Parameters, plan.Sources, session.Cancel);
        if (!strategy.Ok) return strategy.Error!;
        var begins = new RunBegins(plan.IsLive ? RunMode.Live : RunMode.Paper, instruments.Value, plan.Candles, strategy.Value, StoredSettings.Text(plan.Settings));
        var deployment = await Deployments.FindAsync(database, plan, begins, LogOf, plan.Words.GetValue(options.Anew), _time.GetUtcNow().ToUnixTimeMilliseconds());
        if (!deployment.Ok) return deployment.Error!;
        return new PlannedBot(seat, plan, new BotTerms
        {
            Name = plan.Bot, Deployment = deployment.Value.Id, Account = plan.Account, Instruments = begins.Instruments, Begins = begins, Log = LogOf(deployment.Value.Id), WarmUp = plan.WarmUp,
        });
    }

    async Task<ExitCode> RunAsync(IDatabase database, RunSeats seats, Parts parts)
    {
        var host = new LiveHost(database, [.. seats.All.Select(seat => seat.Desk).OfType<AccountDesk>()], _time, parts.Watch.Trail);
        foreach (var bot in parts.Bots) host.Add(bot.Terms, Services(seats, bot.Seat, bot.Plan, parts, bot.Seat.Desk));
        foreach (var played in seats.All.Select(seat => seat.Played).OfType<VirtualMarket>()) played.Backlog = () => host.Backlog + (parts.Watch.Trail.Waiting > MostUnaudited ? parts.Watch.Trail.Waiting : 0);
        Result<bool> started;
        bool goesOn;
        await using (host)
        {
            if (await parts.Watch.OpenDoorAsync(host, database, seats) is { } shut) return session.Fail(shut);
            await using var mouths = new CommandMouths(session, host, database, Places(seats, parts), _plugIns) { HasConsole = parse.GetValue(options.Console) };
            started = await host.StartAllAsync(session.Cancel);
            // One bot that cannot begin does not end the others.
            goesOn = started.Ok || (parts.Bots.Count > 1 && !host.AllEnded.IsCompleted);
            if (goesOn && !started.Ok) (session with { Origins = null }).Fail(started.Error!);
            if (goesOn && await mouths.OpenAsync(_door) is { } closed) (started, goesOn) = (closed, false);
            if (goesOn) await UntilEndAsync(host, mouths, parts.Bots.Count > 0);
        }
        await seats.StopAsync();
        if (!goesOn) return session.Fail(started.Error!);
        var code = new RunReport(session, parse.GetValue(options.Json)).Write(host.Bots, parts.Bots);
        return started.Ok ? code : ExitCode.Failed;
    }

    static Lane NewLane(Parts parts) => new(fault => parts.Watch.Alerts.Tell(new Alert(AlertSeverity.Critical, "host-fault", fault.ToString())));

    BotServices Services(RunSeats seats, RunSeat seat, RunPlan plan, Parts parts, AccountDesk? desk, params IReadOnlyList<IBotWatcher> watchers) => new()
    {
        Lane = desk?.Lane ?? NewLane(parts),
        Desk = desk,
        Market = seat.Adapters.Market,
        Hub = parts.Hub,
        Feed = seat.Played is null ? new FeedOptions { Rehearses = parse.GetValue(options.Rehearse) } : FeedOptions.Recorded with { Trades = plan.Settings.Ticks is not null },
        Worker = (_, listener) => StartWorker(plan, listener),
        Sleep = seat.Played is null && plan.Worker == WorkerKind.Process ? new SleepOptions() : null,
        Rehearser = plan.Worker == WorkerKind.InProcess ? (_, listener) => new LocalWorkerLink(listener) : null,
        Queue = parts.Queue,
        Watchers = [.. parts.Watch.Watchers, .. watchers],
        Audit = parts.Watch.Trail,
        Latency = seats.Latency,
        Supervisor = _supervisor,
        Time = _time,
        Now = seat.Clock,
    };

    // Accounts first, in the order of the bots; beside each there is paper over its market.
    IReadOnlyList<ITradePlace> Places(RunSeats seats, Parts parts)
    {
        var places = new List<ITradePlace>();
        foreach (var seat in seats.All)
        {
            if (seat.Desk is { } desk) Add(seat, seat.First.Account, desk);
            else if (!places.Exists(place => place.Account == seat.First.Account)) Add(seat, seat.First.Account, null);
        }
        foreach (var seat in seats.All.Where(seat => seat.Desk is not null))
        {
            var name = places.Exists(place => place.Account == PaperAccount) ? $"{PaperAccount}-{seat.Adapters.Market.Name}" : PaperAccount;
            if (!places.Exists(place => place.Account == name || (place.Mode == Core.Commands.TradingMode.Paper && ReferenceEquals(place.Market, seat.Adapters.Market)))) Add(seat, name, null);
        }
        return places;

        void Add(RunSeat seat, string account, AccountDesk? desk)
        {
            var terms = new PlaceTerms(account, seat.Adapters.Market, seat.First.Candles, seat.First.Settings, seat.Quote) { Venue = desk is null ? null : seat.Adapters.Account, Desk = desk };
            // Trades of commands are a built-in strategy, whatever trades beside them.
            var plan = seat.First.Sources.Count > 0 ? seat.First with { Sources = new Dictionary<string, string>() } : seat.First;
            places.Add(new ManagedPlace(terms, watcher => Services(seats, seat, plan, parts, desk, watcher), LogOf, seat.Clock));
        }
    }

    async Task UntilEndAsync(LiveHost host, CommandMouths mouths, bool hasBots)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(session.Cancel);
        var asked = new TaskCompletionSource();
        await using var registration = session.Cancel.Register(asked.SetResult);
        var serving = mouths.ServeAsync(end.Token);
        await Task.WhenAny([host.Quitting, asked.Task, .. hasBots ? [host.AllEnded] : Array.Empty<Task>()]);
        if (asked.Task.IsCompleted) await session.Terminal.Error.WriteLineAsync("stopping: entries are cancelled, exits stay at the venue; once more stops at once");
        await end.CancelAsync();
        await serving;
    }

    IWorkerLink StartWorker(RunPlan plan, IWorkerListener listener)
    {
        if (plan.Worker == WorkerKind.InProcess) return new LocalWorkerLink(listener);
        var started = plan.Sources.Count > 0 ? _userCode.StartWorker(listener) : ProcessWorkerLink.Start(WorkerCommand.Options(), listener);
        return started.Ok ? started.Value : throw new InvalidOperationException(started.Error!.Message);
    }

    string LogOf(int deployment) => HostFiles.LogOf(_folder, deployment);

    sealed record Parts(IReadOnlyList<PlannedBot> Bots, StateQueue Queue, MarketHub Hub, HostWatch Watch);
}

/// <summary>A bot that is about to run.</summary>
/// <param name="Seat">Where.</param>
/// <param name="Plan">As it was asked for.</param>
/// <param name="Terms">As it is run.</param>
sealed record PlannedBot(RunSeat Seat, RunPlan Plan, BotTerms Terms);
