using Argosy.Core.Orders;

namespace Argosy.Engine.Accounting;

/// <summary>What one book holds in one instrument since it was last flat: a trade in the making.</summary>
struct OpenTrade
{
    /// <summary>Whether a trade has begun and not ended.</summary>
    public bool IsOpen;
    /// <summary>Signed quantity held, fees in the base asset taken off.</summary>
    public decimal Held;
    /// <summary>Signed effect on the quote balance so far, fees and flows included.</summary>
    public decimal Cash;
    /// <summary>Fees so far, in the quote asset.</summary>
    public decimal Fees;
    /// <summary>Σ opening notional.</summary>
    public decimal OpeningNotional;
    public PriceMean Entry;
    public PriceMean Exit;
    public Direction Side;
    public long EntryTime;
    public OrderPurpose LastPurpose;
    public bool PathDependent;
    public bool SameBar;
}

/// <summary>A fill, or the part of one that belongs to one trade.</summary>
/// <param name="Quantity">Quantity traded, base asset, 0 or more.</param>
/// <param name="Net">Signed change of the position, base asset.</param>
/// <param name="Notional">Price × quantity, rounded once a fill, quote asset.</param>
/// <param name="Cash">Signed effect on the quote balance, fee included.</param>
/// <param name="Fee">Fee in the quote asset.</param>
readonly record struct FillPart(decimal Quantity, decimal Net, decimal Notional, decimal Cash, decimal Fee);
