using Argosy.Core.Values;

namespace Argosy.Testnet.Symbols;

/// <summary>What can be traded under a name, and in what steps.</summary>
internal sealed record SymbolRules
{
    /// <summary>As clients write it, e.g. BTCUSDT.</summary>
    public string Name => Base + Quote;

    public required string Base { get; init; }

    public required string Quote { get; init; }

    /// <summary>Smallest step of a price, quote asset.</summary>
    public required decimal Tick { get; init; }

    /// <summary>Smallest step of a quantity, base asset.</summary>
    public required decimal Step { get; init; }

    /// <summary>Least value of an order, quote asset.</summary>
    public decimal MinNotional { get; init; } = 5m;

    /// <summary>Highest price, quote asset.</summary>
    public decimal MaxPrice { get; init; } = 1_000_000m;

    /// <summary>Largest quantity of an order, base asset.</summary>
    public decimal MaxQuantity { get; init; } = 9_000_000m;

    /// <summary>Price of whole ticks, quote asset.</summary>
    public decimal Price(long ticks) => ticks * Tick;

    /// <summary>Quantity of whole lots, base asset.</summary>
    public decimal Quantity(long lots) => lots * Step;

    /// <summary>The nearest whole tick, at least 1.</summary>
    public long NearestTick(decimal price) => Math.Max(1, (long)decimal.Round(price / Tick, MidpointRounding.ToEven));

    /// <summary>Whole lots in a quantity, rounded down.</summary>
    public long LotsIn(decimal quantity) => (long)decimal.Floor(quantity / Step);

    /// <summary>Decimal places of a step such as 0.01.</summary>
    public static int Places(decimal step) => Exact.Trim(step).Scale;
}
