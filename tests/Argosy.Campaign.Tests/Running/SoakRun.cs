using System.Globalization;
using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Hosting.Bots;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;
using Argosy.Hosting.Scheduling;
using Argosy.Hosting.Tests.Bots;
using Argosy.Hosting.Tests.Desks;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Testnet.Hosting;
using Argosy.Worker.Links;

namespace Argosy.Campaign.Tests.Running;

/// <summary>Many bots of one account through days of virtual time, nothing in their way: what they keep, what they missed, and whether books and exchange are one.</summary>
internal sealed class SoakRun : IAlerts, IDisposable
{
    const int FirstDeployment = 5, WarmUp = 20, TradeGapMs = 5_000;
    const long MinuteMs = 60_000, SettleMs = 180_000;

    static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];

    static readonly (string Strategy, string Exit)[] Kinds =
    [
        ("""{"name":"ma-cross","parameters":{"fast":"5","slow":"20"}}""", "stop:0.3%"),
        ("""{"name":"donchian","parameters":{"period":"20","exit":"10"}}""", "trailing:0.3%"),
        ("""{"name":"rsi","parameters":{"period":"14"}}""", "target:0.2%"),
    ];

    readonly VirtualClock _clock = new();
    readonly VirtualExchange _exchange;
    readonly MemoryDatabase _database = new();
    readonly StateQueue _queue = new(new RowsInMemory { IsForgetful = true }, TimeProvider.System, _ => { });
    readonly Dictionary<string, decimal> _first;
    readonly string _root = Directory.CreateTempSubdirectory("argosy-soak-").FullName;
    readonly List<BotRun> _bots = [];
    readonly List<string> _problems = [];
    readonly int _count;
    readonly Action<string> _say;
    int _minutes;
    HostLife? _life;

    SoakRun(int bots, Action<string> say)
    {
        (_count, _say) = (bots, say);
        _exchange = new VirtualExchange(_clock, new SeededGenerator(11), TestnetProtocol.Binance, new NetworkFaults { WayMs = 40 }, TradeGapMs);
        _first = Held();
    }

    /// <summary>What was not as it must be; empty for a good run.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>At the end of each part: bytes reachable, orders the exchange has seen, candles told, all bots together.</summary>
    public List<(long Bytes, long Orders, long Bars)> Parts { get; } = [];

    /// <summary>Executions.</summary>
    public int Fills => _database.Executions.Count;

    /// <summary>What people were told.</summary>
    public List<Alert> Alerts { get; } = [];

    /// <summary>Runs it.</summary>
    /// <param name="bots">Bots on the account.</param>
    /// <param name="parts">Parts, each looked at when it ends.</param>
    /// <param name="minutes">Minutes of a part.</param>
    /// <param name="say">Hears after each part where it is.</param>
    public static SoakRun Of(int bots, int parts, int minutes, Action<string> say)
    {
        using var run = new SoakRun(bots, say);
        OneThread.Run(() =>
        {
            run.Begin();
            for (var part = 0; part < parts; part++) run.Part(minutes);
            run.End();
        });
        return run;
    }

    public void Tell(Alert alert) => Alerts.Add(alert);

    public void Dispose()
    {
        _life?.Kill();
        Directory.Delete(_root, recursive: true);
    }

    void Begin()
    {
        _life = new HostLife(_exchange, TimeSpan.FromMilliseconds(300), Path.Combine(_root, "account"), _database, this);
        _ = StartAsync(_life);
        _clock.RunUntil(_clock.Now + MinuteMs);
        if (_bots.Count < _count || _bots.Exists(bot => bot.Status.State != BotState.Running)) _problems.Add($"{_bots.Count(bot => bot.Status.State == BotState.Running)} of {_count} bots run");
    }

    async Task StartAsync(HostLife life)
    {
        try
        {
            await life.StartAsync().ConfigureAwait(false);
            // A stream for each instrument: one that takes another instrument in begins anew, on a thread of the pool.
            var services = Symbols.Select(_ => Services(life)).ToArray();
            for (var i = 0; i < _count; i++)
            {
                var bot = new BotRun(Terms(i), services[i % services.Length]);
                _bots.Add(bot);
                var started = await bot.StartAsync(CancellationToken.None).ConfigureAwait(false);
                if (!started.Ok) _problems.Add($"bot {i} did not start: {started.Error!.Message}");
            }
        }
        catch (Exception thrown) when (life.Time.IsAlive)
        {
            _problems.Add($"the host failed: {thrown}");
        }
    }

    BotTerms Terms(int index)
    {
        var deployment = FirstDeployment + index;
        _database.AddDeployment(deployment);
        var rules = _exchange.Exchange.State.Markets[Symbols[index % Symbols.Length]].Rules;
        var instrument = new Instrument(rules.Base, rules.Quote, rules.Price(1), rules.Quantity(1), 5m, 2);
        var (strategy, exit) = Kinds[index / Symbols.Length % Kinds.Length];
        var settings = new BacktestSettings { Cash = 1_000m, Size = "equity:20%", Exits = [exit] };
        return new BotTerms
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"bot-{index}"), Deployment = deployment, Account = "main", Instruments = [instrument], WarmUp = WarmUp,
            Begins = new RunBegins(RunMode.Live, [instrument], Timeframe.OneMinute, strategy, StoredSettings.Text(settings)),
            Log = Path.Combine(_root, string.Create(CultureInfo.InvariantCulture, $"{deployment}.log")),
        };
    }

    BotServices Services(HostLife life) => new()
    {
        Lane = life.Desk.Lane,
        Desk = life.Desk,
        Market = life.Venue,
        Hub = new MarketHub(life.Time),
        // Nothing is late here: its clock need not look four times a second for a month.
        Feed = new FeedOptions { LookEvery = TimeSpan.FromSeconds(1) },
        Worker = (_, listener) => new LocalWorkerLink(listener),
        Queue = _queue,
        Supervisor = new Supervisor(life.Time),
        Time = life.Time,
        Now = () => life.Time.GetUtcNow().ToUnixTimeMilliseconds() + life.Account.ClockOffset,
    };

    void Part(int minutes)
    {
        _minutes += minutes;
        _clock.RunUntil(_clock.Now + (minutes * MinuteMs));
        Parts.Add((GC.GetTotalMemory(forceFullCollection: true), _exchange.Exchange.State.Orders.Count, (long)_count * _minutes));
        if (_life!.Desk.Balances is not { Verdict: AccountVerdict.Explained }) _problems.Add($"part {Parts.Count}: the account is {_life.Desk.Balances?.Verdict}: {_life.Desk.Balances?.Message}");
        foreach (var bot in _bots.Where(bot => bot.Status.State != BotState.Running || bot.Status.Blocked.Length > 0)) _problems.Add($"part {Parts.Count}: {bot.Status.Name} is {bot.Status.State} {bot.Status.Reason}{bot.Status.Blocked}");
        _say(string.Create(CultureInfo.InvariantCulture, $"{_count} bots, part {Parts.Count}: {Environment.CpuUsage.TotalTime.TotalSeconds:0.0} s of processor time, {Parts[^1].Bytes} bytes, {Parts[^1].Orders} orders, {Parts[^1].Bars} candles, {Fills} executions, {_problems.Count} problems"));
    }

    void End()
    {
        // What is under way arrives.
        _clock.RunUntil(_clock.Now + SettleMs);
        _problems.AddRange(_clock.Strays);
        _problems.AddRange(new CampaignBooks(_exchange, Symbols[0]).Orders(_database));
        CompareBalances();
        foreach (var bot in _bots) Compare(bot);
    }

    void CompareBalances()
    {
        var expected = new Dictionary<string, decimal>(_first, StringComparer.Ordinal);
        void Add(string asset, decimal amount) => expected[asset] = expected.GetValueOrDefault(asset) + amount;
        foreach (var fill in _database.Executions.Values)
        {
            var cut = fill.Instrument.IndexOf('/', StringComparison.Ordinal);
            var signed = fill.Side == Side.Buy ? fill.Quantity : -fill.Quantity;
            Add(fill.Instrument[..cut], signed);
            Add(fill.Instrument[(cut + 1)..], -signed * fill.Price);
            Add(fill.FeeAsset, -fill.Fee);
        }
        foreach (var (asset, total) in Held())
        {
            if (total != expected.GetValueOrDefault(asset)) _problems.Add($"{asset}: the exchange has {total}, our executions make {expected.GetValueOrDefault(asset)}");
        }
    }

    // Every minute since its start once and in order, and what it holds is what its executions made.
    void Compare(BotRun bot)
    {
        var terms = bot.Terms;
        var read = RunLogLines.Read(terms.Log);
        if (!read.Ok)
        {
            _problems.Add($"{terms.Name}: the run log cannot be read: {read.Error!.Message}");
            return;
        }
        var (next, bars, bought, told) = (0L, 0, 0m, 0);
        foreach (var host in read.Value.Messages.Select(message => message.Host))
        {
            foreach (var closed in host is MarketMoved moved ? moved.Closed : [])
            {
                if (next > 0 && closed.Bar.OpenTime != next) _problems.Add($"{terms.Name}: the candle of {next} is missing, {closed.Bar.OpenTime} came");
                next = terms.Timeframe.End(closed.Bar.OpenTime);
                bars++;
            }
            if (host is not OrderSaid { Event.Kind: Core.Events.OrderEventKind.Filled } said) continue;
            var fill = said.Event.Fill;
            bought += fill.SignedQuantity - ((fill.Traits & FillTraits.FeeInBase) != 0 ? fill.Fee : 0);
            told++;
        }
        if (next < _clock.Now - MinuteMs - SettleMs) _problems.Add($"{terms.Name}: the last candle told ends at {next}, it is {_clock.Now}");
        if (bars < _minutes) _problems.Add($"{terms.Name}: {bars} candles in {_minutes} minutes");
        var executed = _database.Executions.Values.Count(fill => _database.Rows[fill.ClientId].Deployment == terms.Deployment);
        if (told != executed) _problems.Add($"{terms.Name}: it was told {told} executions, the account has {executed} for it");
        // What is less than a lot after a trade is written off as dust.
        var dust = bought - bot.Status.Positions[0];
        if (dust < 0 || dust > terms.Instruments[0].LotSize * (1 + told)) _problems.Add($"{terms.Name} holds {bot.Status.Positions[0]}, its executions make {bought}");
    }

    Dictionary<string, decimal> Held() =>
        _exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey].Balances.ToDictionary(b => b.Key, b => b.Value.Free + b.Value.Locked, StringComparer.Ordinal);
}
