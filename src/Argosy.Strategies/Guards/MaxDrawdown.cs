using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Guards;

/// <summary>No entry while equity lies so far below its peak of the last period: 1 − equity/peak, until it is below the limit again.</summary>
[Rule("max-drawdown", "Blocks entries while equity lies so far below its peak of the last period.", Example = "max-drawdown(limit=10%, period=30d)")]
public sealed class MaxDrawdown(
    [Parameter("drawdown that blocks", Minimum = 0.000001, Maximum = 1, Unit = "ratio")] decimal limit,
    [Parameter("how far back the peak may lie, e.g. 30d", Unit = "time")] string period = "30d") : IGuard, IEquityWatcher, IReadableRule
{
    readonly EquityPeak _peak = new(Durations.Of(period, "period"));

    /// <inheritdoc/>
    public void OnPoint(AccountView account) => _peak.Add(account);

    /// <inheritdoc/>
    public bool Blocks(AccountView account, int instrument) => _peak.HasFallen(account, limit);

    /// <inheritdoc/>
    public RuleReading? Read(AccountView account, int instrument) => instrument < 0 ? _peak.Read(account, limit) : null;

    /// <inheritdoc/>
    public override string ToString() => $"max-drawdown(limit={Exact.Text(limit * 100)}%, period={period})";
}
