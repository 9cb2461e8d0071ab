using System.Text.Json.Serialization;
using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;

namespace Argosy.Research.Logs;

/// <summary>One line of a run log after the first: an order that was made, something its venue said, or the end.</summary>
public sealed record RunLogEntry
{
    /// <summary>An order as it was when the gate had approved or refused it.</summary>
    public LoggedOrder? Order { get; init; }

    /// <summary>What a venue said.</summary>
    public LoggedEvent? Event { get; init; }

    /// <summary>Funding that a venue settled.</summary>
    public LoggedFunding? Funding { get; init; }

    /// <summary>A round of votes that differs from the one before it.</summary>
    public LoggedVotes? Votes { get; init; }

    /// <summary>The last line.</summary>
    public RunLogEnd? End { get; init; }
}

/// <summary>A copy of an order, taken when it was made: the order itself goes on changing.</summary>
public sealed record LoggedOrder
{
    /// <summary>Number in the run.</summary>
    public required int Id { get; init; }

    /// <summary>When it was decided, Unix ms.</summary>
    public required long Instant { get; init; }

    /// <summary>Index of the instrument.</summary>
    public required short Instrument { get; init; }

    /// <summary>Index of the strategy book.</summary>
    public short Book { get; init; }

    /// <summary>Buy or sell.</summary>
    public required Side Side { get; init; }

    /// <summary>Order type.</summary>
    public required OrderType Type { get; init; }

    /// <summary>How long it rests.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>Flags.</summary>
    public OrderFlags Flags { get; init; }

    /// <summary>Why it exists.</summary>
    public OrderPurpose Purpose { get; init; }

    /// <summary>Quantity (base asset) or amount (quote asset).</summary>
    public required decimal Size { get; init; }

    /// <summary>Whether the size is an amount of quote asset.</summary>
    public bool SizeIsQuote { get; init; }

    /// <summary>Prices, expiry and protection.</summary>
    public OrderTerms? Terms { get; init; }

    /// <summary>The entry it protects; 0 for none.</summary>
    public int Parent { get; init; }

    /// <summary>The other order of its pair; 0 for none.</summary>
    public int Sibling { get; init; }

    /// <summary>The order whose fill it waits for; 0 for none.</summary>
    public int Follows { get; init; }

    /// <summary>Where it stands after the gate.</summary>
    public required OrderState State { get; init; }

    /// <summary>Why the gate refused it; none when it did not.</summary>
    public OrderReason Reason { get; init; }

    /// <summary>A copy of the order as it is now.</summary>
    public static LoggedOrder Of(ApprovedOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new LoggedOrder
        {
            Id = order.Id,
            Instant = order.DecisionTime,
            Instrument = order.Instrument,
            Book = order.Book,
            Side = order.Side,
            Type = order.Type,
            TimeInForce = order.TimeInForce,
            Flags = order.Flags,
            Purpose = order.Purpose,
            Size = order.Size,
            SizeIsQuote = order.SizeIsQuote,
            Terms = order.Terms,
            Parent = order.Parent,
            Sibling = order.Sibling,
            Follows = order.Follows,
            State = order.State,
            Reason = order.Reason,
        };
    }
}

/// <summary>What a venue said, and when in the clock of the run it was heard.</summary>
/// <param name="Instant">The instant, Unix ms.</param>
/// <param name="Phase">Phase of the instant.</param>
/// <param name="Kind">What happened.</param>
/// <param name="OrderId">To which order.</param>
/// <param name="Time">When, Unix ms.</param>
/// <param name="Reason">Why, for endings.</param>
/// <param name="Fill">The execution, for fills.</param>
/// <param name="Price">The new trigger or limit, for moves, quote asset.</param>
public sealed record LoggedEvent(long Instant, ClockPhase Phase, OrderEventKind Kind, int OrderId, long Time, OrderReason Reason, Fill? Fill, decimal? Price = null)
{
    /// <summary>The event as the engine consumes it.</summary>
    public OrderEvent ToEvent() => Fill is { } fill ? OrderEvent.Filled(in fill)
        : Price is { } price ? OrderEvent.Moved(OrderId, Time, price)
        : OrderEvent.Change(Kind, OrderId, Time, Reason);

    internal static LoggedEvent Of(in OrderEvent said, ClockPhase phase, long instant) =>
        new(instant, phase, said.Kind, said.OrderId, said.Time, said.Reason, said.Kind == OrderEventKind.Filled ? said.Fill : null, said.Kind == OrderEventKind.Moved ? said.Price : null);
}

/// <summary>A settlement of funding, and when in the clock of the run it was heard.</summary>
/// <param name="Instant">The instant, Unix ms.</param>
/// <param name="Instrument">Index of the instrument.</param>
/// <param name="Time">When it was due, Unix ms.</param>
/// <param name="Price">Mark price, quote asset.</param>
/// <param name="Rate">Share of the notional that longs pay to shorts, ratio.</param>
/// <param name="Late">What it moved of a position that was closed since, quote asset, signed; 0 otherwise.</param>
public sealed record LoggedFunding(long Instant, short Instrument, long Time, decimal Price, decimal Rate, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] decimal Late = 0)
{
    /// <summary>The settlement as the engine consumes it.</summary>
    public FundingSettlement ToSettlement() => new(Instrument, Time, Price, Rate, Late);

    internal static LoggedFunding Of(in FundingSettlement said, long instant) => new(instant, said.Instrument, said.Time, said.Price, said.Rate, said.Late);
}

/// <summary>The last line: a log without it was cut off.</summary>
/// <param name="StateHash">SHA-256 over the engine's final state and history, hex.</param>
/// <param name="Orders">Number of order lines.</param>
/// <param name="Events">Number of event and funding lines.</param>
public sealed record RunLogEnd(string StateHash, long Orders, long Events);

/// <summary>A round of votes.</summary>
/// <param name="Instant">The instant, Unix ms.</param>
/// <param name="Instrument">Index of the instrument.</param>
/// <param name="Votes">One letter a voter.</param>
/// <param name="Decision">What was decided.</param>
public sealed record LoggedVotes(long Instant, short Instrument, string Votes, string Decision);
