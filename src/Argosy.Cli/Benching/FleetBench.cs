using System.Diagnostics;
using System.Globalization;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Jobs;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Synthesis;
using Argosy.Hosting.Alerting;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Control;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Scheduling;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Storage.Sqlite;
using Argosy.Worker.Links;
using Argosy.Worker.Strategies;

namespace Argosy.Cli.Benching;

/// <summary>Many paper bots with built-in strategies on one-minute candles in one process, each by the path of <c>argosy run</c>: hub, feed, run log, worker, database, audit trail, log files, metrics.</summary>
/// <remarks>The market is played as fast as it is taken; what a minute costs is counted in processor time, what the bots cost while nothing happens (their clocks) is measured beside it.</remarks>
static class FleetBench
{
    const int WarmUpBars = 500, MostWaiting = 20_000, AskEveryMs = 200;

    static readonly TimeSpan Rest = TimeSpan.FromSeconds(5), Patience = TimeSpan.FromSeconds(60), LookEvery = TimeSpan.FromMilliseconds(20);

    // Half of them follow a trend slowly, the others trade often.
    static readonly (string Name, Dictionary<string, string> Parameters)[] Strategies =
    [
        ("ma-cross", new() { ["fast"] = "10", ["slow"] = "30" }),
        ("rsi", new() { ["period"] = "14" }),
        ("donchian", []),
        ("macd", []),
        ("bollinger", []),
    ];

    static readonly string[][] Exits = [["stop:1%"], ["stop:0.5%", "target:1%"], ["trailing:1%"], []];

    /// <summary>Runs it.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="fleet">What is run.</param>
    /// <param name="progress">From 0 to 1.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Result<FleetFigures>> RunAsync(string folder, FleetSize fleet, IProgress<double> progress, CancellationToken cancellation)
    {
        var series = Enumerable.Range(0, fleet.Instruments).Select(i => Series(i, WarmUpBars + fleet.WarmMinutes + fleet.Minutes + 1)).ToArray();
        var begin = series[0].Bars.OpenTimes[WarmUpBars];
        var market = new VirtualMarket(series, 0, begin);
        var opened = await SqliteDatabase.Open(Path.Combine(folder, "bench.db"), cancellation);
        if (!opened.Ok) return opened.Error!;
        await using var database = opened.Value;
#pragma warning disable CA2000 // The trail owns its files.
        await using var trail = await AuditTrail.OpenAsync(database.Audit, new AuditFiles(Path.Combine(folder, "logs"), TimeProvider.System), TimeProvider.System, _ => { }, cancellation);
#pragma warning restore CA2000
        await using var alerts = new AlertHub([], [], trail, TimeProvider.System);
        using var metrics = new HostMetrics();
        await using var queue = new StateQueue(database, TimeProvider.System, _ => { });
        await using var hub = new MarketHub(TimeProvider.System);
        await using var host = new LiveHost(database, [], TimeProvider.System, trail);
        await database.Accounts.Add(new AccountRow { Name = "paper", Venue = "virtual", CreatedAt = 1 }, cancellation);
        for (var i = 0; i < fleet.Bots; i++)
        {
            var terms = await TermsAsync(database, folder, i, series, cancellation);
            if (!terms.Ok) return terms.Error!;
            host.Add(terms.Value, new BotServices
            {
                Lane = new Lane(fault => alerts.Tell(new Alert(AlertSeverity.Critical, "host-fault", fault.ToString()))),
                Market = market, Hub = hub, Feed = new FeedOptions { OldestPrice = null, Trades = false }, Worker = (_, listener) => new LocalWorkerLink(listener), Queue = queue, Watchers = [metrics],
                Audit = trail, Supervisor = new Supervisor(TimeProvider.System), Time = TimeProvider.System, Now = () => market.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            });
        }
        // The market stands until all are there, at the places where something is measured, and while the audit log lags behind.
        var (stop, wait) = (begin, 1);
        market.Backlog = () =>
        {
            if (market.Clock.GetUtcNow().ToUnixTimeMilliseconds() < Volatile.Read(ref stop) && trail.Waiting <= MostWaiting) return 0;
            // It asks again at once; who rests must not be measured asking.
            Thread.Sleep(Volatile.Read(ref wait));
            return int.MaxValue;
        };
        var started = await host.StartAllAsync(cancellation);
        if (!started.Ok) return started.Error!;
        Volatile.Write(ref wait, AskEveryMs);
        var missing = await ReachAsync(begin + Minutes(fleet.WarmMinutes));
        if (missing is not null) return missing;
        await trail.FlushAsync(Patience);
        var resting = await CostAsync(() => Task.Delay(Rest, cancellation));
        var before = host.Bots;
        Error? late = null;
        var running = await CostAsync(async () =>
        {
            late = await ReachAsync(begin + Minutes(fleet.WarmMinutes + fleet.Minutes));
            await trail.FlushAsync(Patience);
        });
        if (late is not null) return late;
        var bots = host.Bots;
        using var self = Process.GetCurrentProcess();
        var memory = Math.Max(self.PeakWorkingSet64, self.WorkingSet64);
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        return new FleetFigures(
            fleet, running.Processor.TotalSeconds / fleet.Minutes, running.Wall.TotalSeconds / fleet.Minutes, resting.Processor / resting.Wall, memory, heap,
            bots.Sum(bot => bot.Orders) - before.Sum(bot => bot.Orders), bots.Sum(bot => bot.Fills) - before.Sum(bot => bot.Fills));

        async Task<Error?> ReachAsync(long time)
        {
            Volatile.Write(ref stop, time);
            var since = Stopwatch.GetTimestamp();
            for (var seen = long.MinValue; ;)
            {
                await Task.Delay(LookEvery, cancellation);
                var states = host.Bots;
                if (states.FirstOrDefault(bot => bot.State is BotState.Disabled or BotState.Stopped or BotState.Finished) is { } ended) return new Error(ErrorKind.Unavailable, $"{ended.Name} ended: {ended.Reason}");
                var slowest = states.Min(bot => bot.Time);
                if (slowest > seen) (seen, since) = (slowest, Stopwatch.GetTimestamp());
                progress.Report(Math.Clamp((slowest - begin) / (double)Minutes(fleet.WarmMinutes + fleet.Minutes), 0, 1));
                if (slowest >= time) return null;
                if (Stopwatch.GetElapsedTime(since) > Patience) return new Error(ErrorKind.Unavailable, $"a bot stands still at {DateTimeOffset.FromUnixTimeMilliseconds(slowest):u}");
            }
        }
    }

    static long Minutes(int count) => count * 60_000L;

    static (Instrument Instrument, BarColumns Bars) Series(int index, int bars)
    {
        var made = SeriesGenerator.Generate(new SynthesisOptions { Bars = bars, Seed = (ulong)index + 1, Price = 100 + (index * 37) });
        return (new Instrument(string.Create(CultureInfo.InvariantCulture, $"C{index:00}"), "USDT", 0.01m, 0.0001m, 5m, made.PriceScale), made.ToColumns());
    }

    static async Task<Result<BotTerms>> TermsAsync(IDatabase database, string folder, int index, (Instrument Instrument, BarColumns Bars)[] series, CancellationToken cancellation)
    {
        var (name, parameters) = Strategies[index % Strategies.Length];
        var strategy = StrategyReader.Bind(name, parameters, BotsElsewhere.Instance);
        if (!strategy.Ok) return strategy.Error!;
        var settings = new BacktestSettings { Exits = Exits[index / Strategies.Length % Exits.Length], Size = "equity:50%", Band = false };
        var instrument = series[index % series.Length].Instrument;
        var begins = new RunBegins(RunMode.Paper, [instrument], Timeframe.OneMinute, StrategyText.Of(strategy.Value), StoredSettings.Text(settings));
        var bot = string.Create(CultureInfo.InvariantCulture, $"bot-{index + 1:0000}");
        await database.Bots.Add(new BotRow { Name = bot, Version = "1.0", Language = "built-in", Source = begins.Strategy, CreatedAt = 1 }, cancellation);
        var deployment = await database.Bots.Deploy(new DeploymentRow { Bot = bot, Version = "1.0", Account = "paper", State = "running", Configuration = "{}", CreatedAt = 1 }, cancellation);
        return new BotTerms
        {
            Name = bot, Deployment = deployment.Id, Account = "paper", Instruments = begins.Instruments, Begins = begins,
            Log = Path.Combine(folder, "runs", string.Create(CultureInfo.InvariantCulture, $"{deployment.Id}.log")), WarmUp = WarmUpBars,
        };
    }

    static async Task<(TimeSpan Processor, TimeSpan Wall)> CostAsync(Func<Task> work)
    {
        var (processor, begun) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await work();
        return (Environment.CpuUsage.TotalTime - processor, Stopwatch.GetElapsedTime(begun));
    }
}

/// <summary>What is run.</summary>
/// <param name="Bots">Bots, each on one instrument.</param>
/// <param name="Instruments">Instruments they share.</param>
/// <param name="WarmMinutes">Minutes that do not count.</param>
/// <param name="Minutes">Minutes that count.</param>
sealed record FleetSize(int Bots, int Instruments, int WarmMinutes, int Minutes);

/// <summary>What was measured.</summary>
/// <param name="Size">What was run.</param>
/// <param name="ProcessorSeconds">Processor time a minute of the market costs, all that is written included.</param>
/// <param name="WallSeconds">How long a minute took.</param>
/// <param name="RestingCores">Cores in use while the market stands.</param>
/// <param name="PeakBytes">Most resident memory.</param>
/// <param name="HeapBytes">What is reachable at the end, after a collection.</param>
/// <param name="Orders">Orders in the minutes that count.</param>
/// <param name="Fills">Executions in them.</param>
sealed record FleetFigures(FleetSize Size, double ProcessorSeconds, double WallSeconds, double RestingCores, long PeakBytes, long HeapBytes, int Orders, int Fills)
{
    /// <summary>The goal: cores at a minute a minute.</summary>
    public const double MostCores = 1;

    /// <summary>The goal for a thousand bots.</summary>
    public const long MostBytes = 1_500_000_000;

    /// <summary>Cores in use where a minute of the market takes a minute.</summary>
    public double Cores => (ProcessorSeconds / 60) + RestingCores;
}
