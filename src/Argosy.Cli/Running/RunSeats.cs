using Argosy.Cli.Invocation;
using Argosy.Core.Instruments;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Observing;
using Argosy.Hosting.PlugIns;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Cli.Running;

/// <summary>The seats of a host: their keys, adapters and desks, opened together and ended together.</summary>
/// <param name="session">Ends waits.</param>
/// <param name="options">Which options there are.</param>
sealed class RunSeats(Session session, RunOptions options) : IAsyncDisposable
{
    static readonly TimeSpan RetryVenue = TimeSpan.FromSeconds(5);

    readonly List<RunSeat> _seats = [];
    readonly HttpClient _http = VenueHttp.Create();
    readonly RateBudgets _budgets = new();
    KeyVault? _vault;

    /// <summary>The seats.</summary>
    public IReadOnlyList<RunSeat> All => _seats;

    /// <summary>How long the parts of an order's way take.</summary>
    public OrderClock Latency { get; } = new();

    /// <summary>Finds keys and makes adapters.</summary>
    public async Task<Error?> OpenAsync(IReadOnlyList<RunPlan> plans, IDatabase database, IReadOnlyList<LoadedPlugIn> plugIns)
    {
        var groups = RunSeat.Group(plans, options);
        if (!groups.Ok) return groups.Error;
        foreach (var group in groups.Value)
        {
            AccountKey? key = null;
            if (group[0].IsLive)
            {
                var found = await KeyAsync(group[0], database);
                if (!found.Ok) return found.Error;
                key = found.Value;
            }
            var adapters = VenueAdapters.Of(group[0], options, key, _http, _budgets, plugIns, Latency);
            if (!adapters.Ok) return adapters.Error! with { Message = group[0].Origins?.Place(adapters.Error!.Message) ?? adapters.Error!.Message };
            _seats.Add(new RunSeat(group, adapters.Value, key));
        }
        return null;
    }

    /// <summary>Reads what the venues list. One that cannot be reached now is waited for: a host that starts again after a failure must not give up.</summary>
    public async Task<Error?> LoadAsync(IAlerts alerts)
    {
        foreach (var seat in _seats)
        {
            while (true)
            {
                var loaded = await seat.Adapters.Market.LoadAsync(session.Cancel);
                if (loaded.Ok) break;
                if (loaded.Error!.Kind is not (ErrorKind.Unavailable or ErrorKind.Timeout or ErrorKind.RateLimited or ErrorKind.Maintenance)) return loaded.Error;
                alerts.Tell(new Alert(AlertSeverity.Warning, "venue", $"{loaded.Error.Message}; it is asked again"));
                await Task.Delay(loaded.Error.RetryAfter ?? RetryVenue, TimeProvider.System, session.Cancel);
            }
        }
        return null;
    }

    /// <summary>Opens the desks of accounts; what the venue took of new keys is sealed into the vault.</summary>
    /// <param name="database">Rows of orders and books.</param>
    /// <param name="watch">Alerts, audit and the disk's histogram.</param>
    /// <param name="instruments">Those of each bot.</param>
    public async Task<Error?> StartAsync(IDatabase database, Operating.HostWatch watch, Func<RunPlan, IReadOnlyList<Instrument>> instruments)
    {
        foreach (var seat in _seats.Where(seat => seat.First.IsLive))
        {
            var desk = seat.Desk = new AccountDesk(PartsOf(seat, database, watch));
            var started = await desk.StartAsync(session.Cancel);
            if (!started.Ok) return started.Error;
            foreach (var plan in seat.Plans)
            {
                if (await SetMarginAsync(seat.Adapters, plan, instruments(plan)) is { } unset) return unset;
            }
            // Where commands alone trade no deployment has named the account yet.
            await database.Accounts.Add(new AccountRow { Name = seat.First.Account, Venue = KebabCase.Of(seat.First.Venue.ToString()), IsPaper = false, CreatedAt = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() }, session.Cancel);
            if (seat.Key is { IsNew: true } fresh) await fresh.SaveAsync(seat.First.Account, _vault!, database.Accounts, session.Cancel);
        }
        return null;
    }

    /// <summary>Ends the desks, after the bots.</summary>
    public async Task StopAsync()
    {
        foreach (var seat in _seats)
        {
            if (seat.Desk is { } desk) await desk.StopAsync(CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var seat in _seats)
        {
            if (seat.Desk is { } desk) await desk.DisposeAsync();
        }
        _vault?.Dispose();
        _http.Dispose();
    }

    async Task<Result<AccountKey>> KeyAsync(RunPlan plan, IDatabase database)
    {
        if (_vault is null)
        {
            var opened = AccountKey.OpenVault(plan.Words.GetValue(options.MasterKey));
            if (!opened.Ok) return opened.Error!;
            _vault = opened.Value;
        }
        return await AccountKey.FindAsync(plan.Words.GetValue(options.Key), plan.Account, _vault, database.Accounts, session.Cancel);
    }

    // The engine reckons with the run's leverage and margin mode: the venue must, too, before the first order.
    async Task<Error?> SetMarginAsync(VenueAdapters adapters, RunPlan plan, IReadOnlyList<Instrument> instruments)
    {
        if (plan.Settings.Margin is not { } margin || adapters.Account is not { } account) return null;
        foreach (var instrument in instruments)
        {
            var set = await account.SetMarginAsync(instrument.Name, (int)plan.Settings.Leverage, margin.Mode == MarginMode.Isolated, session.Cancel);
            if (!set.Ok) return set.Error! with { Message = $"{instrument.Name}: leverage {Exact.Text(plan.Settings.Leverage)} and {(margin.Mode == MarginMode.Isolated ? "isolated" : "cross")} margin cannot be set: {set.Error!.Message}" };
        }
        return null;
    }

    DeskParts PartsOf(RunSeat seat, IDatabase database, Operating.HostWatch watch) => new()
    {
        Account = seat.First.Account,
        Venue = seat.Adapters.Account!,
        Listings = seat.Adapters.Market.Listings,
        Database = database,
        Folder = Path.Combine(seat.First.Folder, "accounts", seat.First.Account),
        Alerts = watch.Alerts,
        Audit = watch.Trail,
        Latency = Latency,
        Time = TimeProvider.System,
        Options = new DeskOptions
        {
            MaxOrderNotional = seat.First.Words.GetValue(options.MaxOrder) ?? 0,
            MaxPositionNotional = seat.First.Words.GetValue(options.MaxPosition) ?? 0,
            // All bots that trade an instrument must allow it: one that counts on stops at the exchange keeps the others away.
            Shared = seat.Plans.SelectMany(plan => plan.Instruments.Select(name => (Name: name, IsShared: plan.Words.GetValue(options.Shared)))).GroupBy(pair => pair.Name, StringComparer.Ordinal).Where(group => group.All(pair => pair.IsShared)).Select(group => group.Key).ToHashSet(StringComparer.Ordinal),
            Journal = new OrderJournalOptions { Syncs = watch.Syncs },
        },
    };
}
