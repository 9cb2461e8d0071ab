using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Data.Links;

namespace Argosy.Hosting.Auditing;

/// <summary>Why an order exists and what became of it, from the messages of its run: votes, consensus, sizing, risk rule, gate, the venue's answers, executions.</summary>
public sealed class WhyStory
{
    readonly List<(long Place, long Time, string Label, string Text)> _lines = [];
    readonly IReadOnlyList<Instrument> _instruments;
    readonly int _order;
    readonly VenueSpan? _ofVenue;
    readonly string?[] _votes;
    readonly double[] _prices;
    string _blocked = "";
    long _time, _place;
    decimal _filled;

    WhyStory(IReadOnlyList<Instrument> instruments, int order, VenueSpan? ofVenue) => (_instruments, _order, _ofVenue, _votes, _prices) = (instruments, order, ofVenue, new string?[instruments.Count], new double[instruments.Count]);

    /// <summary>Whether the run knows such an order or refused such a wish.</summary>
    public bool IsFound { get; private set; }

    /// <summary>The order it protects; 0 for none.</summary>
    public int Entry { get; private set; }

    /// <summary>Reads a run's messages.</summary>
    public static WhyStory Of(IEnumerable<LinkMessage> messages, int order) => Of(messages, order, null);

    /// <summary>Reads what the venue did to a position without an order of the run: a liquidation, a deleveraging, a settlement.</summary>
    /// <param name="messages">The run's.</param>
    /// <param name="instrument">Of which instrument.</param>
    /// <param name="from">From when on, Unix ms.</param>
    /// <param name="to">Until when, it included, Unix ms.</param>
    public static WhyStory OfVenue(IEnumerable<LinkMessage> messages, string instrument, long from, long to) => Of(messages, 0, new VenueSpan(instrument, from, to));

    static WhyStory Of(IEnumerable<LinkMessage> messages, int order, VenueSpan? ofVenue)
    {
        WhyStory? story = null;
        foreach (var (told, answer) in messages)
        {
            if (told is RunBegins begins) story = new WhyStory(begins.Instruments, order, ofVenue);
            if (told is not null) story?.Hear(told);
            else story?.Hear(answer!);
        }
        return story ?? new WhyStory([], order, ofVenue);
    }

    /// <summary>Adds what another source knows, e.g. the venue's own words.</summary>
    public void Add(long time, string label, string text) => _lines.Add((time, time, label, text));

    // A fill may be dated before the message that told of it: what the run heard stays in its order.
    void Tell(long time, string label, string text)
    {
        _place = Math.Max(_place, Math.Max(_time, time));
        _lines.Add((_place, time, label, text));
    }

    /// <summary>Its lines, oldest first.</summary>
    public IReadOnlyList<WhyLine> Lines => [.. _lines.OrderBy(line => line.Place).Select(line => new WhyLine(line.Time, line.Label, line.Text))];

    void Hear(HostMessage message)
    {
        switch (message)
        {
            case MarketMoved moved:
                _time = Math.Max(_time, moved.Time);
                foreach (var closed in moved.Closed) _prices[closed.Instrument] = closed.Bar.Close;
                foreach (var opened in moved.Opened) _prices[opened.Instrument] = opened.Open;
                break;
            case TradesSaid trades:
                foreach (var trade in trades.Trades) (_time, _prices[trade.Instrument]) = (Math.Max(_time, trade.Time), Exact.ToStatistic(trade.Price));
                break;
            case OrderSaid { Event: var said } told:
                _time = Math.Max(_time, said.Time);
                Said(said, told.TradeId);
                break;
            case EntriesBlocked blocked:
                (_time, _blocked) = (Math.Max(_time, blocked.Time), blocked.Reason);
                break;
            default:
                break;
        }
    }

    void Hear(WorkerMessage message)
    {
        switch (message)
        {
            case VotesHeld votes:
                _votes[votes.Instrument] = $"{votes.Votes} decide {votes.Decision}";
                break;
            case OrderWanted wanted when wanted.Id == _order:
                Wanted(wanted);
                break;
            case PaperTold { Order: { } order } when order.Id == _order:
                Wanted(order);
                break;
            case PaperTold { Event: { } said }:
                Said(said, "");
                break;
            case OrderChangeWanted change when change.Id == _order:
                Tell(_time, "change", $"to {Exact.Text(change.Quantity)}{Prices(change.Limit, change.Trigger)}");
                break;
            case CancelWanted cancel when cancel.Id == _order:
                Tell(_time, "cancel", $"wanted: {KebabCase.Of(cancel.Reason.ToString())}");
                break;
            case WishRefusedByGate refused when refused.Id == _order:
                IsFound = true;
                Decision(refused.Instrument, refused.Why);
                Tell(_time, "refused", $"by the risk gate: {KebabCase.Of(refused.Reason.ToString())}{(_blocked.Length > 0 ? $"; entries were blocked: {_blocked}" : "")}");
                break;
            default:
                break;
        }
    }

    void Wanted(OrderWanted order)
    {
        (IsFound, Entry) = (true, order.Entry);
        Decision(order.Instrument, order.Why);
        if (order.Entry > 0) Tell(_time, "protects", $"order {order.Entry}");
        Tell(_time, "order", $"{order.Id}: {(order.Side == Side.Buy ? "buy" : "sell")} {Exact.Text(order.Quantity)} {_instruments[order.Instrument].Name} {KebabCase.Of(order.Type.ToString())}{Prices(order.Limit, order.Trigger)}, decided at {Exact.Text(order.DecisionPrice)}");
    }

    // The codes of the chain, each with its name.
    void Decision(short instrument, string why)
    {
        Tell(_time, "market", $"{_instruments[instrument].Name} last at {Exact.Text((decimal)_prices[instrument])}");
        if (_votes[instrument] is { } votes) Tell(_time, "votes", votes);
        foreach (var step in why.Split('>', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = step.Split('=', 2);
            Tell(_time, pair.Length == 2 ? pair[0] : "why", pair[^1]);
        }
    }

    void Said(in OrderEvent said, string trade)
    {
        if (said.OrderId != _order || (_ofVenue is not null && (said.Kind != OrderEventKind.Filled || said.Fill.Time < _ofVenue.From || said.Fill.Time > _ofVenue.To || _instruments[said.Fill.Instrument].Name != _ofVenue.Instrument))) return;
        if (_ofVenue is not null)
        {
            IsFound = true;
            var instrument = said.Fill.Instrument;
            Tell(said.Time, "market", $"{_instruments[instrument].Name} last at {Exact.Text((decimal)_prices[instrument])}");
            Tell(said.Time, "venue", $"{KebabCase.Of(said.Fill.Purpose.ToString())}: the venue itself {(said.Fill.Side == Side.Buy ? "bought" : "sold")} the position, by no order of the run");
        }
        if (said.Kind == OrderEventKind.Filled)
        {
            var fill = said.Fill;
            _filled += fill.Quantity;
            Tell(said.Time, "fill", $"{Exact.Text(fill.Quantity)} at {Exact.Text(fill.Price)}, fee {Exact.Text(fill.Fee)}{(fill.IsMaker ? ", maker" : "")}{(trade.Length > 0 ? $", trade {trade}" : "")}; {Exact.Text(_filled)} in all");
            return;
        }
        var word = KebabCase.Of(said.Kind.ToString());
        Tell(said.Time, "venue", said.Kind == OrderEventKind.Moved ? $"moved to {Exact.Text(said.Price)}" : said.Reason == OrderReason.None ? word : $"{word}: {KebabCase.Of(said.Reason.ToString())}");
    }

    sealed record VenueSpan(string Instrument, long From, long To);

    static string Prices(decimal limit, decimal trigger) => $"{(limit > 0 ? $" at {Exact.Text(limit)}" : "")}{(trigger > 0 ? $" when it touches {Exact.Text(trigger)}" : "")}";
}

/// <summary>One step of an order's story.</summary>
/// <param name="Time">Unix ms.</param>
/// <param name="Step">Which step, e.g. votes, size, order, venue, fill.</param>
/// <param name="Text">What.</param>
public sealed record WhyLine(long Time, string Step, string Text);
