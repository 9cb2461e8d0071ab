using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Core.Events;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Simulation.Books;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Latency;

namespace Argosy.Simulation.Venue;

/// <summary>An exchange made of ticks: trades alone, trades and best quotes, or trades and the order book of one instrument.</summary>
/// <remarks>
/// An order goes live at the first tick at or after its arrival (decision plus latency); that tick has happened before it. Takers walk what
/// the book shows; with trades alone they take a share of the trade they meet, at its price. Resting limits get what their queue leaves
/// them of the trades at their price, at their own price. Triggers fire on trades. While the book is not whole nothing happens.
/// </remarks>
public sealed class TickVenue : ITickVenue
{
    /// <summary>Decimal places of the quantities of trades that are told, rather than there from the beginning.</summary>
    public const int ToldQuantityScale = 8;

    readonly Instrument _instrument;
    readonly MarketView _view;
    readonly FillOptions _options;
    readonly TickOptions _ticks;
    readonly Timeframe _timeframe;
    readonly ILatencyModel _latency;
    readonly List<Cancellation> _cancellations = [];
    TickHistory _history;
    TickTape _tape;
    InstrumentBook _book = null!;
    QueuePlaces _places = null!;
    TickReach _reach = null!;
    IOrderEvents _events = null!;
    long _now, _last, _passed, _lastArrival = long.MinValue;
    int _next, _round, _bar, _woken = -1;
    TickKind _kind;
    bool _inMoment;

    /// <summary>A venue over the ticks of one instrument.</summary>
    /// <param name="instrument">What is traded.</param>
    /// <param name="bars">Bars built from the trades: what strategies see.</param>
    /// <param name="history">The ticks.</param>
    /// <param name="fills">The fill contract's settings.</param>
    /// <param name="ticks">Latency and queue model.</param>
    /// <exception cref="ArgumentException">Settings that make no sense with one another or with the data.</exception>
    public TickVenue(Instrument instrument, BarColumns bars, TickHistory history, FillOptions fills, TickOptions ticks)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(fills);
        ArgumentNullException.ThrowIfNull(ticks);
        fills.Check();
        ticks.Check(fills, history.Quotes is not null || history.Depth is not null);
        _instrument = instrument;
        _timeframe = bars.Timeframe;
        _history = history.AtPriceScale(instrument.PriceScale);
        _options = fills;
        _ticks = ticks;
        _tape = new TickTape(_history);
        _view = new MarketView(_history);
        _latency = ticks.Latency(fills.Seed);
    }

    /// <summary>A venue over trades that are told as they come, see <see cref="Take"/>.</summary>
    /// <param name="instrument">What is traded.</param>
    /// <param name="timeframe">Length of the bars that strategies see.</param>
    /// <param name="fills">The fill contract's settings.</param>
    /// <param name="ticks">Latency and queue model.</param>
    /// <exception cref="ArgumentException">Settings that make no sense with one another.</exception>
    public TickVenue(Instrument instrument, Timeframe timeframe, FillOptions fills, TickOptions ticks)
        : this(instrument, GrowingColumns.Empty(timeframe, instrument?.PriceScale ?? 0), Told(instrument?.PriceScale ?? 0, new TradeColumns { Times = [], Prices = [], Quantities = [], Takers = [] }), fills, ticks)
    {
    }

    /// <summary>Ticks that have passed.</summary>
    public long Events => _passed + _next;

    /// <summary>Takes the trades that follow on those it has; all of them have passed.</summary>
    /// <param name="trades">Prices in units of the instrument, quantities in units of 10^−<see cref="ToldQuantityScale"/>.</param>
    public void Take(TradeColumns trades)
    {
        ArgumentNullException.ThrowIfNull(trades);
        Invariant.Check(_tape.IsTrades && _history.QuantityScale == ToldQuantityScale, "trades are told to a venue that was made for it");
        Invariant.Check(_next == _history.Trades.Count, "trades follow on trades that have passed");
        trades.Check();
        _passed += _next;
        _history = Told(_instrument.PriceScale, trades);
        _tape = new TickTape(_history);
        _next = 0;
    }

    /// <summary>What building the book met; null without a book.</summary>
    public BookTally? Book => _view.Tally;

    /// <summary>The first price on the way from one to another at which an order may do something; the way's end where there is none. Units.</summary>
    public long FirstLevel(long from, long to)
    {
        _reach.Find(long.MaxValue, PriceOfRuin());
        var level = to > from ? _reach.Up : _reach.Down;
        return level > Math.Min(from, to) && level < Math.Max(from, to) ? level : to;
    }

    /// <inheritdoc/>
    public PriceReach Reach => PriceReach.None;

    /// <inheritdoc/>
    public void Attach(IOrderEvents events)
    {
        ArgumentNullException.ThrowIfNull(events);
        _events = events;
        _book = new InstrumentBook(_instrument, _options, events.Ledger.Books, events.Exits, onTicks: true, _view.Depth);
        _book.Moment.Account = new LiveAccount(0, events.Ledger, events.Power, events);
        _book.Moment.LateAfterMs = _timeframe.ApproximateMilliseconds + _ticks.LatencyMs + _ticks.LatencyJitterMs;
        _book.Moment.Row = 0;
        _places = new QueuePlaces(_book.Orders, _ticks.Model());
        _reach = new TickReach(_book.Orders, _book.Levels);
    }

    /// <inheritdoc/>
    public long NextTick(long limit)
    {
        var due = _cancellations.Count > 0 ? _cancellations[0].Due : long.MaxValue;
        _reach.Find(due, PriceOfRuin());
        return _tape.IsTrades ? NextTrade(limit) : NextOfTape(limit);
    }

    /// <summary>A bar closes: its ticks have passed already.</summary>
    public void OnClosing(Instant instant)
    {
        ArgumentNullException.ThrowIfNull(instant);
        _now = instant.Time;
        if (instant.Completed.Count > 0) _book.Moment.Row = ++_bar;
    }

    /// <summary>On ticks nothing fills where it was decided; only the time is noted.</summary>
    public void OnDecided(Instant instant)
    {
        ArgumentNullException.ThrowIfNull(instant);
        _now = instant.Time;
    }

    /// <summary>A tick that may concern our orders.</summary>
    public void OnOpening(Instant instant)
    {
        ArgumentNullException.ThrowIfNull(instant);
        _now = instant.Time;
        _inMoment = true;
        var moment = _book.Moment;
        (moment.Time, moment.Round) = (_now, ++_round);
        _book.Expire(_now + 1);
        CancelDue();
        if (_kind == TickKind.Trade) MeetTrade(_woken);
        else MeetBook();
        if (_last > 0) ArriveAll();
        _book.Sweep();
        _places.Refresh(_view);
        _inMoment = false;
    }

    /// <inheritdoc/>
    public void Submit(ApprovedOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        // Children are held at the venue: they cost no way of their own.
        if (!order.IsChild) _lastArrival = Math.Max(_lastArrival, _now + _latency.OrderMs());
        _book.Add(order, _lastArrival, _lastArrival);
    }

    /// <summary>Moves a resting limit: it leaves its queue at once and joins that of its new price when the message has arrived.</summary>
    public void Amend(int orderId, decimal price)
    {
        _lastArrival = Math.Max(_lastArrival, _now + _latency.OrderMs());
        _book.Moment.Time = _now;
        _book.Amend(orderId, price, _lastArrival);
    }

    /// <inheritdoc/>
    public void Resize(int orderId, decimal size) => _book.Resize(orderId, size);

    /// <inheritdoc/>
    public void Cancel(int orderId, OrderReason reason)
    {
        if (reason is OrderReason.Requested or OrderReason.Replaced)
        {
            var due = Math.Max(_lastArrival, _now + _latency.CancelMs());
            if (due > _now)
            {
                _lastArrival = due;
                _cancellations.Add(new Cancellation(orderId, reason, due));
                return;
            }
        }
        _book.Moment.Time = _now;
        _book.Cancel(orderId, reason);
        if (!_inMoment) _book.Sweep();
    }

    // The first trade before the limit that may concern an order; all others pass at the speed of memory.
    long NextTrade(long limit)
    {
        var (times, prices) = (_history.Trades.Times, _history.Trades.Prices);
        var (up, down, due) = (_reach.Up, _reach.Down, _reach.Due);
        var k = _next;
        for (; k < times.Length; k++)
        {
            var time = times[k];
            if (time >= limit) break;
            var price = prices[k];
            if (price < up && price > down && time < due) continue;
            if (k > 0) _last = prices[k - 1];
            return Wake(TickKind.Trade, k, k, time);
        }
        _next = k;
        if (k > 0) _last = prices[k - 1];
        return limit;
    }

    long NextOfTape(long limit)
    {
        for (var k = _next; k < _tape.Count; k++)
        {
            var (kind, row) = _tape[k];
            var time = _tape.Time(kind, row);
            if (time >= limit)
            {
                _next = k;
                return limit;
            }
            if (kind == TickKind.Trade)
            {
                var price = _history.Trades.Prices[row];
                if (_view.IsLive && (price >= _reach.Up || price <= _reach.Down || time >= _reach.Due)) return Wake(kind, row, k, time);
                if (_view.IsLive || _last == 0) _last = price;
                continue;
            }
            _view.Apply(kind, row);
            if (!_view.IsLive) continue;
            if (_places.Count > 0) _places.Follow(_view);
            if (time >= _reach.Due || _view.Book.Ask <= _reach.BestPurchase || _view.Book.Bid >= _reach.BestSale) return Wake(kind, row, k, time);
        }
        _next = _tape.Count;
        return limit;
    }

    long Wake(TickKind kind, int row, int position, long time)
    {
        (_kind, _woken, _next) = (kind, row, position + 1);
        return time;
    }

    void CancelDue()
    {
        while (_cancellations.Count > 0 && _cancellations[0].Due <= _now)
        {
            var due = _cancellations[0];
            _cancellations.RemoveAt(0);
            _book.Cancel(due.OrderId, due.Reason);
        }
    }

    // First the trade meets what rests, as it did on the market; then its price triggers what waits for it.
    void MeetTrade(int row)
    {
        var trades = _history.Trades;
        var (price, quantity) = (trades.Prices[row], trades.Quantities[row]);
        var offered = Money(quantity);
        if (_view.Depth is null) offered = _options.Participation > 0 ? offered * _options.Participation : offered;
        var taken = MeetQueues(price, quantity, offered, trades.Takers[row]);
        if (_view.Depth is null)
        {
            if (_options.Participation > 0) _book.Offer(offered - taken);
            else _book.SetVolume(-1);
        }
        _book.Jump(_last == 0 ? price : _last, price);
        _last = price;
        if (IsRuined(price)) CloseAll(price);
    }

    decimal MeetQueues(long price, long quantity, decimal most, TakerSide taker)
    {
        var taken = 0m;
        for (var k = _places.Next(_round); k >= 0; k = _places.Next(_round))
        {
            ref var place = ref _places[k];
            var buys = place.Side == Side.Buy;
            if (buys ? price > place.Price : price < place.Price) continue;
            var rest = quantity - Units(taken);
            if (price == place.Price)
            {
                // A taker of our own side met the other side of the market.
                if (taker == (buys ? TakerSide.Buy : TakerSide.Sell)) continue;
                place.Traded += quantity;
                if (rest <= place.Ahead)
                {
                    if (place.Ahead != Queues.IQueueModel.Unknown) place.Ahead -= rest;
                    continue;
                }
                rest -= place.Ahead;
                place.Ahead = 0;
            }
            var index = _places.IndexOf(in place);
            var offer = Math.Min(Money(rest), most - taken);
            if (index >= 0 && offer > 0) taken += _book.FillResting(index, offer, price);
        }
        return taken;
    }

    // The other side has come to or through a resting limit: it would have been met there, at its own price.
    void MeetBook()
    {
        var depth = _view.Depth!;
        for (var k = _places.Next(_round); k >= 0; k = _places.Next(_round))
        {
            var (side, limit) = (_places[k].Side, _places[k].Price);
            for (var level = 0; depth.Offer(side, limit, ref level, out var price, out var quantity); level++)
            {
                var index = _places.IndexOf(in _places[k]);
                if (index < 0) break;
                var filled = _book.FillResting(index, quantity, _last == 0 ? limit : _last);
                if (filled > 0) depth.Take(side, price, filled);
            }
        }
    }

    // Closing before opening, then sequence; what an arrival leads to without latency (a reversal) arrives too.
    void ArriveAll()
    {
        if (!_view.IsLive) return;
        var any = _book.Orders.WaitingCount > 0;
        while (any)
        {
            any = _book.Arrive(_last, _now, closing: true, onlyAtOnce: false) || _book.Arrive(_last, _now, closing: false, onlyAtOnce: false);
        }
        if (IsRuined(_last)) CloseAll(_last);
    }

    // Between closes the mark belongs to the bars: what a fill leads to, a reversal's size or a limit's word, must be the same in a replay
    // that knows no ticks.
    bool IsRuined(long price) =>
        _events.Ledger.HasShort && _events.Ledger.Equity + (_events.Ledger.Net(0) * (_instrument.ToMoney(price) - _events.Ledger.Mark(0))) <= 0;

    void CloseAll(long price)
    {
        for (var book = 0; book < _events.Ledger.Books; book++)
        {
            if (_events.Ledger.Position(book, 0).Quantity != 0) _book.ForceFill(_events.ForceClose(0, book, OrderPurpose.Bankrupt), price);
        }
        _events.EndRun();
    }

    // The price at which a short position has eaten all equity, units.
    long PriceOfRuin()
    {
        if (!_events.Ledger.HasShort || _events.Ledger.Net(0) >= 0) return long.MaxValue;
        var account = _book.Moment.Account;
        var units = account.EquityApart / -account.Net * (decimal)Exact.PowerOfTen(_instrument.PriceScale);
        return units >= long.MaxValue ? long.MaxValue : decimal.ToInt64(decimal.Floor(Math.Max(units, 0)));
    }

    static TickHistory Told(int priceScale, TradeColumns trades) =>
        new() { Trades = trades, Clock = TickClock.Exchange, PriceScale = priceScale, QuantityScale = ToldQuantityScale, Hash = "told" };

    decimal Money(long quantity) => Exact.FromUnits(quantity, _history.QuantityScale);

    long Units(decimal quantity) => decimal.ToInt64(decimal.Ceiling(quantity * (decimal)Exact.PowerOfTen(_history.QuantityScale)));

    readonly record struct Cancellation(int OrderId, OrderReason Reason, long Due);
}
