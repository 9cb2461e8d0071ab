using System.Runtime.CompilerServices;
using Argosy.Core.Events;
using Argosy.Core.Orders;

namespace Argosy.Engine.Orders;

/// <summary>An intent that passed the risk gate: the only thing a venue accepts. Only the gate makes one; only the engine moves its state.</summary>
/// <remarks>One object of 96 bytes an order. Prices and protection stand in <see cref="Terms"/>.</remarks>
public sealed class ApprovedOrder
{
    // Both in one byte: there is one such object an order.
    const byte InQuote = 1, Leaving = 2;

    byte _bits;

    internal ApprovedOrder(int id, in OrderIntent intent, long decisionTime)
    {
        Id = id;
        Instrument = intent.Instrument;
        Book = intent.Book;
        Side = intent.Side;
        Type = intent.Type;
        TimeInForce = intent.TimeInForce;
        Flags = intent.Flags;
        Purpose = intent.Purpose;
        Size = intent.Size.Value;
        SizeIsQuote = intent.Size.IsQuote;
        Terms = intent.Terms;
        Follows = intent.Follows;
        Sibling = intent.Sibling;
        DecisionTime = decisionTime;
        State = intent.Follows != 0 ? OrderState.Held : OrderState.Submitted;
    }

    /// <summary>Number in the run, from 1, without gaps.</summary>
    public int Id { get; }

    /// <summary>The entry this order protects; 0 for none.</summary>
    public int Parent { get; internal set; }

    /// <summary>The first of its one or two protective children, whose numbers follow one another but not always its own; 0 for none.</summary>
    public int FirstChild { get; internal set; }

    /// <summary>The other order of its pair; 0 for none.</summary>
    public int Sibling { get; internal set; }

    /// <summary>The order whose complete fill it waits for; 0 for none.</summary>
    public int Follows { get; }

    /// <summary>Index of the instrument in the run's order.</summary>
    public short Instrument { get; }

    /// <summary>Index of the strategy book.</summary>
    public short Book { get; }

    /// <summary>Buy or sell.</summary>
    public Side Side { get; }

    /// <summary>Order type.</summary>
    public OrderType Type { get; }

    /// <summary>How long it rests.</summary>
    public TimeInForce TimeInForce { get; }

    /// <summary>Flags.</summary>
    public OrderFlags Flags { get; }

    /// <summary>Why it exists.</summary>
    public OrderPurpose Purpose { get; }

    /// <summary>Where it stands in its life.</summary>
    public OrderState State { get; internal set; }

    /// <summary>Whether its venue was asked to cancel it and has not said yet that it did.</summary>
    public bool IsLeaving
    {
        get => (_bits & Leaving) != 0;
        internal set => _bits = (byte)(value ? _bits | Leaving : _bits & ~Leaving);
    }

    /// <summary>Whether <see cref="Size"/> is an amount of quote asset.</summary>
    public bool SizeIsQuote
    {
        get => (_bits & InQuote) != 0;
        private set => _bits = (byte)(value ? _bits | InQuote : _bits & ~InQuote);
    }

    /// <summary>Why it ended, if it did not fill.</summary>
    public OrderReason Reason { get; internal set; }

    /// <summary>When it was decided, Unix ms.</summary>
    public long DecisionTime { get; }

    /// <summary>Quantity to trade (base asset), or amount (quote asset) with <see cref="SizeIsQuote"/>; a child's grows with its entry's fills.</summary>
    public decimal Size { get; internal set; }

    /// <summary>Quantity filled so far, base asset.</summary>
    public decimal Filled { get; internal set; }

    /// <summary>Prices, expiry and protection; null for a plain market order.</summary>
    public OrderTerms? Terms { get; private set; }

    /// <summary>Whether it can fill no more.</summary>
    public bool IsFinal => State >= OrderState.Filled;

    /// <summary>Whether it only reduces a position.</summary>
    public bool IsReduceOnly
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (Flags & OrderFlags.ReduceOnly) != 0;
    }

    /// <summary>Whether it protects an entry.</summary>
    public bool IsChild => (Flags & OrderFlags.Child) != 0;

    internal void SetSize(OrderSize size) => (Size, SizeIsQuote) = (size.Value, size.IsQuote);

    internal void SetTerms(OrderTerms terms) => Terms = terms;
}
