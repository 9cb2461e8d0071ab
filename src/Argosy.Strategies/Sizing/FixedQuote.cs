using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;

namespace Argosy.Strategies.Sizing;

/// <summary>The same amount for every entry, or what is free where that is less.</summary>
/// <param name="Amount">Quote asset, fee included; above 0.</param>
public sealed record FixedQuote(decimal Amount) : ISizingRule
{
    /// <inheritdoc/>
    public Result<OrderSize> Size(in SizingRequest request) => OrderSize.Quote(Math.Min(Amount, request.FreeQuote));

    /// <inheritdoc/>
    public override string ToString() => $"quote:{Exact.Text(Amount)}";
}
