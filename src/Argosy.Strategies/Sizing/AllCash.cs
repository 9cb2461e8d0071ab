using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;

namespace Argosy.Strategies.Sizing;

/// <summary>All there is: free quote asset, divided by the instruments of the run that have neither a position nor a working entry.</summary>
public sealed record AllCash : ISizingRule
{
    /// <inheritdoc/>
    public Result<OrderSize> Size(in SizingRequest request) =>
        OrderSize.Quote(Exact.RoundDown(request.FreeQuote / request.IdleInstruments, Ledger.AssetScale));

    /// <inheritdoc/>
    public override string ToString() => "all";
}
