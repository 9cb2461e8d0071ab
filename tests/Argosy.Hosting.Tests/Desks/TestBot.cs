using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Tests.Desks;

/// <summary>A run and its log: what it wanted and what it was told survives every crash, as a run log does.</summary>
internal sealed class TestBot(int deployment, params Instrument[] instruments) : IDeskClient
{
    readonly SortedDictionary<int, OrderWanted> _wanted = [];
    readonly HashSet<int> _ended = [], _cancelled = [];
    int _last;

    public int Deployment => deployment;

    public IReadOnlyList<Instrument> Instruments => instruments;

    public PositionLeg Opens { get; init; }

    public List<(OrderEvent Event, string TradeId)> Said { get; } = [];

    public List<FundingSettlement> Funding { get; } = [];

    /// <summary>What funding added to the run's cash, by its own position, quote asset.</summary>
    public decimal Funded { get; private set; }

    public HashSet<TradeKey> Trades { get; } = [];

    public HashSet<(string, string)> Flows { get; } = [];

    public List<string> Problems { get; } = [];

    /// <summary>Whether its run log can be written.</summary>
    public bool CanLog { get; set; } = true;

    public string Blocked { get; private set; } = "";

    public string Disabled { get; private set; } = "";

    /// <summary>Hears what the bot hears, after it.</summary>
    public Action<OrderEvent> OnSaid { get; set; } = _ => { };

    /// <summary>Hears what the bot wants.</summary>
    public Action<string> OnWanted { get; set; } = _ => { };

    /// <summary>What the run believes to hold, base asset.</summary>
    public decimal Position { get; private set; }

    public IReadOnlyDictionary<int, OrderWanted> Wanted => _wanted;

    public IEnumerable<OrderWanted> Open => _wanted.Values.Where(w => !_ended.Contains(w.Id));

    public decimal Filled(int id) => Said.Where(s => s.Event.Kind == OrderEventKind.Filled && s.Event.OrderId == id).Sum(s => s.Event.Fill.Quantity);

    public bool IsEnded(int id) => _ended.Contains(id);

    public bool IsCancelled(int id) => _cancelled.Contains(id);

    public OrderEventKind[] Of(int id) => [.. Said.Where(s => s.Event.OrderId == id).Select(s => s.Event.Kind)];

    /// <summary>Makes an order and notes it in the log.</summary>
    public OrderWanted Want(Side side, decimal quantity, OrderType type = OrderType.Market, decimal limit = 0, decimal trigger = 0, int entry = 0, bool? exit = null, OrderPurpose purpose = OrderPurpose.Signal)
    {
        var wanted = new OrderWanted { Id = ++_last, Instrument = 0, Side = side, Type = type, Quantity = quantity, Limit = limit, Trigger = trigger, Entry = entry, IsExit = exit ?? entry > 0, Purpose = purpose, Why = $"test-{_last}" };
        _wanted.Add(wanted.Id, wanted);
        OnWanted($"{wanted.Id} {side} {quantity} {type} {limit} {trigger} of entry {entry}");
        return wanted;
    }

    public OrderWanted Stop(decimal quantity, decimal trigger, int entry, Side side = Side.Sell) => Want(side, quantity, OrderType.Stop, trigger: trigger, entry: entry, purpose: OrderPurpose.Stop);

    public OrderWanted Target(decimal quantity, decimal limit, int entry, Side side = Side.Sell) => Want(side, quantity, OrderType.Limit, limit, entry: entry, purpose: OrderPurpose.Target);

    public OrderChangeWanted Change(int id, decimal quantity, decimal limit, decimal trigger)
    {
        _wanted[id] = _wanted[id] with { Quantity = quantity, Limit = limit, Trigger = trigger };
        OnWanted($"{id} changed to {quantity} {limit} {trigger}");
        return new OrderChangeWanted(id, quantity, limit, trigger);
    }

    public CancelWanted Cancel(int id)
    {
        _cancelled.Add(id);
        OnWanted($"{id} cancelled");
        return new CancelWanted(id, OrderReason.Requested);
    }

    /// <summary>What the run log holds.</summary>
    public RunKnowledge Knowledge() => new(_wanted.Keys.ToDictionary(id => id, IsEnded), new HashSet<TradeKey>(Trades))
    {
        Flows = new HashSet<(string, string)>(Flows),
        Open = [.. Open.Select(w => new OpenWish(w, Filled(w.Id), _cancelled.Contains(w.Id)))],
    };

    public bool OnRecording() => CanLog;

    public void OnOrderSaid(OrderEvent said, string venueTradeId)
    {
        Said.Add((said, venueTradeId));
        if (said.Kind == OrderEventKind.Filled)
        {
            if (!Trades.Add(new TradeKey(instruments[said.Fill.Instrument].Name, said.Fill.Side, venueTradeId))) Problems.Add($"trade {venueTradeId} was told twice");
            Position += said.Fill.SignedQuantity;
            if (said.OrderId > 0 && Filled(said.OrderId) >= _wanted[said.OrderId].Quantity) _ended.Add(said.OrderId);
        }
        else if (said.Kind is OrderEventKind.Cancelled or OrderEventKind.Expired or OrderEventKind.Rejected)
        {
            if (!_ended.Add(said.OrderId)) Problems.Add($"order {said.OrderId} ended twice: {said.Kind}");
        }
        OnSaid(said);
    }

    public void OnFunding(FundingSettlement settlement, string venueFlowId)
    {
        if (!Flows.Add((instruments[settlement.Instrument].Name, venueFlowId))) Problems.Add($"funding {venueFlowId} was told twice");
        Funding.Add(settlement);
        Funded += settlement.Late - (Position * settlement.Price * settlement.Rate);
    }

    public void OnEntriesBlocked(string reason) => Blocked = reason;

    public void OnDisabled(string reason) => Disabled = reason;
}
