using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;

namespace Argosy.Strategies.Sizing;

/// <summary>A share of the equity, or what is free where that is less.</summary>
/// <param name="Share">Ratio of the equity at the decision; above 0.</param>
public sealed record EquityShare(decimal Share) : ISizingRule
{
    /// <inheritdoc/>
    public Result<OrderSize> Size(in SizingRequest request) =>
        OrderSize.Quote(Math.Min(Exact.RoundDown(request.Equity * Share, Ledger.AssetScale), request.FreeQuote));

    /// <inheritdoc/>
    public override string ToString() => $"equity:{Exact.Text(Share * 100)}%";
}
