using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Desks;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Scheduling;
using Argosy.Hosting.Tests.Bots;
using Argosy.Hosting.Tests.Desks;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Testnet.Hosting;
using Argosy.Worker.Links;

namespace Argosy.Campaign.Tests.Running;

/// <summary>One seeded run of the whole live path: market stream, bot channel with its log, worker with engine and strategy, desk, journal, adapter, exchange.</summary>
internal sealed class BotCampaignRun : IAlerts, IDisposable
{
    const int Deployment = 5;
    const string Symbol = "BTCUSDT";
    const long TradingMs = 40 * 60_000L, PatienceMs = 900_000;

    static readonly string[] Strategies =
    [
        """{"name":"every-bar","parameters":{"qty":"0.002"}}""",
        """{"name":"ma-cross","parameters":{"fast":"2","slow":"4"}}""",
        """{"name":"donchian","parameters":{"period":"4","exit":"2"}}""",
    ];

    static readonly string[][] Exits = [["stop:0.2%"], ["stop:0.1%", "target:0.1%"], ["trailing:0.1%"], ["stop:0.3%", "time-stop:3m"], ["stop:0.2%", "break-even:0.05%"]];

    readonly VirtualClock _clock = new();
    readonly SeededGenerator _random;
    readonly NetworkFaults _faults;
    readonly VirtualExchange _exchange;
    readonly MemoryDatabase _database = new();
    readonly StateQueue _queue;
    readonly StopWatch _stops;
    readonly CampaignBooks _books;
    readonly Instrument _instrument;
    readonly RunBegins _begins;
    readonly SleepOptions? _sleep;
    readonly string _root = Directory.CreateTempSubdirectory("argosy-bots-").FullName;
    readonly List<string> _problems = [];
    HostLife? _life;
    BotRun? _bot;
    bool _isTrading = true;

    BotCampaignRun(ulong seed, NetworkFaults? faults, SleepOptions? sleep)
    {
        _sleep = sleep;
        _random = new SeededGenerator(seed);
        _faults = faults ?? NetworkFaults.Draw(_random);
        _exchange = new VirtualExchange(_clock, _random, TestnetProtocol.Binance, _faults);
        _database.AddDeployment(Deployment);
        _queue = new StateQueue(new RowsInMemory(), TimeProvider.System, _ => { });
        var rules = _exchange.Exchange.State.Markets[Symbol].Rules;
        _instrument = new Instrument(rules.Base, rules.Quote, rules.Price(1), rules.Quantity(1), 5m, 2);
        _stops = new StopWatch(_exchange, Symbol);
        _books = new CampaignBooks(_exchange, Symbol);
        var settings = new BacktestSettings { Cash = 1_000m, Size = "equity:20%", Exits = Exits[_random.NextIndex(Exits.Length)] };
        _begins = new RunBegins(RunMode.Live, [_instrument], Timeframe.OneMinute, Strategies[_random.NextIndex(Strategies.Length)], StoredSettings.Text(settings));
    }

    public int Kills { get; private set; }

    /// <summary>How often a bot fell asleep.</summary>
    public int Sleeps { get; private set; }

    public int Orders => _exchange.Exchange.State.Orders.Count;

    public int Fills => _database.Executions.Count;

    public int Mishaps => _exchange.Mishaps;

    /// <summary>What was not as it must be; empty for a good run.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What people were told.</summary>
    public List<Alert> Alerts { get; } = [];

    string Log => Path.Combine(_root, "run.log");

    public static BotCampaignRun Of(ulong seed, NetworkFaults? faults = null, SleepOptions? sleep = null)
    {
        using var run = new BotCampaignRun(seed, faults, sleep);
        OneThread.Run(() =>
        {
            run.Begin();
            run.Watch();
            run.Clock(TradingMs);
            run.Settle();
            run.Compare();
            run.Sleeps += run._bot?.Sleeps ?? 0;
        });
        return run;
    }

    public void Tell(Alert alert) => Alerts.Add(alert);

    public void Dispose()
    {
        _life?.Kill();
        Directory.Delete(_root, recursive: true);
    }

    void Clock(long milliseconds) => _clock.RunUntil(_clock.Now + milliseconds);

    void Begin()
    {
        var life = _life = new HostLife(_exchange, TimeSpan.FromMilliseconds(_random.NextIndex(2_000) - 1_000), Path.Combine(_root, "account"), _database, this);
        _ = RunAsync(life);
    }

    async Task RunAsync(HostLife life)
    {
        try
        {
            await life.StartAsync().ConfigureAwait(false);
            if (life.Refused is { } refused) _problems.Add($"the desk did not start: {refused}");
            if (!life.IsStarted || !life.Time.IsAlive) return;
            _bot = Bot(life);
            var started = await _bot.StartAsync(CancellationToken.None).ConfigureAwait(false);
            if (!started.Ok) _problems.Add($"the bot did not start: {started.Error!.Message}");
        }
        catch (Exception thrown) when (life.Time.IsAlive)
        {
            _problems.Add($"the host failed: {thrown}");
        }
    }

    BotRun Bot(HostLife life) => new(
        new BotTerms { Name = "bot", Deployment = Deployment, Account = "main", Instruments = [_instrument], Begins = _begins, Log = Log, WarmUp = 20 },
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

    void Watch()
    {
        const int beat = 100;
        _clock.After(beat, Watch);
        if (!_isTrading) return;
        if (_random.NextUnit() < _faults.Kill * beat / 5_000 && _life!.Time.IsAlive) Die(_life);
        _stops.Look(_life!.Time.IsAlive && _bot?.Status.State == BotState.Running);
    }

    void Die(HostLife life)
    {
        Kills++;
        Sleeps += _bot?.Sleeps ?? 0;
        _bot = null;
        life.Kill();
        _clock.After(200 + _random.NextIndex(20_000), Begin);
    }

    // The faults end, the position is closed by the kill switch, and everything must come to an end.
    void Settle()
    {
        _isTrading = false;
        _exchange.Heal();
        var end = _clock.Now + PatienceMs;
        while (_clock.Now < end && _bot?.Status.State != BotState.Running) Clock(5_000);
        Clock(60_000);
        _life!.Desk.Lane.Run(() => _life.Desk.Kill("campaign", flatten: true));
        Clock(180_000);
    }

    void Compare()
    {
        _problems.AddRange(_clock.Strays);
        _problems.AddRange(_stops.Problems);
        if (_bot?.Status is not { } status || status.State is not BotState.Running)
        {
            _problems.Add($"no bot runs at the end: {_bot?.Status.State} {_bot?.Status.Reason}");
            return;
        }
        _problems.AddRange(_books.Orders(_database));
        _problems.AddRange(_books.Balances(_database));
        var read = RunLogLines.Read(Log);
        if (!read.Ok)
        {
            _problems.Add($"the run log cannot be read: {read.Error!.Message}");
            return;
        }
        // The run was told each execution once, and none that did not happen.
        var told = read.Value.Messages.Select(m => m.Host).OfType<OrderSaid>().Where(said => said.Event.Kind == Core.Events.OrderEventKind.Filled).ToArray();
        var twice = told.GroupBy(said => (said.Event.Fill.Side, said.TradeId)).Where(group => group.Count() > 1).Select(group => group.Key).ToArray();
        if (twice.Length > 0) _problems.Add($"told twice: {string.Join(", ", twice)}");
        var here = told.Sum(said => said.Event.Fill.SignedQuantity);
        var there = _database.Executions.Values.Sum(fill => fill.Side == Side.Buy ? fill.Quantity : -fill.Quantity);
        if (here != there) _problems.Add($"the run was told {here}, the account executed {there}");
        // Base fees make the run's position smaller than its fills, and what is less than a lot after a trade is written off as dust.
        var fees = told.Where(said => (said.Event.Fill.Traits & FillTraits.FeeInBase) != 0).Sum(said => said.Event.Fill.Fee);
        var held = status.Positions.Count > 0 ? status.Positions[0] : 0;
        var dust = here - fees - held;
        if (held < 0 || dust < 0 || dust >= _instrument.LotSize * (1 + told.Length)) _problems.Add($"the run holds {held}, its executions make {here - fees}");
    }
}
