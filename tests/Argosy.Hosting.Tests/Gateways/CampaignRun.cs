using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Journal;
using Argosy.Hosting.Orders;

namespace Argosy.Hosting.Tests.Gateways;

/// <summary>One seeded run: a bot, a gateway, its journal and a network that loses, delays, doubles and reorders, with crashes between any two steps.</summary>
internal sealed class CampaignRun
{
    const int Deployment = 5, Installation = 7;
    const long TradingMs = 90_000, PatienceMs = 900_000;

    readonly VirtualTime _time = new();
    readonly SeededGenerator _random;
    readonly VenueModel _venue;
    readonly CrashPlan? _plan;
    readonly GatewayOptions _options = new();
    readonly List<byte[]> _disk = [];
    readonly HashSet<string> _booked = new(StringComparer.Ordinal);
    readonly List<string> _problems = [];
    readonly GatewayStep _step = new();
    FaultRates _faults;
    OrderGateway _gateway;
    int _life, _persisted, _crashes;
    long _skew;
    bool _down = true, _trading = true;

    CampaignRun(ulong seed, FaultRates? faults, CrashPlan? plan)
    {
        _random = new SeededGenerator(seed);
        _faults = faults ?? FaultRates.Draw(_random);
        _plan = plan;
        _venue = new VenueModel(_time, _random, _faults) { OnOrder = message => Stream((g, s) => g.Told(message, Now, s)), OnFill = fill => Stream((g, s) => g.Told(fill, Now, s)) };
        _gateway = new OrderGateway(_options);
    }

    /// <summary>Persisted steps the run took.</summary>
    public int Persisted => _persisted;

    public int Crashes => _crashes;

    public int OrdersAtVenue => _venue.Orders.Count;

    /// <summary>What was not as it must be; empty for a good run.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public static CampaignRun Of(ulong seed, FaultRates? faults = null, CrashPlan? plan = null)
    {
        var run = new CampaignRun(seed, faults, plan);
        run.Start();
        run.Trade();
        run.Settle();
        run.Compare();
        return run;
    }

    long Now => _time.Now + _skew;

    void Start()
    {
        _life++;
        _skew = _random.NextIndex(6_000) - 3_000;
        _gateway = new OrderGateway(_options) { VenueOffset = -_skew + Error() };
        var records = _disk.Select(bytes => RecordCodec.Decode(bytes)).ToArray();
        var last = records.OfType<EpochBegan>().Select(e => e.Epoch).DefaultIfEmpty(-1).Max();
        _down = false;
        Run((g, s) => g.Begin(new ClientOrderIds(Installation, Deployment, EpochRule.Next(last, Now)), Now, s));
        if (!_down) Run((g, s) => g.Resume(records, Now, s));
        Beat(_life);
    }

    long Error() => _faults.ClockErrorMs == 0 ? 0 : _random.NextIndex(2 * _faults.ClockErrorMs) - _faults.ClockErrorMs;

    void Trade()
    {
        Bot();
        Market();
        Reset();
        _time.RunUntil(_time.Now + TradingMs);
    }

    // The faults end; what is still open is cancelled and everything must come to an end.
    void Settle()
    {
        _trading = false;
        _faults = new FaultRates();
        var end = _time.Now + PatienceMs;
        while (_time.Now < end && (_down || _gateway.Open.Count > 0))
        {
            _time.RunUntil(_time.Now + 5_000);
            if (_down) continue;
            Run((g, s) => g.StreamReset(Now, s));
            foreach (var order in _gateway.Open.ToArray()) Run((g, s) => g.Cancel(order.Request.Id, Now, s));
        }
        _time.RunUntil(_time.Now + 60_000);
        if (!_down) Run((g, s) => g.StreamReset(Now, s));
        _time.RunUntil(_time.Now + 60_000);
    }

    void Bot()
    {
        if (!_trading) return;
        _time.After(100 + _random.NextIndex(3_000), Bot);
        if (_down) return;
        if (_random.NextIndex(4) == 0 && _gateway.Open.Count > 0)
        {
            var id = _gateway.Open[_random.NextIndex(_gateway.Open.Count)].Request.Id;
            Run((g, s) => g.Cancel(id, Now, s));
            return;
        }
        var wishes = Enumerable.Range(0, 1 + _random.NextIndex(3)).Select(_ => Wish()).ToArray();
        Run((g, s) => g.Submit(Deployment, wishes, Now, s));
    }

    OrderWish Wish()
    {
        var exit = _random.NextIndex(2) == 0;
        var market = _random.NextIndex(2) == 0;
        return new OrderWish { Account = "main", Instrument = VenueModel.Instrument, Side = exit ? Side.Sell : Side.Buy, Type = market ? OrderType.Market : OrderType.Limit, Quantity = 0.1m * (1 + _random.NextIndex(20)), Price = market ? 0 : 100m, IsExit = exit };
    }

    void Market()
    {
        _venue.Move();
        if (_trading) _time.After(50 + _random.NextIndex(1_500), Market);
    }

    // The host notices now and then that its stream was interrupted.
    void Reset()
    {
        if (!_trading) return;
        if (!_down) Run((g, s) => g.StreamReset(Now, s));
        _time.After(5_000 + _random.NextIndex(20_000), Reset);
    }

    void Beat(int life)
    {
        if (life != _life || _down) return;
        Run((g, s) => g.Tick(Now, s));
        _time.After(50, () => Beat(life));
    }

    void Run(Action<OrderGateway, GatewayStep> input)
    {
        _step.Clear();
        input(_gateway, _step);
        var (records, requests, notices) = (_step.Records.ToArray(), _step.Requests.ToArray(), _step.Notices.ToArray());
        if (records.Length > 0)
        {
            _persisted++;
            if (Dies(0)) return;
            foreach (var record in records) _disk.Add(RecordCodec.Encode(record));
            if (Dies(1)) return;
        }
        for (var i = 0; i < requests.Length; i++)
        {
            Perform(requests[i]);
            if (records.Length > 0 && i == 0 && Dies(2)) return;
        }
        foreach (var notice in notices) Note(notice);
    }

    bool Dies(int moment)
    {
        var dies = _plan is { } plan ? plan.Step == _persisted && plan.Moment == moment : _random.NextUnit() < _faults.Crash / 3;
        if (!dies) return false;
        _crashes++;
        _life++;
        _down = true;
        _time.After(100 + _random.NextIndex(15_000), Start);
        return true;
    }

    void Note(GatewayNotice notice)
    {
        if (notice is FillBooked booked && !_booked.Add(booked.Fill.TradeId)) _problems.Add($"execution {booked.Fill.TradeId} was booked twice");
        if (notice is GatewayAlarm alarm) _problems.Add($"{alarm.Kind}: {alarm.Message}");
    }

    void Perform(GatewayRequest request)
    {
        switch (request)
        {
            case SendOrder send:
                Send(send.Order);
                break;
            case CancelOrder cancel:
                Call(() => _venue.Cancel(cancel.Order.Id.ToString()), (_, g, _) => g.CancelAnswered(cancel.Order.Id, Now), () => { });
                break;
            case QueryOrder query:
                Call(() => _venue.Query(query.Order.Id.ToString()), (a, g, s) => g.Queried(query.Order.Id, a, Now, s), () => { });
                break;
            case QueryHistory history:
                Call(() => _venue.History(history.From), (fills, g, s) => { foreach (var fill in fills) g.Told(fill, Now, s); }, () => { });
                break;
        }
    }

    // Signed after a wait in our own queue; then on its way, whatever becomes of the process that sent it.
    void Send(OrderRequest order)
    {
        var life = _life;
        _time.After(_random.NextIndex(10) == 0 ? _random.NextIndex(2_500) : _random.NextIndex(20), () =>
        {
            if (life != _life) return;
            var timestamp = Now + _gateway.VenueOffset;
            if (timestamp > order.SignBy)
            {
                Run((g, s) => g.Answered(order.Id, new SendAnswer(SendAnswerKind.NotAccepted, Reason: "not signed in time"), Now, s));
                return;
            }
            Call(() => Place(order, timestamp), (a, g, s) => Answer(order, a, g, s), () => Run((g, s) => g.Answered(order.Id, new SendAnswer(SendAnswerKind.Unknown), Now, s)));
        });
    }

    // A proxy that lost the answer to a request may send it again, and the second answer is what we see.
    SendAnswer Place(OrderRequest order, long timestamp)
    {
        var answer = _venue.Place(order, timestamp);
        return answer.Kind == SendAnswerKind.Accepted && _random.NextUnit() < _faults.DoubledRequest ? _venue.Place(order, timestamp) : answer;
    }

    void Answer(OrderRequest order, SendAnswer answer, OrderGateway gateway, GatewayStep step)
    {
        if (answer.Reason.StartsWith("timestamp", StringComparison.Ordinal)) gateway.VenueOffset = -_skew;
        gateway.Answered(order.Id, answer, Now, step);
    }

    void Call<T>(Func<T> work, Action<T, OrderGateway, GatewayStep> answered, Action timedOut)
    {
        var life = _life;
        void Back(Action what, long after) => _time.After(after, () =>
        {
            if (life == _life && !_down) what();
        });
        if (_random.NextUnit() < _faults.LostRequest)
        {
            Back(timedOut, 1_000 + _random.NextIndex(4_000));
            return;
        }
        _time.After(Delay(), () =>
        {
            var answer = work();
            if (_random.NextUnit() < _faults.LostAnswer) Back(timedOut, 1_000 + _random.NextIndex(4_000));
            else Back(() => Run((g, s) => answered(answer, g, s)), Delay());
            // A late answer may come although the caller has given up.
            if (_random.NextUnit() < _faults.LongDelay) Back(timedOut, 0);
        });
    }

    void Stream(Action<OrderGateway, GatewayStep> message)
    {
        var life = _life;
        for (var copies = _random.NextUnit() < _faults.DroppedMessage ? 0 : _random.NextUnit() < _faults.DoubledMessage ? 2 : 1; copies > 0; copies--)
        {
            _time.After(Delay(), () =>
            {
                if (life == _life && !_down) Run(message);
            });
        }
    }

    long Delay() => _random.NextUnit() < _faults.LongDelay ? _random.NextIndex(9_000) : 1 + _random.NextIndex(120);

    void Compare() => _problems.AddRange(Comparison.Of(_gateway, _venue, _disk.Select(bytes => RecordCodec.Decode(bytes)), _options));
}
