using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Data.Links;
using Argosy.Hosting.Bots;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Scheduling;
using Argosy.Hosting.Tests.Bots;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Worker.Links;

namespace Argosy.Campaign.Tests.Running;

/// <summary>One seeded run of the whole live path: market stream, bot channel with its log, worker with engine and strategy, desk, journal, adapter, exchange.</summary>
internal abstract class WholeRun : SeededRun
{
    const long TradingMs = 40 * 60_000L;

    readonly CoverWatch _watch;
    readonly RunBegins _begins;
    readonly SleepOptions? _sleep;
    readonly StateQueue _queue;
    BotRun? _bot;

    protected WholeRun(Stage stage, CoverWatch watch, string strategy, BacktestSettings settings, SleepOptions? sleep = null)
        : base(stage)
    {
        (_watch, _sleep) = (watch, sleep);
        Database.AddDeployment(Deployment);
        _queue = new StateQueue(Rows, TimeProvider.System, _ => { });
        _begins = new RunBegins(RunMode.Live, [stage.Instrument], Timeframe.OneMinute, strategy, StoredSettings.Text(settings));
    }

    /// <summary>How often a bot fell asleep.</summary>
    public int Sleeps { get; private set; }

    public int Fills => Database.Executions.Count;

    /// <summary>What the host wrote down besides orders.</summary>
    protected RowsInMemory Rows { get; } = new();

    /// <summary>Takes the run to its end.</summary>
    protected void Play() => OneThread.Run(() =>
    {
        Begin();
        Beat();
        Clock(TradingMs);
        Settle();
        Compare();
        Sleeps += _bot?.Sleeps ?? 0;
    });

    /// <summary>What a host does before its bots take their places.</summary>
    protected virtual Task PrepareAsync(HostLife life) => Task.CompletedTask;

    /// <summary>What else happens while there is trading, every so many milliseconds.</summary>
    protected virtual void Disturb(int beatMs)
    {
    }

    /// <summary>The exchange's books against the desk's; what differs.</summary>
    protected abstract IEnumerable<string> Differences();

    /// <summary>The exchange's own executions on the account, signed, base asset.</summary>
    protected abstract decimal Foreign { get; }

    /// <summary>What a run that ended well says of itself against what it was told; what differs.</summary>
    protected abstract IEnumerable<string> Differences(BotStatus status, IReadOnlyList<HostMessage> log, IReadOnlyList<OrderSaid> told);

    void Begin()
    {
        var life = Begin(clockErrorMs: 1_000);
        _ = StartAsync(life, async () =>
        {
            await PrepareAsync(life).ConfigureAwait(false);
            if (!life.Time.IsAlive) return;
            _bot = Bot(life);
            var started = await _bot.StartAsync(CancellationToken.None).ConfigureAwait(false);
            if (!started.Ok) Bad($"the bot did not start: {started.Error!.Message}");
        });
    }

    BotRun Bot(HostLife life) => new(
        new BotTerms { Name = "bot", Deployment = Deployment, Account = "main", Instruments = [Stage.Instrument], Begins = _begins, Log = PathOf("run.log"), WarmUp = 20 },
        new BotServices
        {
            Lane = life.Desk.Lane,
            Desk = life.Desk,
            Market = life.Venue,
            Hub = new MarketHub(life.Time),
            Feed = new FeedOptions(),
            Worker = (_, listener) => new LocalWorkerLink(listener),
            Sleep = _sleep,
            Queue = _queue,
            Supervisor = new Supervisor(life.Time),
            Time = life.Time,
            Now = () => life.Time.GetUtcNow().ToUnixTimeMilliseconds() + life.Account.ClockOffset,
        });

    bool Runs => _bot?.Status.State == BotState.Running;

    void Beat()
    {
        const int beat = 100;
        Stage.Clock.After(beat, Beat);
        if (!IsTrading) return;
        if (Stage.Random.NextUnit() < Stage.Faults.Kill * beat / 5_000 && Life.Time.IsAlive) Die(Life);
        Disturb(beat);
        _watch.Look(Life.Time.IsAlive && Runs);
    }

    void Die(HostLife life)
    {
        Sleeps += _bot?.Sleeps ?? 0;
        _bot = null;
        life.Kill();
        Died(nextWithinMs: 20_000, Begin);
    }

    // The position is closed by the kill switch, and everything must come to an end.
    void Settle()
    {
        Heal(() => Runs, () => { });
        Clock(60_000);
        Life.Desk.Lane.Run(() => Life.Desk.Kill("campaign", flatten: true));
        Clock(120_000);
        Life.Desk.Lane.Run(() => Life.Desk.Lift("campaign"));
        Clock(60_000);
    }

    void Compare()
    {
        Bad(Stage.Clock.Strays);
        Bad(_watch.Problems);
        if (_bot?.Status is not { State: BotState.Running } status)
        {
            Bad($"no bot runs at the end: {_bot?.Status.State} {_bot?.Status.Reason}");
            return;
        }
        Bad(Differences());
        var read = RunLogLines.Read(PathOf("run.log"));
        if (!read.Ok)
        {
            Bad($"the run log cannot be read: {read.Error!.Message}");
            return;
        }
        // The run was told each execution once, and none that did not happen; the exchange's own, too.
        var log = read.Value.Messages.Select(m => m.Host).OfType<HostMessage>().ToArray();
        var told = log.OfType<OrderSaid>().Where(said => said.Event.Kind == OrderEventKind.Filled).ToArray();
        var twice = told.GroupBy(said => (said.Event.Fill.Side, said.TradeId)).Where(group => group.Count() > 1).Select(group => group.Key).ToArray();
        if (twice.Length > 0) Bad($"told twice: {string.Join(", ", twice)}");
        var here = told.Sum(said => said.Event.Fill.SignedQuantity);
        var there = Database.Executions.Values.Sum(fill => fill.Side == Side.Buy ? fill.Quantity : -fill.Quantity) + Foreign;
        if (here != there) Bad($"the run was told {here}, the account executed {there}");
        Bad(Differences(status, log, told));
    }
}
