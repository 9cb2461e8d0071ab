using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Engine.Strategies;

namespace Argosy.Engine.Running;

/// <summary>Turns targets into orders: closes what is held, opens what is wanted, and lets the second half of a reversal wait for the first.</summary>
sealed class TargetDesk(TradingEngine engine, Seat[] seats, EntrySizer sizer, Brackets brackets)
{
    /// <summary>Compares what a strategy wants with position and working orders and makes the orders that lead there.</summary>
    public void Decide(StrategyContext context, Direction target, Protection? protection)
    {
        ref var seat = ref seats[(context.Book * engine.Instruments.Length) + context.Index];
        seat.Stated = target;
        if (AimOf(context.Book, context.Index) == target) return;
        if (seat.Opening is { } opening) engine.Cancel(opening, OrderReason.Replaced);
        ref readonly var position = ref engine.Ledger.Position(context.Book, context.Index);
        if (position.Direction == target)
        {
            if (seat.Closing is { } closing) engine.Cancel(closing, OrderReason.Replaced);
            return;
        }
        var closingId = position.Direction == Direction.Flat ? 0 : seat.Closing is { IsLeaving: false } closingNow ? closingNow.Id : ClosePosition(context, in position);
        if (target == Direction.Flat) return;
        if (closingId == 0) Open(context, target, protection);
        else OpenAfter(context, target, protection, closingId);
    }

    /// <summary>Remembers a target that changes nothing now.</summary>
    public void State(int book, int instrument, Direction target) => seats[(book * engine.Instruments.Length) + instrument].Stated = target;

    /// <summary>Leads a book where its last target wanted it, after an order that was to go has filled.</summary>
    public void DecideAgain(StrategyContext context)
    {
        if (seats[(context.Book * engine.Instruments.Length) + context.Index].Stated is { } target) Decide(context, target, null);
    }

    int ClosePosition(StrategyContext context, in Position position)
    {
        var instrument = context.Instrument;
        var quantity = instrument.FloorToLot(Math.Abs(position.Quantity));
        if (quantity == 0 || quantity * engine.Ledger.Mark(context.Index) < instrument.MinNotional)
        {
            engine.Ledger.BookDust(context.Book, context.Index, engine.Time, engine.Ledger.Mark(context.Index), engine.Fills.Count);
            brackets.EndOrphans(context.Book, context.Index);
            engine.EndByHand(context.Book, context.Index);
            return 0;
        }
        var side = position.Quantity > 0 ? Side.Sell : Side.Buy;
        var intent = context.Intent(side, OrderType.Market, OrderSize.Quantity(quantity)) with { Flags = OrderFlags.FromTarget | OrderFlags.ReduceOnly };
        var order = engine.Send(engine.TakeOrderId(), in intent);
        return order?.Id ?? 0;
    }

    void Open(StrategyContext context, Direction target, Protection? protection)
    {
        var side = target == Direction.Long ? Side.Buy : Side.Sell;
        var intent = context.Intent(side, OrderType.Market, default, TermsFor(protection)) with { Flags = OrderFlags.FromTarget };
        var size = sizer.Size(in intent, engine.Ledger.Mark(context.Index));
        intent = intent with { Size = size.Ok ? size.Value : default };
        engine.Send(engine.TakeOrderId(), in intent, Refusal(size));
    }

    void OpenAfter(StrategyContext context, Direction target, Protection? protection, int closingId)
    {
        var side = target == Direction.Long ? Side.Buy : Side.Sell;
        var intent = context.Intent(side, OrderType.Market, default, TermsFor(protection)) with
        {
            Flags = OrderFlags.FromTarget | OrderFlags.SizeLater,
            Follows = closingId,
        };
        if (engine.Approve(engine.TakeOrderId(), in intent) is not { } order) return;
        ref var seat = ref SeatOf(order);
        seat.Opening = order;
        seat.DecisionClose = engine.Ledger.Mark(context.Index);
    }

    /// <summary>What the gate would say to the entry a target would make now.</summary>
    public OrderReason WouldPass(StrategyContext context, Side side)
    {
        var intent = context.Intent(side, OrderType.Market, default);
        var size = sizer.Size(in intent, engine.Ledger.Mark(context.Index));
        if (!size.Ok) return Refusal(size);
        intent = intent with { Size = size.Value };
        return engine.WouldPass(in intent);
    }

    /// <summary>Whether that entry would be approved and could be paid at this close.</summary>
    public bool CanEnter(StrategyContext context, Side side)
    {
        var close = engine.Ledger.Mark(context.Index);
        var intent = context.Intent(side, OrderType.Market, default);
        var size = sizer.Size(in intent, close);
        if (!size.Ok) return false;
        intent = intent with { Size = size.Value };
        if (engine.WouldPass(in intent) != OrderReason.None) return false;
        var opening = new Opening(side, close, close, engine.TakerFee, Amount.Zero, Amount.Zero);
        if (!size.Value.IsQuote) return engine.Power.CanOpen(context.Book, context.Index, in opening, Amount.Of(size.Value.Value));
        // A quote-sized order shrinks to what there is, which must still make a lot of some worth.
        var amount = Math.Min(size.Value.Value, side == Side.Buy ? engine.Power.FreeQuote : engine.Power.FreeForShort);
        var quantity = context.Instrument.FloorToLot(amount / (close * (1 + engine.TakerFee)));
        return quantity > 0 && quantity * close >= context.Instrument.MinNotional;
    }

    /// <summary>Sends an entry of the run's size beside whatever is held. While a target has an entry under way its seat is taken; this one goes without it.</summary>
    public void Enter(int id, in OrderIntent wanted)
    {
        var size = sizer.Size(in wanted, engine.Ledger.Mark(wanted.Instrument));
        var free = seats[(wanted.Book * engine.Instruments.Length) + wanted.Instrument].Opening is null;
        var intent = wanted with { Size = size.Ok ? size.Value : default, Flags = free ? OrderFlags.FromTarget : OrderFlags.None };
        engine.Send(id, in intent, Refusal(size));
    }

    // A rule that lacks a stop refuses; one that lacks data cannot answer yet.
    static OrderReason Refusal(Result<OrderSize> size) =>
        size.Ok ? OrderReason.None : size.Error!.Kind == ErrorKind.Unavailable ? OrderReason.NoSize : OrderReason.NoStop;

    static OrderTerms? TermsFor(Protection? protection) => protection is null ? null : new OrderTerms { Protection = protection };

    /// <summary>Sizes and sends the opening half of a reversal whose closing half has filled.</summary>
    public void Release(ApprovedOrder closed)
    {
        ref var seat = ref SeatOf(closed);
        if (seat.Opening is not { } opening || opening.Follows != closed.Id) return;
        var intent = new OrderIntent
        {
            Instrument = opening.Instrument,
            Book = opening.Book,
            Side = opening.Side,
            Type = OrderType.Market,
            Size = default,
            Terms = opening.Terms,
        };
        var size = sizer.Size(in intent, seat.DecisionClose);
        var refusal = size.Ok && size.Value.Value <= 0 ? OrderReason.BelowMinimum : Refusal(size);
        if (refusal == OrderReason.None)
        {
            intent = intent with { Size = size.Value };
            refusal = engine.JudgeLate(ref intent);
        }
        if (refusal != OrderReason.None)
        {
            engine.EndUnsent(opening, OrderState.Refused, refusal);
            return;
        }
        opening.SetSize(intent.Size);
        opening.State = OrderState.Submitted;
        engine.Submit(opening);
    }

    /// <summary>Where a book will stand when everything its targets sent has filled.</summary>
    public Direction AimOf(int book, int instrument) =>
        seats[(book * engine.Instruments.Length) + instrument].Aim(engine.Ledger.Position(book, instrument).Direction);

    ref Seat SeatOf(ApprovedOrder order) => ref seats[(order.Book * engine.Instruments.Length) + order.Instrument];
}
