using Argosy.Core.Events;
using Argosy.Core.Orders;

namespace Argosy.Core.Links;

/// <summary>What the worker of one run answers. Every <see cref="HostMessage"/> is answered by any number of these and one <see cref="StepDone"/>.</summary>
public abstract record WorkerMessage;

/// <summary>An order shall be at the venue.</summary>
public sealed record OrderWanted : WorkerMessage
{
    /// <summary>Its number in the run.</summary>
    public required int Id { get; init; }

    /// <summary>Index of the instrument in the run's order.</summary>
    public required short Instrument { get; init; }

    /// <summary>Buy or sell.</summary>
    public required Side Side { get; init; }

    /// <summary>Its type.</summary>
    public required OrderType Type { get; init; }

    /// <summary>Base asset, a whole number of lots, above 0.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>Quote asset; 0 for none.</summary>
    public decimal Limit { get; init; }

    /// <summary>Quote asset; 0 for none.</summary>
    public decimal Trigger { get; init; }

    /// <summary>How long it rests.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>Refuses to take liquidity.</summary>
    public bool PostOnly { get; init; }

    /// <summary>Only reduces a position.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Closes or protects a position, so no halt refuses it.</summary>
    public bool IsExit { get; init; }

    /// <summary>Why it exists.</summary>
    public OrderPurpose Purpose { get; init; }

    /// <summary>The entry it protects; 0 for none. Exits of one entry may together fill its filled quantity.</summary>
    public int Entry { get; init; }

    /// <summary>Close at which it was decided, quote asset: what its fill is compared with.</summary>
    public decimal DecisionPrice { get; init; }

    /// <summary>Reason chain as codes: votes, consensus, sizing, risk rule.</summary>
    public string Why { get; init; } = "";
}

/// <summary>A working order shall have another quantity or price: its entry filled further, its stop moved.</summary>
/// <param name="Id">Its number in the run.</param>
/// <param name="Quantity">Whole quantity, filled part included, base asset.</param>
/// <param name="Limit">Quote asset; 0 for none.</param>
/// <param name="Trigger">Quote asset; 0 for none.</param>
public sealed record OrderChangeWanted(int Id, decimal Quantity, decimal Limit, decimal Trigger) : WorkerMessage;

/// <summary>An order shall be cancelled; it stays at work until the venue has said so.</summary>
/// <param name="Id">Its number in the run.</param>
/// <param name="Reason">Why.</param>
public sealed record CancelWanted(int Id, OrderReason Reason) : WorkerMessage;

/// <summary>The gate refused a wish; it was never an order at a venue.</summary>
/// <param name="Id">Its number in the run.</param>
/// <param name="Instrument">Index of the instrument.</param>
/// <param name="Reason">Why.</param>
/// <param name="Why">Reason chain as codes.</param>
public sealed record WishRefusedByGate(int Id, short Instrument, OrderReason Reason, string Why) : WorkerMessage;

/// <summary>An order, or an event of an order, at the simulated venue of a paper run.</summary>
/// <param name="Order">The order, for its making; null for an event.</param>
/// <param name="Event">The event; null for an order's making.</param>
public sealed record PaperTold(OrderWanted? Order = null, OrderEvent? Event = null) : WorkerMessage;

/// <summary>A round of votes that differs from the one before it.</summary>
/// <param name="Instrument">Index of the instrument.</param>
/// <param name="Votes">One letter a voter.</param>
/// <param name="Decision">What was decided.</param>
public sealed record VotesHeld(short Instrument, string Votes, string Decision) : WorkerMessage;

/// <summary>A line of the strategy's log, or a fault of it.</summary>
/// <param name="Level">debug, info, warning or error.</param>
/// <param name="Text">The line.</param>
public sealed record BotLine(string Level, string Text) : WorkerMessage;

/// <summary>What came of a command that the run itself carries out, whatever its strategy: protecting a position.</summary>
/// <param name="Command">The command's text as it was told.</param>
/// <param name="IsRefused">Whether nothing was done.</param>
/// <param name="Text">What was done, or why nothing was, one sentence.</param>
public sealed record CommandTaken(string Command, bool IsRefused, string Text) : WorkerMessage;

/// <summary>A point of a plot of the strategy, at the time of the message that is answered.</summary>
/// <param name="Instrument">Index of the instrument; −1 for the whole run.</param>
/// <param name="Panel">Where it is drawn; empty: on the price.</param>
/// <param name="Name">The plot's name.</param>
/// <param name="Value">Finite.</param>
/// <param name="Kind">How it is drawn: line, histogram or points.</param>
public sealed record BotPlot(short Instrument, string Panel, string Name, double Value, string Kind = "line") : WorkerMessage;

/// <summary>What the strategy keeps from callback to callback, as it is after the message; told only where it changed.</summary>
/// <param name="Instrument">Index of the instrument; −1 for the whole run.</param>
/// <param name="Json">The state, JSON.</param>
public sealed record StrategyState(short Instrument, string Json) : WorkerMessage;

/// <summary>The run cannot begin, or cannot go on: nothing follows any more from what it is told.</summary>
/// <param name="Reason">Why.</param>
public sealed record RunFailed(string Reason) : WorkerMessage;

/// <summary>A message was taken to its end.</summary>
/// <param name="StateHash">The run's running hash: equal runs have equal ones.</param>
/// <param name="Cash">Quote asset.</param>
/// <param name="Equity">Quote asset.</param>
/// <param name="Positions">Base asset, signed, by instrument.</param>
/// <param name="Liquidations">Mark prices at which positions of perpetual contracts are liquidated, quote asset, by instrument; null inside where none is. Null: the simulated venue holds none, or the log is of before they were told.</param>
public sealed record StepDone(ulong StateHash, decimal Cash, decimal Equity, IReadOnlyList<decimal> Positions, IReadOnlyList<decimal?>? Liquidations = null) : WorkerMessage;
