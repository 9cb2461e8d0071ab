using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>One seeded run: a bot that trades with stops and targets, a wire that loses, delays and doubles, and a process that dies between any two moments of a step.</summary>
internal sealed class DeskCampaign : IDisposable
{
    const int Steps = 60;

    readonly SeededGenerator _random;
    readonly DeskRig _rig;
    readonly double _lost, _crash, _stream;
    bool _isCalm;
    int _crashes;

    DeskCampaign(ulong seed, VenueTraits traits)
    {
        _random = new SeededGenerator(seed);
        (_lost, _crash, _stream) = (0.25 * _random.NextUnit(), 0.03 * _random.NextUnit(), 0.4 * _random.NextUnit());
        _rig = new DeskRig(traits);
        _rig.Venue.Script = _ => _isCalm || _random.NextUnit() >= _lost ? Fate.Good : (Fate)(1 + _random.NextIndex(6));
        _rig.Venue.OnEvent = Note;
        _rig.Bot.OnSaid = said => Note($"told {said.OrderId} {said.Kind} {(said.Kind == OrderEventKind.Filled ? $"{said.Fill.Side} {said.Fill.Quantity}" : "")}");
        _rig.Bot.OnWanted = wanted => Note($"wants {wanted}");
        _rig.Venue.Wire = () => _isCalm || _random.NextUnit() >= _stream ? (1, 5) : (_random.NextIndex(3), _random.NextIndex(4_000));
    }

    public int Crashes => _crashes;

    public int Orders => _rig.Venue.Orders.Count;

    public List<string> Problems { get; } = [];

    public string Text => string.Join('\n', _rig.Bot.Said.Select(s => $"{s.Event.Time} {s.Event.OrderId} {s.Event.Kind} {s.TradeId}"));

    /// <summary>Everything that happened, in order: what a failing seed is understood from.</summary>
    public List<string> Story { get; } = [];

    public static DeskCampaign Of(ulong seed, VenueTraits traits)
    {
        var run = new DeskCampaign(seed, traits);
        run.Trade();
        run.Settle();
        run.Compare();
        return run;
    }

    public void Dispose() => _rig.Dispose();

    void Note(string what) => Story.Add($"{(_rig.Clock.Now - 1_790_000_000_000) / 1000.0:0.000} {what}");

    void Trade()
    {
        Start();
        for (var i = 0; i < Steps; i++)
        {
            Bot();
            _rig.Run(20 + _random.NextIndex(1_500));
            var venue = _rig.Venue;
            venue.Depth = _random.NextIndex(3) == 0 ? 0.1m * (1 + _random.NextIndex(5)) : decimal.MaxValue;
            venue.Move(Math.Clamp(venue.Price + _random.NextIndex(9) - 4, 60m, 160m));
            if (_random.NextIndex(25) == 0) venue.Cut(_random.NextIndex(6_000));
            if (_random.NextIndex(40) == 0) venue.Deposit("USDT", 10m);
            _rig.Run(20 + _random.NextIndex(1_500));
            Revive();
        }
    }

    void Bot()
    {
        var bot = _rig.Bot;
        Protect();
        switch (_random.NextIndex(5))
        {
            case 0:
                _rig.Wish(bot.Want(Side.Buy, 0.1m * (1 + _random.NextIndex(10))));
                break;
            case 1:
                _rig.Wish(bot.Want(Side.Buy, 0.1m * (1 + _random.NextIndex(10)), OrderType.Limit, _rig.Venue.Price - _random.NextIndex(6)));
                break;
            case 2 when bot.Open.FirstOrDefault(w => !w.IsExit) is { } entry:
                _rig.Wish(bot.Cancel(entry.Id));
                break;
            case 3 when bot.Open.LastOrDefault(w => w.Purpose == OrderPurpose.Stop && !bot.IsCancelled(w.Id)) is { } stop:
                _rig.Wish(bot.Change(stop.Id, stop.Quantity, 0, Math.Max(stop.Trigger, _rig.Venue.Price - 3)));
                break;
            case 4 when _random.NextIndex(3) == 0:
                CloseAll();
                break;
            default:
                break;
        }
    }

    // As a run does: each filled entry has a stop and a target of its size, and what closed it goes.
    void Protect()
    {
        var bot = _rig.Bot;
        foreach (var entry in bot.Wanted.Values.Where(w => !w.IsExit && bot.Filled(w.Id) > 0).ToArray())
        {
            var exits = bot.Wanted.Values.Where(w => w.Entry == entry.Id).ToArray();
            var (filled, closed) = (bot.Filled(entry.Id), exits.Sum(w => bot.Filled(w.Id)));
            if (exits.Length == 0 && bot.Position > 0) _rig.Wish(bot.Stop(filled, _rig.Venue.Price - 2 - _random.NextIndex(6), entry.Id), bot.Target(filled, _rig.Venue.Price + 2 + _random.NextIndex(6), entry.Id));
            foreach (var exit in exits.Where(w => !bot.IsEnded(w.Id) && !bot.IsCancelled(w.Id)))
            {
                if (closed >= filled || bot.Position <= 0) _rig.Wish(bot.Cancel(exit.Id));
                else if (exit.Quantity < filled) _rig.Wish(bot.Change(exit.Id, filled, exit.Limit, exit.Trigger));
            }
        }
    }

    void CloseAll()
    {
        var bot = _rig.Bot;
        if (bot.Position <= 0 || bot.Open.Any(w => w is { IsExit: true, Type: OrderType.Market })) return;
        _rig.Wish(bot.Want(Side.Sell, bot.Position, exit: true));
    }

    void Start()
    {
        _rig.Desk.Probe = moment =>
        {
            if (_isCalm || _random.NextUnit() >= _crash / 3) return false;
            _crashes++;
            Note($"dies at {moment}");
            return true;
        };
        var started = _rig.Desk.StartAsync();
        for (var i = 0; i < 400 && !started.IsCompleted; i++) _rig.Run(100);
        if (!started.IsCompleted) return;
        _rig.Join();
    }

    void Revive()
    {
        if (!_rig.Desk.IsDown) return;
        _rig.Run(_random.NextIndex(8_000));
        for (var i = 0; i < 20 && _rig.Desk.IsDown; i++)
        {
            _rig.Run(1_000);
            _rig.Renew();
            Start();
        }
    }

    // The faults end; the bot cancels its entries and closes, and everything must come to its end.
    void Settle()
    {
        _isCalm = true;
        Revive();
        _rig.Venue.Depth = decimal.MaxValue;
        for (var i = 0; i < 30; i++)
        {
            _rig.Run(10_000);
            _rig.Venue.Move(_rig.Venue.Price);
            var bot = _rig.Bot;
            foreach (var entry in bot.Open.Where(w => !w.IsExit && !bot.IsCancelled(w.Id)).ToArray()) _rig.Wish(bot.Cancel(entry.Id));
            if (i == 3) _rig.Venue.Cut(1_000);
            if (i > 5) CloseAll();
            if (i > 10 && bot.Position == 0) foreach (var exit in bot.Open.Where(w => !bot.IsCancelled(w.Id)).ToArray()) _rig.Wish(bot.Cancel(exit.Id));
        }
    }

    void Compare()
    {
        foreach (var order in _rig.Desk.Gateway.All()) Note($"in the end {order.Request.Id} {order.Request.Wish.RunOrder} {order.Phase} {order.Reason}");
        foreach (var alert in _rig.Alerts) Note($"alert {alert.Code} {alert.Text}");
        var (bot, venue) = (_rig.Bot, _rig.Venue);
        var held = venue.Traits.IsDerivative ? venue.Position : venue.Balance("BTC") - 5m;
        Problems.AddRange(bot.Problems);
        if (bot.Disabled.Length > 0) Problems.Add(bot.Disabled);
        if (bot.Position != held) Problems.Add($"the bot holds {bot.Position}, the venue {held}");
        if (bot.Position != 0) Problems.Add($"the position was never closed: {bot.Position}");
        if (venue.Fills.Count != bot.Trades.Count) Problems.Add($"{venue.Fills.Count} executions at the venue, {bot.Trades.Count} told");
        if (venue.Fills.Count != _rig.Database.Executions.Count) Problems.Add($"{venue.Fills.Count} executions at the venue, {_rig.Database.Executions.Count} in the database");
        Problems.AddRange(venue.Working.Select(o => $"{o.ClientId} {o.Side} {o.Type} still rests"));
        Problems.AddRange(bot.Open.Select(w => $"order {w.Id} ({w.Type}) never ended"));
        if (_rig.Desk.Blocked.Length > 0) Problems.Add($"blocked: {_rig.Desk.Blocked}");
        Problems.AddRange(venue.Placed.GroupBy(p => p.Intent).Where(g => g.Count() > 1).Select(g => $"intent {g.Key} is at the venue {g.Count()} times"));
        // What is replaced at once may have executed more than was known: that is bought back and said.
        if (Least(venue) < 0 && !(venue.Traits.ReplacesAtOnce && _rig.Alarmed("over-fill"))) Problems.Add("more was sold than was held");
        Problems.AddRange(_rig.Alerts.Where(a => a.Code is "desk-fault" or "lost-intent" or "conflict" or "vanished" or "revived" or "unexplained").Select(a => $"{a.Code}: {a.Text}"));
    }

    static decimal Least(ScriptedVenue venue)
    {
        var (held, least) = (0m, 0m);
        foreach (var fill in venue.Fills) least = Math.Min(least, held += fill.Side == Side.Buy ? fill.Quantity : -fill.Quantity);
        return least;
    }
}
