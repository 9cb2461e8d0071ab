using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;

namespace Argosy.Strategies.Sizing;

/// <summary>The same quantity for every entry; one that cannot be paid at its fill is rejected there.</summary>
/// <param name="Quantity">Base asset; above 0.</param>
public sealed record FixedQuantity(decimal Quantity) : ISizingRule
{
    /// <inheritdoc/>
    public Result<OrderSize> Size(in SizingRequest request) => OrderSize.Quantity(Quantity);

    /// <inheritdoc/>
    public override string ToString() => $"qty:{Exact.Text(Quantity)}";
}
