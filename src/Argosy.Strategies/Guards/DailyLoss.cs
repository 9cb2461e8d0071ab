using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Guards;

/// <summary>No entry for the rest of a day that has lost so much since 00:00 UTC.</summary>
[Rule("daily-loss", "Blocks entries until the next 00:00 UTC once the day has lost so much.", Example = "daily-loss:3%")]
public sealed class DailyLoss([Parameter("loss since 00:00 UTC that blocks", Minimum = 0.000001, Maximum = 1, Unit = "ratio")] decimal limit) : IGuard, IEquityWatcher, IReadableRule
{
    readonly DayLoss _loss = new(limit);

    /// <inheritdoc/>
    public void OnPoint(AccountView account) => _loss.Add(account);

    /// <inheritdoc/>
    public bool Blocks(AccountView account, int instrument) => _loss.IsReached(account);

    /// <inheritdoc/>
    public RuleReading? Read(AccountView account, int instrument) => instrument < 0 ? _loss.Read(account) : null;

    /// <inheritdoc/>
    public override string ToString() => $"daily-loss:{Exact.Text(limit * 100)}%";
}
