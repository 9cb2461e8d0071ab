using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>Net quantity of one book in one instrument and what it cost.</summary>
public struct Position
{
    /// <summary>Signed quantity, base asset.</summary>
    public Amount Held { get; internal set; }

    /// <summary>Cost basis of what is held as one total, quote asset: paid for a long, received (negative) for a short. Without fees.</summary>
    public Amount Basis { get; internal set; }

    /// <summary>Realised result of all closed quantity so far, fees apart, quote asset.</summary>
    public Amount Result { get; internal set; }

    /// <summary>Time of the fill that opened it, Unix ms.</summary>
    public long OpenedAt { get; internal set; }

    /// <summary><see cref="Held"/> as money.</summary>
    public readonly decimal Quantity => Held.ToMoney();

    /// <summary><see cref="Basis"/> as money.</summary>
    public readonly decimal Cost => Basis.ToMoney();

    /// <summary><see cref="Result"/> as money.</summary>
    public readonly decimal Realised => Result.ToMoney();

    /// <summary>Long, short or flat.</summary>
    public readonly Direction Direction => (Direction)Held.Sign;

    /// <summary>Average entry price for display, quote asset; 0 when flat.</summary>
    public readonly decimal AveragePrice => Held.IsZero ? 0 : Cost / Quantity;

    /// <summary>Quote asset a short position brought in; nothing when long or flat.</summary>
    public readonly Amount ShortProceeds => Held.Sign < 0 ? -Basis : Amount.Zero;

    /// <summary>Takes a fill of this notional (rounded, quote asset): a partial close takes its share of the cost, rounded, and leaves the rest.</summary>
    public void Take(in Fill fill, Amount notional)
    {
        Move(fill.Side, Amount.Of(fill.Quantity), notional, fill.Time);
        if ((fill.Traits & FillTraits.FeeInBase) != 0) Held -= Amount.Of(fill.Fee);
    }

    void Move(Side side, Amount quantity, Amount notional, long time)
    {
        var (signed, signedNotional) = side == Side.Buy ? (quantity, notional) : (-quantity, -notional);
        var before = Held;
        if (before.IsZero)
        {
            OpenedAt = time;
            Held = signed;
            // A fee in the base asset may have eaten a whole position and left its cost behind.
            Basis += signedNotional;
            return;
        }
        if (before.Sign == signed.Sign)
        {
            Held = before + signed;
            Basis += signedNotional;
            return;
        }
        var held = before.Magnitude;
        if (held == quantity)
        {
            Result -= signedNotional + Basis;
            Held = Amount.Zero;
            Basis = Amount.Zero;
            return;
        }
        var closed = Amount.Min(held, quantity);
        var closedNotional = signedNotional.Share(closed, quantity);
        var closedCost = Basis.Share(closed, held);
        Result -= closedNotional + closedCost;
        Basis -= closedCost;
        Held = before + signed;
        if (closed == quantity) return;
        // Through zero: what is left of the fill opens the other way.
        Basis = signedNotional - closedNotional;
        OpenedAt = time;
    }
}
