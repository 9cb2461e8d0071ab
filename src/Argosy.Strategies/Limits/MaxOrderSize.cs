using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Limits;

/// <summary>The largest notional an entry opens, judged at its limit or at the decision's price; a larger one is shrunk.</summary>
[Rule("max-order-size", "Shrinks entries to this notional.", Example = "max-order-size:1000")]
public sealed class MaxOrderSize([Parameter("largest price x quantity of an entry", Minimum = 0.00000001, Unit = "quote asset")] decimal amount) : IRiskRule, IReadableRule
{
    /// <inheritdoc/>
    public decimal Allowed(AccountView account, in RiskRequest request) => request.Price <= 0 ? 0 : amount / request.Price;

    /// <summary>What it lets through: each entry is judged by itself, nothing is counted and nothing blocks.</summary>
    /// <param name="account">The account of the run.</param>
    /// <param name="instrument">−1.</param>
    public RuleReading? Read(AccountView account, int instrument) => instrument < 0 ? new RuleReading(amount, RuleUnit.Quote, false) : null;

    /// <inheritdoc/>
    public override string ToString() => $"max-order-size:{Exact.Text(amount)}";
}
