using System.Diagnostics;
using System.Text;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Alerting;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Control;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Journal;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Scheduling;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Storage.Sqlite;
using Argosy.Testnet.Hosting;
using Argosy.Venues.Binance;
using Argosy.Venues.Wire;
using Argosy.Worker.Links;
using Argosy.Worker.Strategies;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Jobs;

namespace Argosy.Cli.Benching;

/// <summary>One live run against a stand-in exchange on loopback: each candle that closes leads to one order; measured from the frame to the order.</summary>
static class LiveBench
{
    const string Instrument = "BTC/USDT";
    const int WarmUp = 150;
    // A rehearsal looks at the clock for the close, which the exchange's timer must meet.
    const double Speed = 8, RehearsedSpeed = 2;

    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromSeconds(30);

    /// <summary>Runs it.</summary>
    /// <param name="folder">An empty folder on the disk that is measured.</param>
    /// <param name="orders">Orders that count.</param>
    /// <param name="rehearses">Whether the way of an order is rehearsed around each close.</param>
    /// <param name="progress">From 0 to 1.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Result<LiveFigures>> RunAsync(string folder, int orders, bool rehearses, IProgress<double> progress, CancellationToken cancellation)
    {
        // The exchange's seconds pass faster, and so do ours: eight candles of a second in a second, or two.
        var speed = rehearses ? RehearsedSpeed : Speed;
        var time = new FasterTime(speed);
        var exchange = await TestnetServer.StartAsync(new TestnetOptions { History = 60, Speed = speed, Start = time.GetUtcNow().ToUnixTimeMilliseconds() }, cancellation);
        if (!exchange.Ok) return exchange.Error!;
        await using var testnet = exchange.Value;
        var database = await SqliteDatabase.Open(Path.Combine(folder, "bench.db"), cancellation);
        if (!database.Ok) return database.Error!;
        await using var store = database.Value;
        using var http = VenueHttp.Create();
        var (latency, syncs) = (new Recorder(), new LatencyHistogram());
        var disk = new Samples();
        syncs.Listener = disk.Add;
        var rest = testnet.Address;
        var options = new BinanceOptions { Rest = rest, SocketApi = new UriBuilder(rest) { Scheme = Uri.UriSchemeWs }.Uri, Streams = new UriBuilder(rest) { Scheme = Uri.UriSchemeWs }.Uri, Latency = latency.Clock };
        var venue = new BinanceSpot(http, options, new RateBudgets(), "bench", new VenueKey(TestnetOptions.DefaultKey, TestnetOptions.DefaultSecret), time);
        var loaded = await venue.LoadAsync(cancellation);
        if (!loaded.Ok) return loaded.Error!;
        var strategy = StrategyReader.Bind("every-bar", new Dictionary<string, string> { ["qty"] = "0.002" }, BotsElsewhere.Instance);
        if (!strategy.Ok) return strategy.Error!;
        var candles = Timeframe.Parse("1s");
        if (!candles.Ok) return candles.Error!;
        var begins = new RunBegins(RunMode.Live, [venue.Listings[Instrument].Instrument], candles.Value, StrategyText.Of(strategy.Value), StoredSettings.Text(new BacktestSettings { Band = false }));
        await store.Accounts.Add(new AccountRow { Name = "bench", Venue = "binance", CreatedAt = 1 }, cancellation);
        await store.Bots.Add(new BotRow { Name = "bench", Version = "1.0", Language = "built-in", Source = begins.Strategy, CreatedAt = 1 }, cancellation);
        var deployment = await store.Bots.Deploy(new DeploymentRow { Bot = "bench", Version = "1.0", Account = "bench", State = "running", Configuration = "{}", CreatedAt = 1 }, cancellation);
        // All that a live run has in its path: journal, run log, audit trail, metrics.
#pragma warning disable CA2000 // The trail owns its files.
        await using var trail = await AuditTrail.OpenAsync(store.Audit, new AuditFiles(Path.Combine(folder, "logs"), TimeProvider.System), TimeProvider.System, _ => { }, cancellation);
#pragma warning restore CA2000
        await using var alerts = new AlertHub([], [], trail, TimeProvider.System);
        using var metrics = new HostMetrics();
        await using var queue = new StateQueue(store, TimeProvider.System, _ => { });
        await using var hub = new MarketHub(time);
        await using var desk = new AccountDesk(new DeskParts
        {
            Account = "bench", Venue = venue, Listings = venue.Listings, Database = store, Folder = Path.Combine(folder, "account"), Alerts = alerts, Audit = trail, Time = time, Latency = latency.Clock,
            Options = new DeskOptions { Journal = new OrderJournalOptions { Syncs = syncs } },
        });
        var begun = await desk.StartAsync(cancellation);
        if (!begun.Ok) return begun.Error!;
        await using var host = new LiveHost(store, [desk], time);
        host.Add(
            new BotTerms { Name = "bench", Deployment = deployment.Id, Account = "bench", Instruments = begins.Instruments, Begins = begins, Log = Path.Combine(folder, "runs", "1.log"), WarmUp = 0 },
            new BotServices
            {
                Lane = desk.Lane, Desk = desk, Market = venue, Hub = hub, Feed = new FeedOptions { Rehearses = rehearses }, Worker = (_, listener) => new LocalWorkerLink(listener), Rehearser = (_, listener) => new LocalWorkerLink(listener), Queue = queue,
                Watchers = [metrics], Audit = trail, Latency = latency.Clock, Supervisor = new Supervisor(time), Time = time, Now = () => time.GetUtcNow().ToUnixTimeMilliseconds() + venue.ClockOffset,
            });
        var started = await host.StartAllAsync(cancellation);
        if (!started.Ok) return started.Error!;
        var (isWarm, seen, since) = (false, 0L, Stopwatch.GetTimestamp());
        while (!isWarm || latency.Sent.Count < orders)
        {
            await Task.Delay(Look, cancellation);
            var sent = latency.Clock.Sent.Count;
            if (!isWarm && sent >= WarmUp)
            {
                isWarm = true;
                latency.Begin();
                disk.Clear();
            }
            if (sent > seen) (seen, since) = (sent, Stopwatch.GetTimestamp());
            if (Stopwatch.GetElapsedTime(since) > Patience) return new Error(ErrorKind.Unavailable, $"no order within {Patience.TotalSeconds:0} s: {host.Bots[0].State} {host.Bots[0].Reason}{host.Bots[0].Blocked}{desk.Blocked}; {host.Bots[0].Orders} orders, {host.Bots[0].Fills} fills. {await LastLineAsync(store, deployment.Id)}");
            progress.Report(Math.Min(1, (double)sent / (WarmUp + orders)));
        }
        return new LiveFigures(orders, latency.Encoded, latency.Sent, disk, latency.Stages, Parse());
    }

    static async Task<string> LastLineAsync(IDatabase store, int deployment) => await store.Logs.Last(deployment, long.MaxValue, 1) is [var line, ..] ? line.Message : "";

    // A message as the exchange sends it; nanoseconds for each, the best of some rounds.
    static double Parse()
    {
        const int messages = 200_000, rounds = 7;
        var frame = Encoding.UTF8.GetBytes("{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"t\":12345,\"p\":\"16850.01000000\",\"q\":\"0.01250000\",\"T\":1672515782136,\"m\":true,\"M\":true}}");
        var reader = new BinanceReader();
        var best = double.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            var taken = 0;
            for (var i = 0; i < messages; i++)
            {
                if (BinanceReader.KindOf(frame, out var body) == BinanceEvent.Trade && reader.TryTrade(body, out _)) taken++;
            }
            if (taken != messages) throw new InvalidOperationException("the trade message was not read");
            best = Math.Min(best, Stopwatch.GetElapsedTime(begun).TotalNanoseconds / messages);
        }
        return best;
    }

    sealed class FasterTime(double speed) : TimeProvider
    {
        readonly DateTimeOffset _start = System.GetUtcNow();
        readonly long _began = Stopwatch.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, Faster(dueTime), Faster(period));

        TimeSpan Faster(TimeSpan wait) => wait > TimeSpan.Zero ? wait / speed : wait;

        public override DateTimeOffset GetUtcNow() => _start + (Stopwatch.GetElapsedTime(_began) * speed);
    }

    // Exact samples beside the histogram's buckets.
    sealed class Recorder
    {
        public Recorder()
        {
            Clock.Encoded.Listener = Encoded.Add;
            Clock.Sent.Listener = Sent.Add;
            for (var i = 0; i < Stages.Count; i++) Clock.Stages[i].Listener = Stages[i].Add;
        }

        public OrderClock Clock { get; } = new();

        public Samples Encoded { get; } = new();

        public Samples Sent { get; } = new();

        public IReadOnlyList<Samples> Stages { get; } = [.. Enum.GetValues<OrderStage>().Select(_ => new Samples())];

        public void Begin()
        {
            Encoded.Clear();
            Sent.Clear();
            foreach (var stage in Stages) stage.Clear();
        }
    }
}

/// <summary>Measurements, seconds.</summary>
sealed class Samples
{
    readonly List<double> _values = new(4_096);

    /// <summary>How many.</summary>
    public int Count => _values.Count;

    /// <summary>Adds one.</summary>
    public void Add(double seconds)
    {
        lock (_values) _values.Add(seconds);
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        lock (_values) _values.Clear();
    }

    /// <summary>A quantile, µs.</summary>
    public double Micros(double share)
    {
        lock (_values)
        {
            if (_values.Count == 0) return 0;
            var sorted = _values.Order().ToArray();
            return sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))] * 1e6;
        }
    }
}

/// <summary>What was measured.</summary>
/// <param name="Orders">Orders that count.</param>
/// <param name="Encoded">Frame to encoded and signed order.</param>
/// <param name="Sent">Frame to bytes handed to the system, fdatasync included.</param>
/// <param name="Disk">fdatasync of the journal alone.</param>
/// <param name="Stages">The stretches of the way, by <see cref="OrderStage"/>.</param>
/// <param name="ParseNanoseconds">A trade message, nanoseconds.</param>
sealed record LiveFigures(int Orders, Samples Encoded, Samples Sent, Samples Disk, IReadOnlyList<Samples> Stages, double ParseNanoseconds);
