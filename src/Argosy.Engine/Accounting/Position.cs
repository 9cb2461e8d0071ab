using Argosy.Core.Orders;

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
}
