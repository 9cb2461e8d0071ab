using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Queues;

namespace Argosy.Research.Results;

/// <summary>How closed sets are spelled in results, hashes, tables and on the command line: kebab-case, one place for all.</summary>
public static class Spelling
{
    /// <summary>long, short or flat.</summary>
    public static string Of(Direction direction) => direction switch
    {
        Direction.Long => "long",
        Direction.Short => "short",
        Direction.Flat => "flat",
    };

    /// <summary>isolated or cross.</summary>
    public static string Of(MarginMode mode) => mode switch
    {
        MarginMode.Isolated => "isolated",
        MarginMode.Cross => "cross",
    };

    /// <summary>buy or sell.</summary>
    public static string Of(Side side) => side switch
    {
        Side.Buy => "buy",
        Side.Sell => "sell",
    };

    /// <summary>Why an order existed, or a trade ended.</summary>
    public static string Of(OrderPurpose purpose) => purpose switch
    {
        OrderPurpose.Signal => "signal",
        OrderPurpose.Stop => "stop",
        OrderPurpose.Target => "target",
        OrderPurpose.Trailing => "trailing",
        OrderPurpose.Bankrupt => "bankrupt",
        OrderPurpose.Liquidation => "liquidation",
        OrderPurpose.Dust => "dust",
        OrderPurpose.EndOfRun => "end-of-run",
        OrderPurpose.BreakEven => "break-even",
        OrderPurpose.TimeStop => "time-stop",
    };

    /// <summary>An order's type.</summary>
    public static string Of(OrderType type) => type switch
    {
        OrderType.Market => "market",
        OrderType.Limit => "limit",
        OrderType.Stop => "stop",
        OrderType.TakeProfit => "take-profit",
        OrderType.StopLimit => "stop-limit",
        OrderType.TrailingStop => "trailing-stop",
    };

    /// <summary>How long an order rests.</summary>
    public static string Of(TimeInForce timeInForce) => timeInForce switch
    {
        TimeInForce.Gtc => "gtc",
        TimeInForce.Ioc => "ioc",
        TimeInForce.Fok => "fok",
        TimeInForce.Gtd => "gtd",
    };

    /// <summary>What a venue said, e.g. accepted.</summary>
    public static string Of(OrderEventKind kind) => kind switch
    {
        OrderEventKind.Accepted => "accepted",
        OrderEventKind.Triggered => "triggered",
        OrderEventKind.Filled => "filled",
        OrderEventKind.Cancelled => "cancelled",
        OrderEventKind.Expired => "expired",
        OrderEventKind.Rejected => "rejected",
        OrderEventKind.Moved => "moved",
    };

    /// <summary>Where an order stands.</summary>
    public static string Of(OrderState state) => state switch
    {
        OrderState.Held => "held",
        OrderState.Submitted => "submitted",
        OrderState.Working => "working",
        OrderState.PartiallyFilled => "partially-filled",
        OrderState.Filled => "filled",
        OrderState.Cancelled => "cancelled",
        OrderState.Expired => "expired",
        OrderState.Rejected => "rejected",
        OrderState.Refused => "refused",
    };

    /// <summary>Why an order was refused or ended unfilled.</summary>
    public static string Of(OrderReason reason) => reason switch
    {
        OrderReason.None => "none",
        OrderReason.InsufficientFunds => "insufficient-funds",
        OrderReason.BelowMinimum => "below-minimum",
        OrderReason.BadStep => "bad-step",
        OrderReason.BadCombination => "bad-combination",
        OrderReason.WouldTake => "would-take",
        OrderReason.NothingToReduce => "nothing-to-reduce",
        OrderReason.ShortNotAllowed => "short-not-allowed",
        OrderReason.NoStop => "no-stop",
        OrderReason.RiskRule => "risk-rule",
        OrderReason.Guard => "guard",
        OrderReason.ImmediateOnly => "immediate-only",
        OrderReason.NotWhole => "not-whole",
        OrderReason.Requested => "requested",
        OrderReason.SiblingFilled => "sibling-filled",
        OrderReason.ParentEnded => "parent-ended",
        OrderReason.PositionClosed => "position-closed",
        OrderReason.Replaced => "replaced",
        OrderReason.Bankrupt => "bankrupt",
        OrderReason.NothingLeft => "nothing-left",
        OrderReason.BadPrice => "bad-price",
        OrderReason.NoSize => "no-size",
        OrderReason.LeverageTooHigh => "leverage-too-high",
        OrderReason.Liquidated => "liquidated",
        OrderReason.LongNotAllowed => "long-not-allowed",
    };

    /// <summary>Where orders decided at a close fill.</summary>
    public static string Of(FillAt fillAt) => fillAt switch
    {
        FillAt.NextOpen => "next-open",
        FillAt.Close => "close",
    };

    /// <summary>Which extreme is walked first.</summary>
    public static string Of(QueueKind queue) => queue switch
    {
        QueueKind.Pessimistic => "pessimistic",
        QueueKind.Proportional => "proportional",
        QueueKind.Optimistic => "optimistic",
    };

    /// <summary>How a bar is walked.</summary>
    public static string Of(PathMode path) => path switch
    {
        PathMode.NearFirst => "near-first",
        PathMode.AdverseFirst => "adverse-first",
        PathMode.FavourableFirst => "favourable-first",
        PathMode.Ohlc => "ohlc",
        PathMode.Olhc => "olhc",
    };

    /// <summary>The traits a fill may show, each with its word, in the order they are written; the asset of the fee is a field of its own.</summary>
    public static IReadOnlyList<KeyValuePair<FillTraits, string>> FillTraitWords { get; } =
    [
        new(FillTraits.Maker, "maker"),
        new(FillTraits.AtOpen, "at-open"),
        new(FillTraits.Final, "final"),
        new(FillTraits.PathDependent, "path-dependent"),
        new(FillTraits.SameBar, "same-bar"),
        new(FillTraits.AfterGap, "after-gap"),
        new(FillTraits.TriggeredOnArrival, "triggered-on-arrival"),
    ];

    /// <summary>The flags an order may show, each with its word, in the order they are written.</summary>
    public static IReadOnlyList<KeyValuePair<OrderFlags, string>> OrderFlagWords { get; } =
    [
        new(OrderFlags.PostOnly, "post-only"),
        new(OrderFlags.ReduceOnly, "reduce-only"),
        new(OrderFlags.FromTarget, "from-target"),
        new(OrderFlags.SizeLater, "size-later"),
        new(OrderFlags.Child, "child"),
    ];
}
