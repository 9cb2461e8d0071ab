using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Data.Links;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Scheduling;
using Argosy.TestSupport;

namespace Argosy.Hosting.Tests.Bots;

/// <summary>A bot with candles of an hour in virtual time, whose workers are counted.</summary>
internal sealed class SleepRig : IBotWatcher, IDisposable
{
    const long Hour = 3_600_000;

    readonly TemporaryFolder _folder = new();
#pragma warning disable CA2213, CA2000 // They wait on virtual time, which stands still when a test has ended.
    readonly MarketHub _hub;
    readonly StateQueue _queue;
    readonly HandMarket _market;

    public SleepRig()
    {
        // A quarter past a full hour.
        Clock = new VirtualClock((1_790_000_000_000 / Hour * Hour) + (Hour / 4));
        _hub = new MarketHub(Clock);
        _queue = new StateQueue(new RowsInMemory(), TimeProvider.System, _ => { });
#pragma warning restore CA2213, CA2000
        _market = new HandMarket(Clock, BotRig.Btc.Name, Timeframe.OneHour);
        Supervisor = new Supervisor(Clock);
        Lane.IsOneThread = true;
    }

    public VirtualClock Clock { get; }

    public Lane Lane { get; } = new(thrown => throw thrown);

    public Supervisor Supervisor { get; }

    public ToyFaults Faults { get; } = new();

    /// <summary>Workers that are there now.</summary>
    public int Workers { get; private set; }

    /// <summary>How many of the next workers cannot be started.</summary>
    public int Unstartable { get; set; }

    public List<BotNews> News { get; } = [];

    public string Log => Path.Combine(_folder.Path, "1.log");

    /// <summary>Time of the next full hour.</summary>
    public long NextClose => (Clock.Now / Hour * Hour) + Hour;

    /// <summary>Starts the bot.</summary>
    public BotRun Start(SleepOptions? sleep, IAccountDesk? desk = null, FeedOptions? feed = null)
    {
        var terms = new BotTerms
        {
            Name = "toy", Deployment = 1, Account = "main", Instruments = [BotRig.Btc], Log = Log, WarmUp = 3,
            Begins = new RunBegins(desk is null ? RunMode.Paper : RunMode.Live, [BotRig.Btc], Timeframe.OneHour, "{}", "{}"),
        };
        var run = new BotRun(terms, new BotServices
        {
            Lane = Lane, Desk = desk, Market = _market, Hub = _hub, Feed = feed ?? new FeedOptions(), Queue = _queue, Watchers = [this], Supervisor = Supervisor, Sleep = sleep, Time = Clock, Now = () => Clock.Now,
            Worker = (_, listener) =>
            {
                if (Unstartable-- > 0) throw new InvalidOperationException("no process can be started");
                Workers++;
                return new CountedWorker(new ToyWorker(listener, Faults), () => Workers--);
            },
        });
        var started = Clock.Await(run.StartAsync(CancellationToken.None));
        Assert.True(started.Ok, started.Error?.Message);
        return run;
    }

    public string[] Logged()
    {
        using var file = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void On(BotNews news) => News.Add(news);

    public void Dispose() => _folder.Dispose();

    sealed class CountedWorker(ToyWorker inner, Action gone) : IWorkerLink
    {
        bool _isGone;

        public void Tell(HostMessage message) => inner.Tell(message);

        public ValueTask DisposeAsync()
        {
            if (!_isGone) gone();
            _isGone = true;
            return ValueTask.CompletedTask;
        }
    }
}
