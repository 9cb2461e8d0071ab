using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Exits;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;

namespace Argosy.Engine.Running;

/// <content>What strategies ask for through their contexts: targets, orders, exits, votes for the log.</content>
public sealed partial class TradingEngine
{
    internal int NextOrderId => _lastOrderId + 1;

    internal void AddExits(StrategyContext context, IReadOnlyList<IExitRule> rules)
    {
        Invariant.Check(Time == long.MinValue, "exit rules are set in OnStart");
        Exits.Add(context.Book, context.Index, rules);
    }

    /// <summary>What the gate would say to an intent now; nothing comes of it.</summary>
    internal OrderReason WouldPass(in OrderIntent intent)
    {
        var reason = _gate.Check(in intent);
        if (reason != OrderReason.None || _risk is null) return reason;
        var asked = intent;
        return _risk.Check(ref asked, counts: false);
    }

    /// <summary>What the gate would say to a target's entry now.</summary>
    internal OrderReason WouldPass(StrategyContext context, Side side) => _targets.WouldPass(context, side);

    internal BarSeries Subscribe(StrategyContext context, Timeframe timeframe)
    {
        Invariant.Check(Time == long.MinValue, "timeframes are subscribed to in OnStart");
        var series = _deliveries[context.Index].Subscribe(context, timeframe);
        _hasHigher |= !ReferenceEquals(series, _deliveries[context.Index].Base);
        return series;
    }

    internal void Target(StrategyContext context, Direction direction, Protection? protection)
    {
        if ((direction == Direction.Short && !_options.AllowShort) || (direction == Direction.Long && !_options.AllowLong)) direction = Direction.Flat;
        if (_outbox.Count == 0 && _targets.AimOf(context.Book, context.Index) == direction)
        {
            if (!IsWarmUp) _targets.State(context.Book, context.Index, direction);
            return;
        }
        ref var wish = ref _outbox.Add();
        wish.Kind = WishKind.Target;
        wish.Context = context;
        wish.Direction = direction;
        wish.Protection = protection;
    }

    internal int Submit(StrategyContext context, in OrderIntent intent)
    {
        ref var wish = ref _outbox.Add();
        wish.Kind = WishKind.Order;
        wish.Context = context;
        // Whose order it is and what only targets and protection set is not the strategy's to say.
        wish.Intent = intent with
        {
            Instrument = context.Index,
            Book = context.Book,
            Flags = intent.Flags & (OrderFlags.PostOnly | OrderFlags.ReduceOnly),
            Follows = 0,
        };
        wish.OrderId = ++_lastOrderId;
        return wish.OrderId;
    }

    internal int Enter(StrategyContext context, Side side)
    {
        ref var wish = ref _outbox.Add();
        wish.Kind = WishKind.Entry;
        wish.Context = context;
        wish.Intent = context.Intent(side, OrderType.Market, default);
        wish.OrderId = ++_lastOrderId;
        return wish.OrderId;
    }

    internal bool CanEnter(StrategyContext context, Side side) => _targets.CanEnter(context, side);

    internal bool IsLogged => _log is not null;

    internal void LogVotes(StrategyContext context, string votes, string decision) => _log?.OnVotes(Time, context.Index, votes, decision);

    internal void RequestCancel(StrategyContext context, int orderId)
    {
        ref var wish = ref _outbox.Add();
        wish.Kind = WishKind.Cancel;
        wish.Context = context;
        wish.OrderId = orderId;
    }

    /// <summary>Cancels what would open a position and has every strategy want to be flat; in all instruments where <paramref name="instrument"/> is negative.</summary>
    internal void Flatten(int instrument)
    {
        foreach (var order in _working.InOrder())
        {
            var isTheirs = instrument < 0 || order.Instrument == instrument;
            // A target's own orders follow from the target.
            if (isTheirs && !order.IsFinal && !order.IsReduceOnly && (order.Flags & (OrderFlags.FromTarget | OrderFlags.Child)) == 0) Cancel(order, OrderReason.Requested);
        }
        for (var i = 0; i < _deliveries.Length; i++)
        {
            if (instrument >= 0 && instrument != i) continue;
            foreach (var context in _deliveries[i].Contexts)
            {
                ref var wish = ref _outbox.Add();
                wish.Kind = WishKind.Target;
                wish.Context = context;
                wish.Direction = Direction.Flat;
                wish.Protection = null;
            }
        }
    }

    /// <summary>Ends what a person had set for a position that is gone without a fill.</summary>
    internal void EndByHand(int book, int instrument) => _byHand.Follow(book, instrument);

    internal ApprovedOrder? WorkingOrder(StrategyContext context, int orderId) =>
        _working.Find(orderId) is { } order && order.Book == context.Book ? order : null;
}
