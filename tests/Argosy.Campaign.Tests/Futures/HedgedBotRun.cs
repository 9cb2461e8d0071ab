using Argosy.Campaign.Tests.Running;
using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Data.Links;
using Argosy.Engine.Accounting;
using Argosy.Hosting.Bots;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Scheduling;
using Argosy.Hosting.Tests.Bots;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Research.Results;
using Argosy.Testnet.Hosting;
using Argosy.Worker.Links;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>One seeded run of a long and a short bot on one contract of one account in hedge mode: the whole live path of both, host killed and begun again.</summary>
internal sealed class HedgedBotRun : SeededRun
{
    const long TradingMs = 40 * 60_000L;
    const int EarlierMs = 30 * 60_000, Other = Deployment + 1;
    const decimal Cash = 1_000m;

    // An execution's value and fee are rounded here and there, each to the eighth decimal.
    const decimal Unit = 0.00000002m;

    static readonly string[] Strategies =
    [
        """{"name":"ma-cross","parameters":{"fast":"2","slow":"4"}}""",
        """{"name":"donchian","parameters":{"period":"4","exit":"2"}}""",
    ];

    static readonly string[][] Exits = [["stop:0.2%"], ["stop:0.1%", "target:0.1%"], ["trailing:0.1%"], ["stop:0.3%", "time-stop:3m"]];

    readonly MarginPlan _margin;
    readonly HedgedBooks _books;
    readonly HedgedWatch _watch;
    readonly StateQueue _queue;
    readonly RowsInMemory _rows = new();
    readonly Dictionary<int, RunBegins> _begins = [];
    readonly Dictionary<int, BotRun> _bots = [];

    HedgedBotRun(Stage stage, MarginPlan margin)
        : base(stage)
    {
        stage.Exchange.Exchange.Futures!.SetHedged(stage.Exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey], true);
        (_margin, _books, _watch) = (margin, new HedgedBooks(stage.Exchange, margin.FundingRate), new HedgedWatch(stage.Exchange));
        _queue = new StateQueue(_rows, TimeProvider.System, _ => { });
        foreach (var deployment in new[] { Deployment, Other })
        {
            Database.AddDeployment(deployment);
            var settings = new BacktestSettings
            {
                Cash = Cash, Size = "quote:600", Exits = margin.StopDistance > 0.03m ? ["stop:5%"] : Exits[stage.Random.NextIndex(Exits.Length)], Leverage = margin.Leverage,
                AllowShort = deployment == Other, AllowLong = deployment != Other, Margin = new MarginSettings { Mode = margin.IsIsolated ? MarginMode.Isolated : MarginMode.Cross },
            };
            _begins.Add(deployment, new RunBegins(RunMode.Live, [stage.Instrument], Timeframe.OneMinute, Strategies[stage.Random.NextIndex(Strategies.Length)], StoredSettings.Text(settings)));
        }
    }

    /// <summary>Executions of the long and of the short position.</summary>
    public (int Long, int Short) Fills => (_books.Fills("LONG").Count(), _books.Fills("SHORT").Count());

    /// <summary>Stops that were executed.</summary>
    public int Stopped => Exchange.Exchange.State.Orders.Values.Count(order => order is { Type: "STOP_MARKET", ExecutedLots: > 0 });

    /// <summary>Positions the exchange itself closed.</summary>
    public int Closes => Exchange.Exchange.State.Orders.Values.Count(order => order is { IsLiquidation: true, ExecutedLots: > 0 });

    public static HedgedBotRun Of(ulong seed, NetworkFaults? faults = null)
    {
        var (stage, margin) = PerpetualStage.Of(seed, faults, EarlierMs);
        using var run = new HedgedBotRun(stage, margin);
        run.Play();
        return run;
    }

    bool AreRunning => _bots.Count == 2 && _bots.Values.All(bot => bot.Status.State == BotState.Running);

    void Play() => OneThread.Run(() =>
    {
        Begin();
        Beat();
        Clock(TradingMs);
        Settle();
        Compare();
    });

    void Begin()
    {
        var life = Begin(clockErrorMs: 1_000);
        _ = StartAsync(life, async () =>
        {
            // With a position the margin is what it was.
            await _margin.SetAsync(life, () => Database.Rows.Count > 0).ConfigureAwait(false);
            if (!life.Time.IsAlive) return;
            var hub = new MarketHub(life.Time);
            foreach (var deployment in _begins.Keys) _bots[deployment] = Bot(life, hub, deployment);
            foreach (var started in await Task.WhenAll(_bots.Values.ToArray().Select(bot => bot.StartAsync(CancellationToken.None))).ConfigureAwait(false))
            {
                if (!started.Ok) Bad($"a bot did not start: {started.Error!.Message}");
            }
        });
    }

    BotRun Bot(HostLife life, MarketHub hub, int deployment) => new(
        new BotTerms { Name = $"bot-{deployment}", Deployment = deployment, Account = "main", Instruments = [Stage.Instrument], Begins = _begins[deployment], Log = LogOf(deployment), WarmUp = 20 },
        new BotServices
        {
            Lane = life.Desk.Lane, Desk = life.Desk, Market = life.Venue, Hub = hub, Feed = new FeedOptions(), Worker = (_, listener) => new LocalWorkerLink(listener), Queue = _queue,
            Supervisor = new Supervisor(life.Time), Time = life.Time, Now = () => life.Time.GetUtcNow().ToUnixTimeMilliseconds() + life.Account.ClockOffset,
        });

    string LogOf(int deployment) => PathOf($"run-{deployment}.log");

    void Beat()
    {
        const int beat = 100;
        Stage.Clock.After(beat, Beat);
        if (!IsTrading) return;
        if (Stage.Random.NextUnit() < Stage.Faults.Kill * beat / 5_000 && Life.Time.IsAlive)
        {
            _bots.Clear();
            Life.Kill();
            Died(nextWithinMs: 20_000, Begin);
        }
        if (Stage.Random.NextUnit() < _margin.Shocks * beat / 10_000) MarginPlan.Shock(Stage);
        _watch.Look(Life.Time.IsAlive && AreRunning);
    }

    // Both positions are closed by the kill switch, and everything must come to an end.
    void Settle()
    {
        Heal(() => AreRunning, () => { });
        Clock(60_000);
        Life.Desk.Lane.Run(() => Life.Desk.Kill("campaign", flatten: true));
        Clock(180_000);
        // Not before the end: a bot that may enter again would hold something while the money is counted.
        Life.Desk.Lane.Run(() => Life.Desk.Lift("campaign"));
    }

    void Compare()
    {
        Bad(Stage.Clock.Strays);
        Bad(_watch.Problems);
        if (!AreRunning)
        {
            Bad($"not both bots run at the end: {string.Join("; ", _bots.Values.Select(bot => $"{bot.Status.Name} {bot.Status.State} {bot.Status.Reason}"))}");
            return;
        }
        Bad(_books.Compare(Database, Life.Desk));
        var cash = 0m;
        foreach (var (deployment, leg) in new[] { (Deployment, "LONG"), (Other, "SHORT") }) cash += Compare(deployment, leg);
        // The insurance does not say whose loss it took; together they have what the wallet has.
        if (Math.Abs(cash - (2 * Cash) - _books.Gain) > Unit * (2 + Fills.Long + Fills.Short)) Bad($"both runs made {cash - (2 * Cash)}, the account {_books.Gain}");
    }

    // The run was told each execution of its own position once, none of the other's, and has what its position made.
    decimal Compare(int deployment, string leg)
    {
        var status = _bots[deployment].Status;
        var read = RunLogLines.Read(LogOf(deployment));
        if (!read.Ok)
        {
            Bad($"the {leg} run's log cannot be read: {read.Error!.Message}");
            return status.Cash;
        }
        var log = read.Value.Messages.Select(message => message.Host).OfType<HostMessage>().ToArray();
        var told = log.OfType<OrderSaid>().Where(said => said.Event.Kind == OrderEventKind.Filled).ToArray();
        var twice = told.GroupBy(said => (said.Event.Fill.Side, said.TradeId)).Where(group => group.Count() > 1).Select(group => group.Key).ToArray();
        if (twice.Length > 0) Bad($"the {leg} run was told twice: {string.Join(", ", twice)}");
        var here = told.Sum(said => said.Event.Fill.SignedQuantity);
        var there = Database.Executions.Values.Where(fill => ClientOrderId.TryParse(fill.ClientId, out var id) && id.Deployment == deployment).Sum(fill => fill.Side == Side.Buy ? fill.Quantity : -fill.Quantity) + _books.Closed(leg);
        if (here != there) Bad($"the {leg} run was told {here}, its orders and the exchange's closes executed {there}");
        if (status.Positions is [var held] && held != _books.Held(leg)) Bad($"the {leg} run holds {held}, the exchange {_books.Held(leg)}");
        var flows = log.OfType<FundingSaid>().Select(said => said.FlowId).ToArray();
        if (flows.Distinct().Count() != flows.Length) Bad($"the {leg} run was told funding twice: {string.Join(", ", flows)}");
        if (!_books.IsInsured && Math.Abs(status.Cash - Cash - _books.Made(leg)) > Unit * (1 + told.Length + flows.Length)) Bad($"the {leg} run made {status.Cash - Cash}, its position {_books.Made(leg)}");
        return status.Cash;
    }
}
