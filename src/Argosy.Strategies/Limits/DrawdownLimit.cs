using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Guards;

namespace Argosy.Strategies.Limits;

/// <summary>Refuses what opens while equity lies so far below its peak of the whole run; an equal drawdown refuses.</summary>
[Rule("drawdown", "Refuses entries while equity lies so far below its peak of the whole run.", Example = "drawdown:20%")]
public sealed class DrawdownLimit([Parameter("drawdown that refuses", Minimum = 0.000001, Maximum = 1, Unit = "ratio")] decimal limit) : IRiskRule, IEquityWatcher, IReadableRule
{
    readonly EquityPeak _peak = new(long.MaxValue);

    /// <inheritdoc/>
    public void OnPoint(AccountView account) => _peak.Add(account);

    /// <inheritdoc/>
    public decimal Allowed(AccountView account, in RiskRequest request) => _peak.HasFallen(account, limit) ? 0 : request.Opening;

    /// <inheritdoc/>
    public RuleReading? Read(AccountView account, int instrument) => instrument < 0 ? _peak.Read(account, limit) : null;

    /// <inheritdoc/>
    public override string ToString() => $"drawdown:{Exact.Text(limit * 100)}%";
}
