using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Limits;

/// <summary>The largest notional an entry opens, judged at its limit or at the decision's price; a larger one is shrunk.</summary>
[Rule("max-order-size", "Shrinks entries to this notional.", Example = "max-order-size:1000")]
public sealed class MaxOrderSize([Parameter("largest price x quantity of an entry", Minimum = 0.00000001, Unit = "quote asset")] decimal amount) : IRiskRule
{
    /// <inheritdoc/>
    public decimal Allowed(AccountView account, in RiskRequest request) => request.Price <= 0 ? 0 : amount / request.Price;

    /// <inheritdoc/>
    public override string ToString() => $"max-order-size:{Exact.Text(amount)}";
}
