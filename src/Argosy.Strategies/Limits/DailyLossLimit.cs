using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;
using Argosy.Strategies.Guards;

namespace Argosy.Strategies.Limits;

/// <summary>Refuses what opens for the rest of a day that has lost so much since 00:00 UTC; an equal loss refuses.</summary>
[Rule("daily-loss", "Refuses entries until the next 00:00 UTC once the day has lost so much.", Example = "daily-loss:3%")]
public sealed class DailyLossLimit([Parameter("loss since 00:00 UTC that refuses", Minimum = 0.000001, Maximum = 1, Unit = "ratio")] decimal limit) : IRiskRule, IEquityWatcher, IReadableRule
{
    readonly DayLoss _loss = new(limit);

    /// <inheritdoc/>
    public void OnPoint(AccountView account) => _loss.Add(account);

    /// <inheritdoc/>
    public decimal Allowed(AccountView account, in RiskRequest request) => _loss.IsReached(account) ? 0 : request.Opening;

    /// <inheritdoc/>
    public RuleReading? Read(AccountView account, int instrument) => instrument < 0 ? _loss.Read(account) : null;

    /// <inheritdoc/>
    public override string ToString() => $"daily-loss:{Exact.Text(limit * 100)}%";
}
