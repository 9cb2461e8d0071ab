using Argosy.Core.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Orders;

/// <summary>An approved order on its way to a venue, before it has an id.</summary>
public sealed record OrderWish
{
    /// <summary>The account it trades on.</summary>
    public required string Account { get; init; }

    /// <summary>Base and quote asset, e.g. BTC/USDT.</summary>
    public required string Instrument { get; init; }

    /// <summary>Buy or sell.</summary>
    public required Side Side { get; init; }

    /// <summary>When and at what price it may fill.</summary>
    public required OrderType Type { get; init; }

    /// <summary>Quantity, base asset, a whole number of lots, above 0.</summary>
    public required decimal Quantity { get; init; }

    /// <summary>How long it rests.</summary>
    public TimeInForce TimeInForce { get; init; }

    /// <summary>Limit, quote asset; 0 where the type has none.</summary>
    public decimal Price { get; init; }

    /// <summary>Trigger, quote asset; 0 where the type has none.</summary>
    public decimal Trigger { get; init; }

    /// <summary>Refuses to take liquidity.</summary>
    public bool PostOnly { get; init; }

    /// <summary>Which of the instrument's positions it opens or closes, on a derivatives account in hedge mode; both elsewhere.</summary>
    public PositionLeg Leg { get; init; }

    /// <summary>Refuses to enlarge the position.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Closes or protects: it is sent again where the venue never saw it, and no guard or halt refuses it. An entry is dropped as stale.</summary>
    public bool IsExit { get; init; }

    /// <summary>Why it exists.</summary>
    public OrderPurpose Purpose { get; init; }

    /// <summary>Legs that may together fill one leg's quantity (stop and target of one position) have one number above 0; 0 stands alone.</summary>
    public long Group { get; init; }

    /// <summary>What the group may fill in all as of this order, base asset: the filled quantity of the entry its legs close; 0 for one leg's quantity.</summary>
    public decimal GroupLimit { get; init; }

    /// <summary>The order's number in its run; 0 where no run asked for it.</summary>
    public int RunOrder { get; init; }

    /// <summary>Reason chain as codes: votes, consensus, sizing, risk rule.</summary>
    public string Why { get; init; } = "";
}
