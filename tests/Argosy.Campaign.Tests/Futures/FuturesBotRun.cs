using Argosy.Campaign.Tests.Running;
using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Engine.Accounting;
using Argosy.Hosting.Bots;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Scheduling;
using Argosy.Hosting.Tests.Bots;
using Argosy.Hosting.Tests.Desks;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Research.Results;
using Argosy.Testnet.Hosting;
using Argosy.Worker.Links;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>One seeded run of the whole live path on a perpetual: market stream, bot channel with its log, worker with engine and strategy, desk, journal, adapter, exchange.</summary>
internal sealed class FuturesBotRun : IAlerts, IDisposable
{
    const int Deployment = 5;
    const string Symbol = "BTCUSDT";
    const long TradingMs = 40 * 60_000L, PatienceMs = 900_000;
    const decimal Cash = 1_000m;
    // An execution's value and fee are rounded here and there, each to the eighth decimal.
    const decimal Unit = 0.00000002m;

    static readonly string[] Strategies =
    [
        """{"name":"every-bar","parameters":{"qty":"0.02"}}""",
        """{"name":"ma-cross","parameters":{"fast":"2","slow":"4"}}""",
        """{"name":"donchian","parameters":{"period":"4","exit":"2"}}""",
    ];

    static readonly string[][] Exits = [["stop:0.2%"], ["stop:0.1%", "target:0.1%"], ["trailing:0.1%"], ["stop:0.3%", "time-stop:3m"], ["stop:5%"]];

    readonly VirtualClock _clock = new();
    readonly SeededGenerator _random;
    readonly NetworkFaults _faults;
    readonly MarginPlan _margin;
    readonly VirtualExchange _exchange;
    readonly MemoryDatabase _database = new();
    readonly RowsInMemory _rows = new();
    readonly StateQueue _queue;
    readonly PositionWatch _stops;
    readonly FuturesBooks _books;
    readonly Instrument _instrument;
    readonly RunBegins _begins;
    readonly string _root = Directory.CreateTempSubdirectory("argosy-futures-bots-").FullName;
    readonly List<string> _problems = [];
    HostLife? _life;
    BotRun? _bot;
    bool _isTrading = true;

    FuturesBotRun(ulong seed, NetworkFaults? faults)
    {
        _random = new SeededGenerator(seed);
        (_faults, _margin) = (faults ?? NetworkFaults.Draw(_random), MarginPlan.Draw(_random));
        _clock.RunUntil(_clock.Now + MarginPlan.BeforeFunding(_clock.Now, _random) - _random.NextIndex(30 * 60_000));
        _exchange = new VirtualExchange(_clock, _random, TestnetProtocol.BinanceFutures, _faults);
        _database.AddDeployment(Deployment);
        _queue = new StateQueue(_rows, TimeProvider.System, _ => { });
        var market = _exchange.Exchange.State.Markets[Symbol];
        _exchange.Exchange.Futures!.Funding.Set(market, _margin.FundingRate);
        _instrument = new Instrument(market.Rules.Base, market.Rules.Quote, market.Rules.Price(1), market.Rules.Quantity(1), 5m, 2);
        _stops = new PositionWatch(_exchange, Symbol);
        _books = new FuturesBooks(_exchange, Symbol);
        var exits = Exits[_random.NextIndex(Exits.Length)];
        var settings = new BacktestSettings
        {
            Cash = Cash, Size = "quote:600", Exits = _margin.StopDistance > 0.03m ? ["stop:5%"] : exits, Leverage = _margin.Leverage, AllowShort = true,
            Margin = new MarginSettings { Mode = _margin.IsIsolated ? MarginMode.Isolated : MarginMode.Cross },
        };
        _begins = new RunBegins(RunMode.Live, [_instrument], Timeframe.OneMinute, Strategies[_random.NextIndex(Strategies.Length)], StoredSettings.Text(settings));
    }

    public int Kills { get; private set; }

    public int Fills => _database.Executions.Count;

    /// <summary>Closes by the exchange itself.</summary>
    public int Closes => _books.Closes.Length;

    /// <summary>What was not as it must be; empty for a good run.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What people were told.</summary>
    public List<Alert> Alerts { get; } = [];

    string Log => Path.Combine(_root, "run.log");

    public static FuturesBotRun Of(ulong seed, NetworkFaults? faults = null)
    {
        using var run = new FuturesBotRun(seed, faults);
        OneThread.Run(() =>
        {
            run.Begin();
            run.Watch();
            run.Clock(TradingMs);
            run.Settle();
            run.Compare();
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
            // As a host does it; with a position the margin is what it was.
            while (life.Time.IsAlive && _database.Rows.Count == 0 && !(await life.Account.SetMarginAsync(_instrument.Name, _margin.Leverage, _margin.IsIsolated, CancellationToken.None).ConfigureAwait(false)).Ok) await Task.Delay(TimeSpan.FromMilliseconds(500), life.Time).ConfigureAwait(false);
            if (!life.Time.IsAlive) return;
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
        if (_random.NextUnit() < _margin.Shocks * beat / 10_000) MarginPlan.Shock(_exchange, Symbol, _random);
        _stops.Look(_life!.Time.IsAlive && _bot?.Status.State == BotState.Running);
    }

    void Die(HostLife life)
    {
        Kills++;
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
        Clock(120_000);
        _life.Desk.Lane.Run(() => _life.Desk.Lift("campaign"));
        Clock(60_000);
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
        _problems.AddRange(_books.Compare(_database, _life!.Desk));
        var read = RunLogLines.Read(Log);
        if (!read.Ok)
        {
            _problems.Add($"the run log cannot be read: {read.Error!.Message}");
            return;
        }
        // The run was told each execution once, and none that did not happen; the exchange's own closes and all funding, too.
        var told = read.Value.Messages.Select(m => m.Host).OfType<OrderSaid>().Where(said => said.Event.Kind == Core.Events.OrderEventKind.Filled).ToArray();
        var twice = told.GroupBy(said => (said.TradeId, said.Event.Fill.Side)).Where(group => group.Count() > 1).Select(group => group.Key.TradeId).ToArray();
        if (twice.Length > 0) _problems.Add($"told twice: {string.Join(", ", twice)}");
        var here = told.Sum(said => said.Event.Fill.SignedQuantity);
        var there = _database.Executions.Values.Sum(fill => fill.Side == Side.Buy ? fill.Quantity : -fill.Quantity) + _books.Closes.Sum(fill => fill.Order.Side == Side.Buy ? fill.Quantity : -fill.Quantity);
        if (here != there) _problems.Add($"the run was told {here}, the account executed {there}");
        if (status.Positions is [var held] && held != _books.Held) _problems.Add($"the run holds {held}, the exchange {_books.Held}");
        var flows = read.Value.Messages.Select(m => m.Host).OfType<FundingSaid>().Select(said => said.FlowId).ToArray();
        if (flows.Distinct().Count() != flows.Length) _problems.Add($"funding was told twice: {string.Join(", ", flows)}");
        // The run's money is what it made of the account's.
        var made = Cash + _books.Made;
        if (_rows.Lines.Find(line => line.Level == "error" && line.Message.StartsWith("the run", StringComparison.Ordinal)) is { } refused) _problems.Add($"the run does nothing: {refused.Message}");
        if (_books.Held != 0) return;
        var heard = told.Sum(said => -(said.Event.Fill.SignedQuantity * said.Event.Fill.Price) - said.Event.Fill.Fee) + _books.Funded;
        if (Math.Abs(Cash + heard - made) > Unit * (1 + told.Length + flows.Length)) _problems.Add($"the run was told {heard}, the account made {made - Cash}");
        if (Math.Abs(status.Cash - made) > Unit * (1 + told.Length + flows.Length)) _problems.Add($"the run has {status.Cash}, the account makes it {made}");
    }
}
