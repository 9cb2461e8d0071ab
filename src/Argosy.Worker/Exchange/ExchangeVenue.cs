using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Simulation.Fills;
using Argosy.Worker.Running;

namespace Argosy.Worker.Exchange;

/// <summary>The venue of a live run: it says what shall be at the exchange, and hears what the exchange says.</summary>
/// <remarks>
/// Entries are wanted at once. Their children are held here until the entry's first fill, grow with each fill, shrink with each fill of
/// another exit, and stops that move do so at every close. Nothing ends until the exchange has said so; what it executes is always booked.
/// </remarks>
/// <param name="series">The instruments' bars, in the run's order.</param>
/// <param name="fills">Fees and costs by which amounts become quantities.</param>
/// <param name="why">Explains orders.</param>
/// <param name="answer">Takes the wishes.</param>
sealed partial class ExchangeVenue(IReadOnlyList<BarSeries> series, FillOptions fills, WhyChain why, Action<WorkerMessage> answer) : IVenue
{
    readonly Dictionary<int, Standing> _orders = [];
    readonly List<Standing> _open = [];
    IOrderEvents _events = null!;
    Instrument[] _instruments = [];
    TradingEngine _engine = null!;
    long _now;

    /// <inheritdoc/>
    public PriceReach Reach => PriceReach.None;

    /// <summary>Orders that have not ended, in the order in which they were made.</summary>
    internal IReadOnlyList<Standing> Open => _open;

    /// <inheritdoc/>
    public void Attach(IOrderEvents events)
    {
        _events = events;
        _engine = (TradingEngine)events;
        _instruments = _engine.Instruments;
    }

    /// <inheritdoc/>
    public void OnClosing(Instant instant)
    {
        _now = instant.Time;
        for (var k = 0; k < instant.Closing.Count; k++) MoveStops(instant.Closing[k]);
    }

    /// <inheritdoc/>
    public void OnDecided(Instant instant)
    {
        _now = instant.Time;
        if (instant.Closing.Count == 0) return;
        RenewLost();
        CloseOverfills();
    }

    /// <inheritdoc/>
    public void OnOpening(Instant instant)
    {
        _now = instant.Time;
        for (var k = 0; k < instant.Opening.Count; k++) Expire(instant.Opening[k]);
    }

    /// <inheritdoc/>
    public void Submit(ApprovedOrder order)
    {
        if (order.IsChild)
        {
            SubmitChild(order);
            return;
        }
        var standing = Add(new Standing(order));
        standing.Limit = order.Terms?.Limit ?? 0;
        standing.Trigger = order.Terms?.Trigger ?? 0;
        if (order.Terms?.TrailRatio is { } trail)
        {
            standing.Best = _events.Ledger.Mark(order.Instrument);
            standing.Trigger = TrailLevel(order, standing.Best, trail);
        }
        standing.Quantity = Quantity(order);
        if (standing.Quantity <= 0 || IsBelowMinimum(order, standing.Quantity))
        {
            answer(new WishRefusedByGate(order.Id, order.Instrument, OrderReason.BelowMinimum, why.Of(order)));
            EndNow(standing, OrderEventKind.Rejected, OrderReason.BelowMinimum);
            return;
        }
        Want(standing);
    }

    /// <inheritdoc/>
    public void Amend(int orderId, decimal price)
    {
        if (!_orders.TryGetValue(orderId, out var standing) || standing.IsEnded || standing.IsCancelAsked) return;
        if (standing.Order.Type == OrderType.Limit) standing.Limit = price;
        else (standing.Trigger, standing.IsByHand) = (price, true);
        if (standing.IsWanted) Change(standing);
        else Tell(OrderEvent.Moved(orderId, _now, price));
    }

    /// <inheritdoc/>
    public void Resize(int orderId, decimal size)
    {
        if (!_orders.TryGetValue(orderId, out var standing) || standing.IsEnded || standing.IsCancelAsked) return;
        standing.Quantity = _instruments[standing.Order.Instrument].FloorToLot(size);
        if (standing.IsWanted) Change(standing);
    }

    /// <inheritdoc/>
    public void Cancel(int orderId, OrderReason reason)
    {
        if (!_orders.TryGetValue(orderId, out var standing) || standing.IsEnded || standing.IsCancelAsked) return;
        if (!standing.IsWanted)
        {
            EndNow(standing, OrderEventKind.Cancelled, reason);
            return;
        }
        standing.IsCancelAsked = true;
        standing.CancelReason = reason;
        answer(new CancelWanted(orderId, reason));
    }

    /// <summary>Makes an order known that never came here, e.g. the second half of a reversal that was not released.</summary>
    public void Know(ApprovedOrder order)
    {
        if (!_orders.ContainsKey(order.Id)) _orders.Add(order.Id, new Standing(order) { IsEnded = true });
    }

    /// <inheritdoc/>
    public void Hear(in OrderEvent orderEvent)
    {
        _now = Math.Max(_now, orderEvent.Time);
        var standing = orderEvent.OrderId == 0 ? Unasked(in orderEvent.Fill) : _orders[orderEvent.OrderId];
        switch (orderEvent.Kind)
        {
            case OrderEventKind.Filled:
                Book(standing, in orderEvent.Fill);
                break;
            case OrderEventKind.Cancelled or OrderEventKind.Expired or OrderEventKind.Rejected:
                HearEnd(standing, in orderEvent);
                break;
            case OrderEventKind.Accepted or OrderEventKind.Triggered or OrderEventKind.Moved:
                Tell(in orderEvent);
                break;
        }
    }

    /// <inheritdoc/>
    public void Hear(in FundingSettlement settlement) => _events.Process(in settlement);

    // An execution no order of the run asked for: the kill switch, a close of the host's or of the venue's. It gets an order of its own, of the
    // book whose position it makes smaller.
    Standing Unasked(in Fill fill)
    {
        var book = 0;
        for (var candidate = 0; candidate < _events.Ledger.Books; candidate++)
        {
            var held = _events.Ledger.Position(candidate, fill.Instrument).Quantity;
            if (fill.Side == Side.Sell ? held > 0 : held < 0) book = candidate;
        }
        var order = _events.ForceClose(fill.Instrument, book, fill.Purpose, fill.Quantity, fill.Side);
        return Add(new Standing(order) { IsWanted = true, Quantity = fill.Quantity });
    }

    // The exchange knows neither books nor purposes; whether an order is whole is judged by what was wanted of it.
    void Book(Standing standing, in Fill said)
    {
        var order = standing.Order;
        var instrument = _instruments[order.Instrument];
        var isFinal = standing.IsWanted && order.Filled + said.Quantity >= standing.Quantity;
        var fill = said with
        {
            OrderId = order.Id,
            Instrument = order.Instrument,
            Book = order.Book,
            Side = order.Side,
            Purpose = order.Purpose,
            PathUnits = decimal.ToInt64(decimal.Round(said.Price * (decimal)Core.Values.Exact.PowerOfTen(instrument.PriceScale), MidpointRounding.ToEven)),
            Traits = (said.Traits & (FillTraits.Maker | FillTraits.FeeInBase)) | (isFinal ? FillTraits.Final : FillTraits.None),
        };
        var before = Position(order);
        Tell(OrderEvent.Filled(in fill));
        if (standing.Closes is { } closes) closes.Closed += fill.Quantity;
        if (order.IsFinal) Forget(standing);
        Protect(standing, in fill);
        if (order.IsReduceOnly) NoteOverfill(order, before);
        RefreshExits(order.Book, order.Instrument);
        CloseOverfills();
    }

    void HearEnd(Standing standing, in OrderEvent said)
    {
        if (standing.IsEnded && standing.Order.IsFinal) return;
        var asked = standing.IsCancelAsked;
        var isAnswer = asked && said.Kind == OrderEventKind.Cancelled && said.Reason is OrderReason.None or OrderReason.Requested;
        var (kind, reason) = (standing.Expires && isAnswer ? OrderEventKind.Expired : said.Kind, isAnswer ? standing.CancelReason : said.Reason);
        Forget(standing);
        Tell(OrderEvent.Change(kind, said.OrderId, said.Time, reason));
        EndChildren(standing);
        if (standing is { Group: { } group, IsWanted: true })
        {
            if (!asked) NoteLost(group, standing, reason);
            else if (standing.CancelReason is OrderReason.PositionClosed or OrderReason.SiblingFilled) ProtectAgain(group);
        }
        RefreshExits(standing.Order.Book, standing.Order.Instrument);
    }

    Standing Add(Standing standing)
    {
        _orders[standing.Order.Id] = standing;
        _open.Add(standing);
        return standing;
    }

    void Forget(Standing standing)
    {
        standing.IsEnded = true;
        _open.Remove(standing);
        if (standing.Group is { } group && standing.IsArmed) group.Before[standing.Kind] = standing;
    }

    void EndNow(Standing standing, OrderEventKind kind, OrderReason reason)
    {
        Forget(standing);
        Tell(OrderEvent.Change(kind, standing.Order.Id, _now, reason));
        EndChildren(standing);
    }

    void Want(Standing standing)
    {
        standing.IsWanted = true;
        var order = standing.Order;
        // What an exchange would have to end by our clock is ended by us.
        var timeInForce = order.TimeInForce == TimeInForce.Gtd ? TimeInForce.Gtc : order.TimeInForce;
        answer(Wanted.Of(order, standing.Quantity, standing.Limit, standing.Trigger, standing.Type, timeInForce, _events.Ledger, why.Of(order)) with { Entry = _engine.EntryOf(order) });
    }

    void Change(Standing standing) => answer(new OrderChangeWanted(standing.Order.Id, standing.Quantity, standing.Limit, standing.Trigger));

    void Tell(in OrderEvent orderEvent) => _events.Process(in orderEvent);

    // An amount becomes a quantity at the price it was decided at; what only reduces does not ask for more than is held.
    decimal Quantity(ApprovedOrder order)
    {
        var instrument = _instruments[order.Instrument];
        var size = order.SizeIsQuote ? order.Size / (Price(order) * (1 + fills.TakerFee)) : order.Size;
        var held = Position(order);
        var reduces = order.Side == Side.Buy ? held < 0 : held > 0;
        if (order.IsReduceOnly || (order.Side == Side.Sell && !_events.Power.AllowShort && reduces)) size = Math.Min(size, reduces ? Math.Abs(held) : 0);
        return instrument.FloorToLot(size);
    }

    decimal Price(ApprovedOrder order)
    {
        var at = order.Terms?.Trigger ?? order.Terms?.Limit ?? _events.Ledger.Mark(order.Instrument);
        if (order.Terms?.Limit is { } limit) return limit;
        var costs = ((fills.SpreadBps / 2) + fills.SlippageBps) / 10_000;
        return at * (order.Side == Side.Buy ? 1 + costs : 1 - costs);
    }

    bool IsBelowMinimum(ApprovedOrder order, decimal quantity) => order.SizeIsQuote && quantity * Price(order) < _instruments[order.Instrument].MinNotional;

    decimal Position(ApprovedOrder order) => _events.Ledger.Position(order.Book, order.Instrument).Quantity;

    // At the open of the bar that holds its time, as in a backtest.
    void Expire(int instrument)
    {
        foreach (var standing in _open.ToArray())
        {
            if (standing.Order is not { TimeInForce: TimeInForce.Gtd, Terms.ExpireTime: { } time } order || order.Instrument != instrument || standing.IsCancelAsked) continue;
            var timeframe = series[instrument].Timeframe;
            if (time >= timeframe.End(timeframe.Floor(_now))) continue;
            standing.Expires = true;
            Cancel(order.Id, OrderReason.None);
        }
    }
}
