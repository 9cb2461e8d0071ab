using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Data.Links;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Scheduling;

namespace Argosy.Hosting.Tests.Bots;

/// <summary>A bot on a recorded market with toy workers.</summary>
internal sealed class BotRig : IBotWatcher, IAsyncDisposable
{
    public static readonly Instrument Btc = new("BTC", "USDT", 0.01m, 0.001m, 5m, 2);

    readonly TemporaryFolder _folder = new();
    readonly MarketHub _hub = new(TimeProvider.System);
    StateQueue _queue;

    public BotRig() => _queue = new StateQueue(Rows, TimeProvider.System, _ => { });

    public RowsInMemory Rows { get; } = new();

    public Lane Lane { get; } = new(thrown => throw thrown);

    public ToyFaults Faults { get; } = new();

    public AuditTrail? Audit { get; set; }

    public Supervisor Supervisor { get; } = new(TimeProvider.System);

    public List<BotNews> News { get; } = [];

    public string Log => Path.Combine(_folder.Path, "runs", "1.log");

    public static BarColumns Bars(int count) => new()
    {
        Timeframe = Timeframe.OneMinute,
        OpenTimes = [.. Enumerable.Range(0, count).Select(i => 60_000L * (i + 1))],
        Open = [.. Enumerable.Range(0, count).Select(i => 100.0 + i)],
        High = [.. Enumerable.Range(0, count).Select(i => 101.0 + i)],
        Low = [.. Enumerable.Range(0, count).Select(i => 99.0 + i)],
        Close = [.. Enumerable.Range(0, count).Select(i => 100.5 + i)],
        Volume = [.. Enumerable.Range(0, count).Select(_ => 3.0)],
        PriceScale = 2,
        Hash = "toy",
    };

    /// <summary>Whether the way of an order is rehearsed, by how many walks before each candle.</summary>
    public int Walks { get; set; }

    public BotRun Run(int bars, IAccountDesk? desk = null, string strategy = "{}")
    {
        var market = new VirtualMarket([(Btc, Bars(bars))], 0);
        var terms = new BotTerms
        {
            Name = "toy", Deployment = 1, Account = "main", Instruments = [Btc], Log = Log,
            Begins = new RunBegins(desk is null ? RunMode.Paper : RunMode.Live, [Btc], Timeframe.OneMinute, strategy, "{}"),
        };
        return new BotRun(terms, new BotServices
        {
            Lane = Lane, Desk = desk, Market = Walks > 0 ? new RehearsingMarket(market, Walks) : market, Hub = _hub, Feed = FeedOptions.Recorded with { Rehearses = Walks > 0 }, Rehearser = (_, listener) => new ToyWorker(listener), Queue = _queue, Watchers = [this], Audit = Audit, Supervisor = Supervisor,
            Time = TimeProvider.System, Now = () => market.Clock.GetUtcNow().ToUnixTimeMilliseconds(), Worker = (_, listener) => new ToyWorker(listener, Faults),
        });
    }

    public async Task<BotRun> Finish(int bars, IAccountDesk? desk = null)
    {
        var run = Run(bars, desk);
        var started = await run.StartAsync(CancellationToken.None);
        Assert.True(started.Ok, started.Error?.Message);
        await run.Ended;
        return run;
    }

    /// <summary>Waits until what happened is in the database; the queue is at its end then.</summary>
    public async Task StoredAsync() => await _queue.CloseAsync(TimeSpan.FromSeconds(30));

    /// <summary>A queue for the next run.</summary>
    public void NewQueue() => _queue = new StateQueue(Rows, TimeProvider.System, _ => { });

    public IReadOnlyList<LinkMessage> Logged() => RunLogLines.Read(Log).Value.Messages;

    public void On(BotNews news) => News.Add(news);

    public async ValueTask DisposeAsync()
    {
        await _queue.DisposeAsync();
        await _hub.DisposeAsync();
        _folder.Dispose();
    }
}
