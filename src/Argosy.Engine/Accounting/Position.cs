using Argosy.Core.Orders;
using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>Net quantity of one book in one instrument and what it cost.</summary>
public struct Position
{
    /// <summary>Signed quantity, base asset.</summary>
    public decimal Quantity { get; internal set; }

    /// <summary>Cost basis of what is held as one total, quote asset: paid for a long, received (negative) for a short. Without fees.</summary>
    public decimal Cost { get; internal set; }

    /// <summary>Realised result of all closed quantity so far, fees apart, quote asset.</summary>
    public decimal Realised { get; internal set; }

    /// <summary>Time of the fill that opened it, Unix ms.</summary>
    public long OpenedAt { get; internal set; }

    /// <summary>Long, short or flat.</summary>
    public readonly Direction Direction => (Direction)decimal.Sign(Quantity);

    /// <summary>Average entry price for display, quote asset; 0 when flat.</summary>
    public readonly decimal AveragePrice => Quantity == 0 ? 0 : Cost / Quantity;

    /// <summary>Quote asset a short position brought in; 0 when long or flat.</summary>
    public readonly decimal ShortProceeds => Quantity < 0 ? -Cost : 0;

    /// <summary>Takes a fill of this notional (rounded, quote asset): a partial close takes its share of the cost, rounded, and leaves the rest.</summary>
    public void Take(in Fill fill, decimal notional)
    {
        Move(in fill, notional);
        if ((fill.Traits & FillTraits.FeeInBase) != 0) Quantity -= fill.Fee;
    }

    void Move(in Fill fill, decimal notional)
    {
        var signed = fill.SignedQuantity;
        var signedNotional = fill.Side == Side.Buy ? notional : -notional;
        var before = Quantity;
        if (before == 0)
        {
            OpenedAt = fill.Time;
            Quantity = signed;
            // A fee in the base asset may have eaten a whole position and left its cost behind.
            Cost = decimal.Sign(Cost) == 0 ? signedNotional : Cost + signedNotional;
            return;
        }
        if ((before > 0) == (signed > 0))
        {
            Quantity = before + signed;
            Cost += signedNotional;
            return;
        }
        var held = Math.Abs(before);
        if (held == fill.Quantity)
        {
            Realised -= signedNotional + Cost;
            Quantity = 0;
            Cost = 0;
            return;
        }
        var closed = Math.Min(held, fill.Quantity);
        var closedNotional = closed == fill.Quantity ? signedNotional : Exact.Round(signedNotional * closed / fill.Quantity, Ledger.AssetScale);
        var closedCost = closed == held ? Cost : Exact.Round(Cost * closed / held, Ledger.AssetScale);
        Realised -= closedNotional + closedCost;
        Cost -= closedCost;
        Quantity = before + signed;
        if (closed == fill.Quantity) return;
        // Through zero: what is left of the fill opens the other way.
        Cost = signedNotional - closedNotional;
        OpenedAt = fill.Time;
    }
}
