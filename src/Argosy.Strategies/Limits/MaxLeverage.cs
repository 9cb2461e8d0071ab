using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Limits;

/// <summary>The largest Σ |net quantity|·price over equity, judged at the decision's prices; an entry beyond it is shrunk to fit.</summary>
[Rule("max-leverage", "Shrinks or refuses entries that would make all positions together worth more than so many times the equity.", Example = "max-leverage:0.5")]
public sealed class MaxLeverage([Parameter("largest exposure over equity", Minimum = 0.000001, Maximum = 125, Unit = "ratio")] decimal ratio) : IRiskRule, IReadableRule
{
    /// <inheritdoc/>
    public decimal Allowed(AccountView account, in RiskRequest request)
    {
        ArgumentNullException.ThrowIfNull(account);
        return Exposure.Room(account, in request, account.Equity * ratio);
    }

    /// <inheritdoc/>
    public RuleReading? Read(AccountView account, int instrument)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (instrument >= 0) return null;
        var (exposure, equity) = (account.Ledger.GrossExposure, account.Equity);
        return new RuleReading(ratio, RuleUnit.Multiple, exposure >= equity * ratio, RuleReading.Over(exposure, equity));
    }

    /// <inheritdoc/>
    public override string ToString() => $"max-leverage:{Exact.Text(ratio)}";
}
