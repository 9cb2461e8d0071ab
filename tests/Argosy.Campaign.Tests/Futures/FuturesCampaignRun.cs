using Argosy.Campaign.Tests.Running;
using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Values;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Tests.Desks;
using Argosy.Testnet.Hosting;

namespace Argosy.Campaign.Tests.Futures;

/// <summary>One seeded run on perpetuals: a bot trades both ways through desk, journal and adapter, with leverage, funding and liquidations, while everything that can go wrong does.</summary>
internal sealed class FuturesCampaignRun : IAlerts, IDisposable
{
    const int Deployment = 5;
    const string Instrument = "BTC/USDT", Symbol = "BTCUSDT";
    const long TradingMs = 180_000, PatienceMs = 900_000;

    readonly VirtualClock _clock = new();
    readonly SeededGenerator _random;
    readonly NetworkFaults _faults;
    readonly MarginPlan _margin;
    readonly KillPlan? _plan;
    readonly VirtualExchange _exchange;
    readonly MemoryDatabase _database = new();
    readonly PerpetualBot _bot;
    readonly PositionWatch _stops;
    readonly FuturesBooks _books;
    readonly string _root = Directory.CreateTempSubdirectory("argosy-futures-campaign-").FullName;
    readonly List<string> _problems = [];
    HostLife? _life;
    bool _isTrading = true, _isSeated;

    FuturesCampaignRun(ulong seed, NetworkFaults? faults, KillPlan? plan)
    {
        _random = new SeededGenerator(seed);
        (_faults, _margin, _plan) = (faults ?? NetworkFaults.Draw(_random), MarginPlan.Draw(_random), plan);
        _clock.RunUntil(_clock.Now + MarginPlan.BeforeFunding(_clock.Now, _random));
        _exchange = new VirtualExchange(_clock, _random, TestnetProtocol.BinanceFutures, _faults);
        _database.AddDeployment(Deployment);
        var market = _exchange.Exchange.State.Markets[Symbol];
        _exchange.Exchange.Futures!.Funding.Set(market, _margin.FundingRate);
        _bot = new PerpetualBot(Deployment, new Core.Instruments.Instrument(market.Rules.Base, market.Rules.Quote, market.Rules.Price(1), market.Rules.Quantity(1), 5m, 2), _random) { StopDistance = _margin.StopDistance };
        _stops = new PositionWatch(_exchange, Symbol);
        _books = new FuturesBooks(_exchange, Symbol);
    }

    /// <summary>Persisted steps the run took.</summary>
    public int Persisted { get; private set; }

    public int Kills { get; private set; }

    public int Orders => _exchange.Exchange.State.Orders.Count;

    public int Fills => _bot.Run.Trades.Count;

    public int Mishaps => _exchange.Mishaps;

    /// <summary>Closes by the exchange itself.</summary>
    public int Closes => _books.Closes.Length;

    /// <summary>Settlements of funding the run heard.</summary>
    public int Settlements => _bot.Run.Funding.Count;

    /// <summary>What was not as it must be; empty for a good run.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What people were told.</summary>
    public List<Alert> Alerts { get; } = [];

    public static FuturesCampaignRun Of(ulong seed, NetworkFaults? faults = null, KillPlan? plan = null)
    {
        using var run = new FuturesCampaignRun(seed, faults, plan);
        OneThread.Run(() =>
        {
            run.Begin();
            run.Watch();
            run.Act();
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
        _isSeated = false;
        var life = _life = new HostLife(_exchange, TimeSpan.FromMilliseconds(_random.NextIndex(6_000) - 3_000), Path.Combine(_root, "account"), _database, this);
        life.Desk.Probe = moment => Probe(life, moment);
        _ = StartAsync(life);
    }

    async Task StartAsync(HostLife life)
    {
        try
        {
            await life.StartAsync().ConfigureAwait(false);
            if (life.Refused is { } refused) _problems.Add($"the desk did not start: {refused}");
            if (!life.IsStarted) return;
            // As a host does it: before its bots take their places.
            while (life.Time.IsAlive && !(await life.Account.SetMarginAsync(Instrument, _margin.Leverage, _margin.IsIsolated, CancellationToken.None).ConfigureAwait(false)).Ok && !HasBegun) await Task.Delay(TimeSpan.FromMilliseconds(500), life.Time).ConfigureAwait(false);
            if (!life.Time.IsAlive) return;
            _bot.Wish = wishes => life.Desk.Lane.Run(() => life.Desk.Wish(Deployment, wishes));
            life.Desk.Lane.Run(() => life.Desk.Join(_bot.Run, _bot.Run.Knowledge()));
            _isSeated = life.Time.IsAlive;
        }
        catch (Exception thrown) when (life.Time.IsAlive)
        {
            _problems.Add($"the host failed: {thrown}");
        }
    }

    // With a position the margin is what it was.
    bool HasBegun => _bot.Run.Wanted.Count > 0;

    bool Probe(HostLife life, DeskMoment moment)
    {
        if (!life.Time.IsAlive) return true;
        if (moment == DeskMoment.BeforeRecord) Persisted++;
        if (_plan is not { } plan || Persisted != plan.Step || (int)moment != plan.Moment || Kills > 0) return false;
        Die(life);
        return true;
    }

    void Die(HostLife life)
    {
        Kills++;
        _stops.Trouble();
        _bot.Wish = null;
        _isSeated = false;
        life.Time.Die();
        life.Desk.Abandon();
        _clock.After(200 + _random.NextIndex(6_000), Begin);
    }

    // Kills at any moment, moves of the market, and the market as the host hears of it.
    void Watch()
    {
        const int beat = 100;
        _clock.After(beat, Watch);
        if (_isTrading && _isSeated && _random.NextUnit() < _faults.Kill * beat / 1_000) Die(_life!);
        if (_isTrading && _random.NextUnit() < _margin.Shocks * beat / 1_000) MarginPlan.Shock(_exchange, Symbol, _random);
        if (_isTrading && _random.NextUnit() < _margin.Deleverages * beat / 1_000) Deleverage();
        if (_isSeated) _life!.Desk.Lane.Run(() => _life.Desk.Priced(Instrument, Price, _life.Time.GetUtcNow().ToUnixTimeMilliseconds()));
        // In the end every exit is cancelled on purpose.
        if (_isTrading) _stops.Look(_isSeated);
    }

    void Deleverage()
    {
        var market = _exchange.Exchange.State.Markets[Symbol];
        _exchange.Exchange.Futures!.Deleverage(_exchange.Exchange.State.Accounts[TestnetOptions.DefaultKey], market);
        _exchange.Exchange.Serve(market);
    }

    void Act()
    {
        if (!_isTrading) return;
        _clock.After(50 + _random.NextIndex(1_200), Act);
        if (_isSeated) _bot.Act(Price);
    }

    decimal Price => _exchange.Exchange.State.Markets[Symbol].LastPrice;

    // The faults end; what is open is cancelled, and everything must come to an end.
    void Settle()
    {
        _isTrading = false;
        _exchange.Heal();
        var end = _clock.Now + PatienceMs;
        while (_clock.Now < end && !(_isSeated && !_bot.Run.Open.Any()))
        {
            Clock(5_000);
            if (!_isSeated) continue;
            foreach (var order in _bot.Run.Open.Where(o => !_bot.Run.IsCancelled(o.Id)).ToArray()) _bot.Wish?.Invoke([_bot.Run.Cancel(order.Id)]);
        }
        Clock(90_000);
    }

    void Compare()
    {
        _problems.AddRange(_clock.Strays);
        if (!_isSeated) _problems.Add("no host stands at the end");
        if (_bot.Run.Disabled.Length > 0) _problems.Add($"the bot was disabled: {_bot.Run.Disabled}");
        _problems.AddRange(_bot.Run.Problems);
        _problems.AddRange(_bot.Run.Open.Select(o => $"order {o.Id} of the run never ended: {o}; it heard {string.Join(", ", _bot.Run.Of(o.Id))}, filled {_bot.Run.Filled(o.Id)}, cancelled {_bot.Run.IsCancelled(o.Id)}; gateway {string.Join(" / ", _life!.Desk.Gateway.All().Where(g => g.Request.Wish.RunOrder == o.Id).Select(g => $"{g.Phase} {g.Filled} {g.Executed} {g.Reason}"))}"));
        _problems.AddRange(_stops.Problems);
        _problems.AddRange(_books.Compare(_bot.Run, _database, _life!.Desk));
    }
}
