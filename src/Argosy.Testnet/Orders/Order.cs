using Argosy.Core.Orders;
using Argosy.Testnet.Accounts;
using Argosy.Testnet.Markets;
using Argosy.Testnet.Matching;

namespace Argosy.Testnet.Orders;

/// <summary>A client's order from its acceptance on.</summary>
internal sealed class Order
{
    public required long Id { get; init; }

    public required string ClientId { get; set; }

    public required Account Account { get; init; }

    public required SymbolMarket Market { get; init; }

    public required Side Side { get; init; }

    /// <summary>As on the wire, e.g. STOP_LOSS_LIMIT.</summary>
    public required string Type { get; init; }

    /// <summary>GTC, IOC, FOK or (futures) GTX.</summary>
    public string TimeInForce { get; init; } = "GTC";

    /// <summary>Limit price, quote asset; 0 without one.</summary>
    public decimal Price { get; set; }

    /// <summary>Trigger price, quote asset; 0 without one.</summary>
    public decimal StopPrice { get; set; }

    /// <summary>Wanted, lots; of an order by cost what it bought.</summary>
    public long Lots { get; set; }

    /// <summary>Cost to spend or proceeds to take, quote asset; 0 for an order by quantity.</summary>
    public decimal QuoteBudget { get; init; }

    public SelfTrade Prevention { get; init; }

    public required long Time { get; init; }

    public long UpdateTime { get; set; }

    /// <summary>When it entered the book; -1 before its trigger.</summary>
    public long WorkingTime { get; set; } = -1;

    public string Status { get; set; } = "NEW";

    public long ExecutedLots { get; set; }

    public decimal ExecutedQuote { get; set; }

    /// <summary>What is still set aside for it, in the asset it gives.</summary>
    public decimal Reserved { get; set; }

    public BookOrder? Resting { get; set; }

    /// <summary>The one-cancels-other list it belongs to.</summary>
    public OrderList? List { get; set; }

    /// <summary>The id it had before its cancellation gave it another.</summary>
    public string OriginalClientId { get; set; } = "";

    /// <summary>The id of its cancellation.</summary>
    public string CancelId { get; set; } = "";

    /// <summary>Futures: BOTH in one-way mode, LONG or SHORT in hedge mode.</summary>
    public string PositionSide { get; init; } = "BOTH";

    /// <summary>Futures: may only make a position smaller.</summary>
    public bool ReduceOnly { get; init; }

    /// <summary>Futures: closes the whole position when it triggers.</summary>
    public bool ClosesPosition { get; init; }

    /// <summary>Futures: how far a trailing stop follows, percent; 0 for other types.</summary>
    public decimal CallbackRate { get; init; }

    /// <summary>Futures: the price from which a trailing stop follows; 0 for at once.</summary>
    public decimal ActivationPrice { get; init; }

    /// <summary>Futures: the trailing stop follows.</summary>
    public bool IsActivated { get; set; }

    /// <summary>Futures: the exchange closes a position that lost its margin.</summary>
    public bool IsLiquidation { get; init; }

    /// <summary>Futures: profit it took, quote asset.</summary>
    public decimal Realised { get; set; }

    /// <summary>Futures: lists a conditional order by its own kind of number.</summary>
    public bool IsAlgo { get; init; }

    public List<OrderFill> Fills { get; } = [];

    public bool IsOpen => Status is "NEW" or "PARTIALLY_FILLED";

    public long LotsLeft => Lots - ExecutedLots;

    public bool HasTrigger => OrderTypes.Triggered(Type);

    /// <summary>Takes any price: market orders, and triggers without a limit price.</summary>
    public bool IsMarket => Price == 0;
}

/// <summary>A trade of an order.</summary>
internal readonly record struct OrderFill(long TradeId, Order Order, decimal Price, decimal Quantity, decimal Fee, string FeeAsset, long Time, bool IsMaker)
{
    /// <summary>Futures: profit it took, quote asset.</summary>
    public decimal Realised { get; init; }
}
