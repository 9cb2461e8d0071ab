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

namespace Argosy.Cli.Benching;

/// <summary>One live run against a stand-in exchange on loopback: each candle that closes leads to one order; measured from the frame to the order.</summary>
static class LiveBench
{
    const string Instrument = "BTC/USDT", Symbol = "BTCUSDT";
    const int WarmUp = 150, MinuteMs = 60_000, MostSilent = 40;

    // The stand-in, like the exchange, takes 100 orders in ten seconds.
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(125), Patience = TimeSpan.FromSeconds(5);

    /// <summary>Runs it.</summary>
    /// <param name="folder">An empty folder on the disk that is measured.</param>
    /// <param name="orders">Orders that count.</param>
    /// <param name="progress">From 0 to 1.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Result<LiveFigures>> RunAsync(string folder, int orders, IProgress<double> progress, CancellationToken cancellation)
    {
        var exchange = await TestnetServer.StartAsync(new TestnetOptions { History = 60 }, cancellation);
        if (!exchange.Ok) return exchange.Error!;
        await using var testnet = exchange.Value;
        await using var frames = await FrameServer.StartAsync();
        var database = await SqliteDatabase.Open(Path.Combine(folder, "bench.db"), cancellation);
        if (!database.Ok) return database.Error!;
        await using var store = database.Value;
        using var http = VenueHttp.Create();
        var (latency, syncs) = (new Recorder(), new LatencyHistogram());
        var disk = new Samples();
        syncs.Listener = disk.Add;
        var rest = testnet.Address;
        var options = new BinanceOptions { Rest = rest, SocketApi = new UriBuilder(rest) { Scheme = Uri.UriSchemeWs }.Uri, Streams = frames.Address, Latency = latency.Clock };
        var venue = new BinanceSpot(http, options, new RateBudgets(), "bench", new VenueKey(TestnetOptions.DefaultKey, TestnetOptions.DefaultSecret), TimeProvider.System);
        var loaded = await venue.LoadAsync(cancellation);
        if (!loaded.Ok) return loaded.Error!;
        var strategy = StrategyReader.Bind("every-bar", new Dictionary<string, string> { ["qty"] = "0.002" });
        if (!strategy.Ok) return strategy.Error!;
        var begins = new RunBegins(RunMode.Live, [venue.Listings[Instrument].Instrument], Timeframe.OneMinute, StrategyText.Of(strategy.Value), StoredSettings.Text(new BacktestSettings { Band = false }));
        await store.Accounts.Add(new AccountRow { Name = "bench", Venue = "binance", CreatedAt = 1 }, cancellation);
        await store.Bots.Add(new BotRow { Name = "bench", Version = "1.0", Language = "built-in", Source = begins.Strategy, CreatedAt = 1 }, cancellation);
        var deployment = await store.Bots.Deploy(new DeploymentRow { Bot = "bench", Version = "1.0", Account = "bench", State = "running", Configuration = "{}", CreatedAt = 1 }, cancellation);
        // All that a live run has in its path: journal, run log, audit trail, metrics.
        await using var trail = await AuditTrail.OpenAsync(store.Audit, new AuditFiles(Path.Combine(folder, "logs"), TimeProvider.System), TimeProvider.System, _ => { }, cancellation);
        await using var alerts = new AlertHub([], [], trail, TimeProvider.System);
        using var metrics = new HostMetrics();
        await using var queue = new StateQueue(store, TimeProvider.System, _ => { });
        await using var hub = new MarketHub(TimeProvider.System);
        await using var desk = new AccountDesk(new DeskParts
        {
            Account = "bench", Venue = venue, Listings = venue.Listings, Database = store, Folder = Path.Combine(folder, "account"), Alerts = alerts, Audit = trail, Time = TimeProvider.System,
            Options = new DeskOptions { Journal = new OrderJournalOptions { Syncs = syncs } },
        });
        var begun = await desk.StartAsync(cancellation);
        if (!begun.Ok) return begun.Error!;
        var now = Timeframe.OneMinute.Floor(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await using var host = new LiveHost(store, [desk], TimeProvider.System);
        host.Add(
            new BotTerms { Name = "bench", Deployment = deployment.Id, Account = "bench", Instruments = begins.Instruments, Begins = begins, Log = Path.Combine(folder, "runs", "1.log"), WarmUp = 0 },
            new BotServices
            {
                Lane = desk.Lane, Desk = desk, Market = venue, Hub = hub, Feed = new FeedOptions { Trades = false, LookEvery = null }, Worker = (_, listener) => new LocalWorkerLink(listener), Queue = queue,
                Watchers = [metrics], Audit = trail, Supervisor = new Supervisor(TimeProvider.System), Time = TimeProvider.System, Now = () => Volatile.Read(ref now),
            });
        var started = await host.StartAllAsync(cancellation);
        if (!started.Ok) return started.Error!;
        await frames.Connected.WaitAsync(Patience, cancellation);
        // Balances are reconciled before entries are let through.
        await Task.Delay(TimeSpan.FromSeconds(3), cancellation);
        var isWarm = false;
        for (var silent = 0; latency.Encoded.Count < orders || !isWarm;)
        {
            if (!isWarm && latency.Clock.Sent.Count >= WarmUp)
            {
                isWarm = true;
                latency.Begin();
                disk.Clear();
            }
            var before = latency.Clock.Sent.Count;
            var open = now;
            Volatile.Write(ref now, open + MinuteMs);
            await frames.SendAsync(Symbol, open, 20_000);
            await Task.Delay(Pace, cancellation);
            // The first sale is more than fees have left of the first purchase; from there on each candle is an order.
            silent = latency.Clock.Sent.Count == before ? silent + 1 : 0;
            if (silent > MostSilent) return new Error(ErrorKind.Unavailable, $"{silent} candles led to no order: {host.Bots[0].State} {host.Bots[0].Reason}{host.Bots[0].Blocked}{desk.Blocked}; {host.Bots[0].Orders} orders, {host.Bots[0].Fills} fills");
            progress.Report((double)latency.Clock.Sent.Count / (WarmUp + orders));
        }
        return new LiveFigures(orders, latency.Encoded, latency.Sent, disk, Parse());
    }

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

    // Exact samples beside the histogram's buckets.
    sealed class Recorder
    {
        public Recorder()
        {
            Clock.Encoded.Listener = Encoded.Add;
            Clock.Sent.Listener = Sent.Add;
        }

        public OrderClock Clock { get; } = new();

        public Samples Encoded { get; } = new();

        public Samples Sent { get; } = new();

        public void Begin()
        {
            Encoded.Clear();
            Sent.Clear();
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
/// <param name="ParseNanoseconds">A trade message, nanoseconds.</param>
sealed record LiveFigures(int Orders, Samples Encoded, Samples Sent, Samples Disk, double ParseNanoseconds);
