using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Limits;

/// <summary>The largest Σ |net quantity|·price over all instruments, judged at the decision's prices; an entry beyond it is shrunk to fit.</summary>
[Rule("max-exposure", "Shrinks or refuses entries that would make all positions together worth more than this.", Example = "max-exposure:50000")]
public sealed class MaxExposure([Parameter("largest sum of all positions' values", Minimum = 0.00000001, Unit = "quote asset")] decimal amount) : IRiskRule, IReadableRule
{
    /// <inheritdoc/>
    public decimal Allowed(AccountView account, in RiskRequest request)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Exposure.Room(account, in request, amount);
    }

    /// <inheritdoc/>
    public RuleReading? Read(AccountView account, int instrument)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (instrument >= 0) return null;
        var exposure = account.Ledger.GrossExposure;
        return new RuleReading(amount, RuleUnit.Quote, exposure >= amount, exposure);
    }

    /// <inheritdoc/>
    public override string ToString() => $"max-exposure:{Exact.Text(amount)}";
}
