using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;

namespace Argosy.Strategies.Sizing;

/// <summary>As much as loses a share of the equity when the stop is hit: equity · share / |close − stop|, or what the free quote asset buys, taker fee included, where that is less.</summary>
/// <remarks>Without a stop there is no answer, and the entry is refused. The loss is the planned one: fees, slippage and gaps come on top.</remarks>
/// <param name="Share">Ratio of the equity at the decision; above 0.</param>
public sealed record RiskShare(decimal Share) : ISizingRule
{
    static readonly Error NoStop = new(ErrorKind.Refused, "no stop: an entry sized by its risk needs one");
    static readonly Error StopAtClose = new(ErrorKind.Refused, "the stop lies at the close: there is no distance to size the entry by");

    /// <inheritdoc/>
    public Result<OrderSize> Size(in SizingRequest request)
    {
        if (request.StopPrice is not { } stop) return NoStop;
        var distance = Math.Abs(request.Close - stop);
        if (distance == 0) return StopAtClose;
        var quantity = request.Equity * Share / distance;
        return quantity * request.Close * (1 + request.TakerFee) < request.FreeQuote ? OrderSize.Quantity(quantity) : OrderSize.Quote(request.FreeQuote);
    }

    /// <inheritdoc/>
    public override string ToString() => $"risk:{Exact.Text(Share * 100)}%";
}
