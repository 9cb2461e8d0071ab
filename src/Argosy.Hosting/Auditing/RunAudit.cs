using System.Text;
using System.Text.Json;
using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Data.Links;

namespace Argosy.Hosting.Auditing;

/// <summary>Turns the messages of one run into drafts: each order, refusal, execution and end with the market, votes and blocks it met.</summary>
/// <remarks>
/// Messages are numbered step by step: a host's message, then its answers. A worker in another process may be told ahead; what it was told
/// counts when its step begins, so a log that is read again gives the same numbers. Drafts of a log that was seen already are left out by who takes them.
/// </remarks>
/// <param name="actor">Name of the bot.</param>
/// <param name="deployment">Its deployment.</param>
/// <param name="account">The account it trades on.</param>
/// <param name="instruments">In the run's order.</param>
/// <param name="take">Takes drafts.</param>
public sealed class RunAudit(string actor, int deployment, string account, IReadOnlyList<Instrument> instruments, Action<AuditDraft> take)
{
    readonly Queue<HostMessage> _told = new();
    readonly Dictionary<int, Open> _open = [];
    readonly Bar?[] _bars = new Bar?[instruments.Count];
    readonly double[] _prices = new double[instruments.Count];
    readonly string[] _votes = new string[instruments.Count];
    string _blocked = "";
    long _number, _time;

    /// <summary>A message the run's worker is told.</summary>
    public void Heard(HostMessage message)
    {
        _told.Enqueue(message);
        if (_told.Count == 1) Begin(message);
    }

    /// <summary>An answer.</summary>
    public void Heard(WorkerMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        switch (message)
        {
            case OrderWanted wanted:
                Wanted(wanted, message);
                break;
            case PaperTold { Order: { } order }:
                Wanted(order, message);
                break;
            case PaperTold { Event: { } said }:
                Said(said, "", message);
                break;
            case OrderChangeWanted change:
                Draft("order-change", "", InstrumentOf(change.Id), message, isTrading: true, json =>
                {
                    json.WriteNumber("order", change.Id);
                    json.WriteString("quantity", Exact.Text(change.Quantity));
                    Prices(json, change.Limit, change.Trigger);
                });
                break;
            case CancelWanted cancel:
                Draft("order-cancel", "", InstrumentOf(cancel.Id), message, isTrading: true, json =>
                {
                    json.WriteNumber("order", cancel.Id);
                    json.WriteString("reason", KebabCase.Of(cancel.Reason.ToString()));
                });
                break;
            case WishRefusedByGate refused:
                Refused(refused, message);
                break;
            case VotesHeld votes:
                _votes[votes.Instrument] = $"{votes.Votes}: {votes.Decision}";
                Draft("votes", votes.Decision, votes.Instrument, message, isTrading: false, json => json.WriteString("votes", votes.Votes), isAudited: false);
                break;
            case BotLine line:
                Draft("line", line.Level, -1, message, isTrading: false, json => json.WriteString("text", line.Text), isAudited: line.Level is "warning" or "error");
                break;
            case CommandTaken taken:
                Draft("command-taken", taken.IsRefused ? "refused" : "done", -1, message, isTrading: false, json =>
                {
                    json.WriteString("command", taken.Command);
                    json.WriteString("text", taken.Text);
                });
                break;
            default:
                Draft("step", "", -1, message, isTrading: false, null, isAudited: false);
                break;
        }
        if (message is not StepDone || _told.Count == 0) return;
        _told.Dequeue();
        if (_told.TryPeek(out var next)) Begin(next);
    }

    void Begin(HostMessage message)
    {
        switch (message)
        {
            case RunBegins begins:
                Draft("run", begins.Mode == RunMode.Live ? "live" : "paper", -1, message, isTrading: false, json =>
                {
                    json.WriteString("account", account);
                    json.WriteString("strategy", begins.Strategy);
                });
                break;
            case MarketMoved moved:
                Moved(moved);
                break;
            case TradesSaid said:
                foreach (var trade in said.Trades) (_time, _prices[trade.Instrument]) = (Math.Max(_time, trade.Time), Exact.ToStatistic(trade.Price));
                Draft("trades", "", said.Trades.Count > 0 ? said.Trades[^1].Instrument : -1, message, isTrading: false, null, isAudited: false);
                break;
            case OrderSaid said:
                _time = Math.Max(_time, said.Event.Time);
                Said(said.Event, said.TradeId, message);
                break;
            case FundingSaid { Settlement: var settled }:
                _time = Math.Max(_time, settled.Time);
                Draft("funding", "", settled.Instrument, message, isTrading: true, json =>
                {
                    json.WriteString("price", Exact.Text(settled.Price));
                    json.WriteString("rate", Exact.Text(settled.Rate));
                });
                break;
            case CommandSaid command:
                _time = Math.Max(_time, command.Time);
                Draft("command", "", -1, message, isTrading: false, json => json.WriteString("text", command.Text));
                break;
            case EntriesBlocked blocked:
                _time = Math.Max(_time, blocked.Time);
                _blocked = blocked.Reason;
                Draft("entries", blocked.Reason.Length == 0 ? "allowed" : "blocked", -1, message, isTrading: false, json => json.WriteString("reason", blocked.Reason));
                break;
            case RunEnds ends:
                _time = Math.Max(_time, ends.Time);
                Draft("run-end", "", -1, message, isTrading: false, null);
                break;
            default:
                Draft("message", "", -1, message, isTrading: false, null, isAudited: false);
                break;
        }
    }

    // One message, one row: a candle of each further instrument is in the message alone.
    void Moved(MarketMoved moved)
    {
        _time = Math.Max(_time, moved.Time);
        foreach (var closed in moved.Closed) (_bars[closed.Instrument], _prices[closed.Instrument]) = (closed.Bar, closed.Bar.Close);
        foreach (var opened in moved.Opened) _prices[opened.Instrument] = opened.Open;
        var about = moved.Closed.Count > 0 ? moved.Closed[0].Instrument : moved.Opened.Count > 0 ? moved.Opened[0].Instrument : -1;
        Draft("market", moved.Closed.Count > 0 ? moved.IsHistory ? "history" : "close" : "open", about, moved, isTrading: false, null, isAudited: false, withBar: moved.Closed.Count > 0);
    }

    void Wanted(OrderWanted order, WorkerMessage message)
    {
        _open[order.Id] = new Open(order, 0);
        var (votes, blocked, price, bar) = (_votes[order.Instrument], _blocked, _prices[order.Instrument], _bars[order.Instrument]);
        Draft("order", order.Side == Side.Buy ? "buy" : "sell", order.Instrument, message, isTrading: true, json =>
        {
            Describe(json, order);
            json.WriteString("risk", "pass");
            Snapshot(json, votes, blocked, price, bar);
        });
    }

    void Refused(WishRefusedByGate refused, WorkerMessage message)
    {
        var (votes, blocked, price, bar) = (_votes[refused.Instrument], _blocked, _prices[refused.Instrument], _bars[refused.Instrument]);
        Draft("order-refused", KebabCase.Of(refused.Reason.ToString()), refused.Instrument, message, isTrading: true, json =>
        {
            json.WriteNumber("order", refused.Id);
            json.WriteString("why", refused.Why);
            json.WriteString("risk", KebabCase.Of(refused.Reason.ToString()));
            Snapshot(json, votes, blocked, price, bar);
        });
    }

    void Said<T>(OrderEvent said, string tradeId, T message)
        where T : class
    {
        var known = _open.GetValueOrDefault(said.OrderId);
        var instrument = said.Kind == OrderEventKind.Filled ? said.Fill.Instrument : known?.Order.Instrument ?? -1;
        var (word, price) = (KebabCase.Of(said.Kind.ToString()), instrument >= 0 && instrument < _prices.Length ? _prices[instrument] : 0);
        if (said.Kind == OrderEventKind.Filled)
        {
            var fill = said.Fill;
            if (known is not null) _open[said.OrderId] = known = known with { Filled = known.Filled + fill.Quantity };
            if (known is not null && known.Filled >= known.Order.Quantity) _open.Remove(said.OrderId);
            Draft("fill", fill.Side == Side.Buy ? "buy" : "sell", instrument, message, isTrading: true, json =>
            {
                json.WriteNumber("order", said.OrderId);
                if (said.OrderId == 0) json.WriteString("cause", KebabCase.Of(fill.Purpose.ToString()));
                if (tradeId.Length > 0) json.WriteString("trade", tradeId);
                json.WriteNumber("time", fill.Time);
                json.WriteString("price", Exact.Text(fill.Price));
                json.WriteString("quantity", Exact.Text(fill.Quantity));
                json.WriteString("fee", Exact.Text(fill.Fee));
                json.WriteBoolean("maker", fill.IsMaker);
                json.WriteNumber("lastPrice", price);
            });
            return;
        }
        if (said.Kind is not (OrderEventKind.Cancelled or OrderEventKind.Expired or OrderEventKind.Rejected))
        {
            Draft("order-event", word, instrument, message, isTrading: true, json =>
            {
                json.WriteNumber("order", said.OrderId);
                if (said.Kind == OrderEventKind.Moved) json.WriteString("price", Exact.Text(said.Price));
            });
            return;
        }
        _open.Remove(said.OrderId);
        // An order that ended unfilled or partly filled keeps its chain at its end.
        Draft("order-end", word, instrument, message, isTrading: true, json =>
        {
            json.WriteNumber("order", said.OrderId);
            json.WriteString("reason", KebabCase.Of(said.Reason.ToString()));
            if (known is null) return;
            json.WriteString("filled", Exact.Text(known.Filled));
            json.WriteString("quantity", Exact.Text(known.Order.Quantity));
            json.WriteString("why", known.Order.Why);
            json.WriteNumber("lastPrice", price);
        });
    }

    int InstrumentOf(int order) => _open.GetValueOrDefault(order)?.Order.Instrument ?? -1;

    void Draft<T>(string kind, string action, int instrument, T message, bool isTrading, Action<Utf8JsonWriter>? fields, bool isAudited = true, bool withBar = true)
        where T : class
    {
        var isKnown = instrument >= 0 && instrument < instruments.Count;
        take(new AuditDraft
        {
            Time = _time,
            Actor = actor,
            Kind = kind,
            Action = action,
            Asset = isKnown ? instruments[instrument].Name : "",
            Bar = isKnown && withBar ? _bars[instrument] : null,
            Deployment = deployment,
            Number = ++_number,
            IsAudited = isAudited,
            IsTrading = isTrading,
            Fields = json =>
            {
                fields?.Invoke(json);
                json.WritePropertyName("message");
                json.WriteRawValue(message is HostMessage host ? LinkCodec.Encode(host) : LinkCodec.Encode((WorkerMessage)(object)message), skipInputValidation: true);
            },
        });
    }

    static void Describe(Utf8JsonWriter json, OrderWanted order)
    {
        json.WriteNumber("order", order.Id);
        json.WriteString("type", KebabCase.Of(order.Type.ToString()));
        json.WriteString("quantity", Exact.Text(order.Quantity));
        Prices(json, order.Limit, order.Trigger);
        json.WriteString("purpose", KebabCase.Of(order.Purpose.ToString()));
        json.WriteString("decisionPrice", Exact.Text(order.DecisionPrice));
        json.WriteString("why", order.Why);
    }

    static void Prices(Utf8JsonWriter json, decimal limit, decimal trigger)
    {
        if (limit > 0) json.WriteString("limit", Exact.Text(limit));
        if (trigger > 0) json.WriteString("trigger", Exact.Text(trigger));
    }

    static void Snapshot(Utf8JsonWriter json, string? votes, string blocked, double price, Bar? bar)
    {
        if (votes is not null) json.WriteString("votes", votes);
        json.WriteString("guards", blocked.Length == 0 ? "pass" : blocked);
        json.WriteStartObject("market");
        json.WriteNumber("lastPrice", price);
        if (bar is { } last)
        {
            json.WriteNumber("openTime", last.OpenTime);
            json.WriteNumber("open", last.Open);
            json.WriteNumber("high", last.High);
            json.WriteNumber("low", last.Low);
            json.WriteNumber("close", last.Close);
            json.WriteNumber("volume", last.Volume);
        }
        json.WriteEndObject();
    }

    sealed record Open(OrderWanted Order, decimal Filled);
}
