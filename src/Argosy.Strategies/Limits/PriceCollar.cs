using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Limits;

/// <summary>No entry whose limit or trigger lies further than this from the last price: a slip of the finger, or a stale thought.</summary>
[Rule("price-collar", "Refuses entries whose limit or trigger lies too far from the last price.", Example = "price-collar:5%")]
public sealed class PriceCollar([Parameter("largest distance from the last price", Minimum = 0.000001, Maximum = 10, Unit = "ratio")] decimal distance) : IRiskRule, IReadableRule
{
    /// <inheritdoc/>
    public decimal Allowed(AccountView account, in RiskRequest request)
    {
        ArgumentNullException.ThrowIfNull(account);
        var last = account.Ledger.Mark(request.Intent.Instrument);
        var terms = request.Intent.Terms;
        return IsNear(terms?.Limit, last) && IsNear(terms?.Trigger, last) ? request.Opening : 0;
    }

    /// <summary>What it lets through: each entry is judged by itself, nothing is counted and nothing blocks.</summary>
    /// <param name="account">The account of the run.</param>
    /// <param name="instrument">−1.</param>
    public RuleReading? Read(AccountView account, int instrument) => instrument < 0 ? new RuleReading(distance, RuleUnit.Ratio, false) : null;

    /// <inheritdoc/>
    public override string ToString() => $"price-collar:{Exact.Text(distance * 100)}%";

    bool IsNear(decimal? price, decimal last) => price is not { } given || Math.Abs(given - last) <= distance * last;
}
