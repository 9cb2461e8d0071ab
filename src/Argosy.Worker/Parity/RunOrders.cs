using Argosy.Core.Events;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Research.Results;

namespace Argosy.Worker.Parity;

/// <summary>The orders of a logged run with what became of them, and what its log says of entries that never were.</summary>
sealed class RunOrders
{
    readonly Dictionary<int, ComparedOrder> _orders = [];
    readonly HashSet<(int Instrument, Side Side, string TradeId)> _trades = [];
    readonly HashSet<(long, short)> _blocked = [];
    readonly HashSet<long> _missed = [];
    readonly Timeframe _timeframe;

    RunOrders(Timeframe timeframe) => _timeframe = timeframe;

    /// <summary>Orders in the order in which they were wanted.</summary>
    public List<ComparedOrder> Orders { get; } = [];

    /// <summary>Whether the host had blocked an entry that was decided at a close.</summary>
    public bool WasBlocked(long time, short instrument) => _blocked.Contains((time, instrument));

    /// <summary>Whether a close happened while nobody was there to trade on it.</summary>
    public bool WasMissed(long time) => _missed.Contains(time);

    /// <summary>Whether a person gave the run a command.</summary>
    public bool IsCommanded { get; private set; }

    /// <summary>Reads them from the lines of a log.</summary>
    public static RunOrders Of(RunLogLines log, RunBegins begins)
    {
        var run = new RunOrders(begins.Timeframe);
        var (time, isTrading) = (0L, false);
        foreach (var message in log.Steps)
        {
            switch (message)
            {
                case { Host: MarketMoved moved }:
                    time = moved.Time;
                    if (moved.IsHistory && isTrading) run._missed.Add(time);
                    isTrading |= !moved.IsHistory;
                    break;
                case { Host: TradesSaid { Trades: [.., var last] } }:
                    time = Math.Max(time, last.Time);
                    break;
                case { Host: CommandSaid said }:
                    time = Math.Max(time, said.Time);
                    run.IsCommanded = isTrading = true;
                    break;
                case { Host: OrderSaid said }:
                    time = Math.Max(time, said.Event.Time);
                    if (run.IsNew(said)) run.Hear(said.Event);
                    break;
                case { Worker: OrderWanted wanted }:
                    run.Add(wanted, time);
                    break;
                case { Worker: PaperTold told }:
                    if (told.Order is { } order) run.Add(order, time);
                    if (told.Event is { } happened) run.Hear(happened);
                    break;
                case { Worker: OrderChangeWanted change } when run._orders.TryGetValue(change.Id, out var changed):
                    changed.Quantity = change.Quantity;
                    break;
                case { Worker: CancelWanted cancel } when run._orders.TryGetValue(cancel.Id, out var cancelled):
                    cancelled.End = cancel.Reason;
                    break;
                case { Worker: WishRefusedByGate refused } when refused.Why.EndsWith("guard:host-block", StringComparison.Ordinal):
                    run._blocked.Add((run._timeframe.Floor(time), refused.Instrument));
                    break;
            }
        }
        return run;
    }

    // An execution counts once, however often it was told.
    bool IsNew(OrderSaid said)
    {
        if (said.Event.Kind != OrderEventKind.Filled || said.TradeId.Length == 0) return true;
        return _trades.Add(_orders.TryGetValue(said.Event.OrderId, out var known) ? (known.Instrument, known.Side, said.TradeId) : (-1, said.Event.Fill.Side, said.TradeId));
    }

    void Add(OrderWanted wanted, long time)
    {
        var parent = wanted.Entry == 0 ? null : _orders.GetValueOrDefault(wanted.Entry);
        var order = new ComparedOrder(parent?.DecidedAt ?? _timeframe.Floor(time), wanted.Instrument, wanted.Side, wanted.Type, wanted.Purpose, wanted.Entry != 0) { Quantity = wanted.Quantity };
        _orders[wanted.Id] = order;
        Orders.Add(order);
    }

    void Hear(OrderEvent said)
    {
        if (!_orders.TryGetValue(said.OrderId, out var order)) return;
        if (said.Kind == OrderEventKind.Filled) order.Fills.Add(said.Fill);
        else if (said.Kind is OrderEventKind.Rejected) order.IsRejected = true;
        if (said.Kind is OrderEventKind.Rejected or OrderEventKind.Cancelled or OrderEventKind.Expired) order.HasEnded = true;
    }
}

/// <summary>An order as both sides of a comparison have it.</summary>
sealed class ComparedOrder(long decidedAt, short instrument, Side side, OrderType type, OrderPurpose purpose, bool isChild)
{
    public long DecidedAt => decidedAt;

    public short Instrument => instrument;

    public Side Side => side;

    public OrderType Type => type;

    public OrderPurpose Purpose => purpose;

    public bool IsChild => isChild;

    public decimal Quantity { get; set; }

    public bool IsRejected { get; set; }

    public bool HasEnded { get; set; }

    public OrderReason End { get; set; }

    public List<Fill> Fills { get; } = [];

    public decimal Filled => Fills.Sum(fill => fill.Quantity);

    public decimal Price => Filled == 0 ? 0 : Fills.Sum(fill => fill.Price * fill.Quantity) / Filled;

    public decimal Fee => Fills.Sum(fill => (fill.Traits & FillTraits.FeeInBase) != 0 ? fill.Fee * fill.Price : fill.Fee);

    /// <summary>What became of it, in words.</summary>
    public string Told => Filled == 0 ? "never filled" : $"{Exact.Text(Filled)} at {Exact.Text(Exact.Round(Price, 8))}";

    /// <summary>How much of it was filled, in words.</summary>
    public string ToldQuantity => $"{Exact.Text(Filled)} filled";

    /// <summary>What it is, in words.</summary>
    public string ToldKind => $"{Spelling.Of(Side)} {Spelling.Of(Type)} ({Spelling.Of(Purpose)})";

    /// <summary>What two orders must share to be one: a trailing stop is a plain one at an exchange.</summary>
    public (long, short, Side, OrderType, OrderPurpose, bool) Key => (decidedAt, instrument, side, type == OrderType.TrailingStop ? OrderType.Stop : type, purpose, isChild);
}
