using Argosy.Campaign.Tests.Virtual;
using Argosy.Core.Values;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Tests.Desks;
using Argosy.Testnet.Hosting;

namespace Argosy.Campaign.Tests.Running;

/// <summary>One seeded run: bots trade on the stand-in exchange through desk, journal and adapter, while everything that can go wrong does.</summary>
internal sealed class CampaignRun : IAlerts, IDisposable
{
    const int Deployment = 5;
    const string Instrument = "BTC/USDT", Symbol = "BTCUSDT";
    const long TradingMs = 180_000, PatienceMs = 900_000;

    readonly VirtualClock _clock = new();
    readonly SeededGenerator _random;
    readonly NetworkFaults _faults;
    readonly KillPlan? _plan;
    readonly VirtualExchange _exchange;
    readonly MemoryDatabase _database = new();
    readonly CampaignBot _bot;
    readonly StopWatch _stops;
    readonly CampaignBooks _books;
    readonly string _root = Directory.CreateTempSubdirectory("argosy-campaign-").FullName;
    readonly List<string> _problems = [];
    HostLife? _life;
    bool _isTrading = true, _isSeated;

    CampaignRun(ulong seed, NetworkFaults? faults, KillPlan? plan)
    {
        _random = new SeededGenerator(seed);
        _faults = faults ?? NetworkFaults.Draw(_random);
        _plan = plan;
        _exchange = new VirtualExchange(_clock, _random, TestnetProtocol.Binance, _faults);
        _database.AddDeployment(Deployment);
        var rules = _exchange.Exchange.State.Markets[Symbol].Rules;
        _bot = new CampaignBot(Deployment, new Core.Instruments.Instrument(rules.Base, rules.Quote, rules.Price(1), rules.Quantity(1), 5m, 2), _random);
        _stops = new StopWatch(_exchange, Symbol);
        _books = new CampaignBooks(_exchange, Symbol);
    }

    /// <summary>Persisted steps the run took.</summary>
    public int Persisted { get; private set; }

    public int Kills { get; private set; }

    public int Orders => _exchange.Exchange.State.Orders.Count;

    public int Fills => _bot.Run.Trades.Count;

    public int Mishaps => _exchange.Mishaps;

    /// <summary>What was not as it must be; empty for a good run.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What people were told.</summary>
    public List<Alert> Alerts { get; } = [];

    public static CampaignRun Of(ulong seed, NetworkFaults? faults = null, KillPlan? plan = null)
    {
        using var run = new CampaignRun(seed, faults, plan);
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
        var error = _random.NextIndex(6_000) - 3_000;
        var life = _life = new HostLife(_exchange, TimeSpan.FromMilliseconds(error), Path.Combine(_root, "account"), _database, this);
        life.Desk.Probe = moment => Probe(life, moment);
        var starting = life.StartAsync();
        Seat(life, starting);
    }

    // Bots take their places as soon as the desk stands.
    void Seat(HostLife life, Task starting)
    {
        if (!life.Time.IsAlive) return;
        if (starting.IsFaulted) _problems.Add($"the host did not start: {starting.Exception!.GetBaseException()}");
        if (life.Refused is { } refused) _problems.Add($"the desk did not start: {refused}");
        if (starting.IsCompleted)
        {
            if (!life.IsStarted) return;
            _bot.Wish = wishes => life.Desk.Lane.Run(() => life.Desk.Wish(Deployment, wishes));
            life.Desk.Lane.Run(() => life.Desk.Join(_bot.Run, _bot.Run.Knowledge()));
            _isSeated = life.Time.IsAlive;
            return;
        }
        _clock.After(20, () => Seat(life, starting));
    }

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

    // Kills at any moment, and the market as the host hears of it.
    void Watch()
    {
        const int beat = 100;
        _clock.After(beat, Watch);
        if (_isTrading && _isSeated && _random.NextUnit() < _faults.Kill * beat / 1_000) Die(_life!);
        if (_isSeated) _life!.Desk.Lane.Run(() => _life.Desk.Priced(Instrument, Price, _life.Time.GetUtcNow().ToUnixTimeMilliseconds()));
        // In the end every exit is cancelled on purpose.
        if (_isTrading) _stops.Look(_isSeated);
    }

    void Act()
    {
        if (!_isTrading) return;
        _clock.After(50 + _random.NextIndex(1_200), Act);
        if (_isSeated) _bot.Act(Price);
    }

    decimal Price => _exchange.Exchange.State.Markets[Symbol].LastPrice;

    // The faults end; what is open is cancelled, what is held is closed, and everything must come to an end.
    void Settle()
    {
        _isTrading = false;
        _exchange.Heal();
        _stops.Trouble();
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
