namespace Argosy.Strategies.Consensus.Lots;

/// <summary>What one purchase bought and nothing has sold yet.</summary>
/// <param name="Order">The order that bought it.</param>
/// <param name="Quantity">What is left of it, base asset, above 0.</param>
/// <param name="Cost">What that cost, fees apart, quote asset.</param>
public readonly record struct Lot(int Order, decimal Quantity, decimal Cost)
{
    /// <summary>Mean entry price, quote asset.</summary>
    public decimal Price => Cost / Quantity;
}
