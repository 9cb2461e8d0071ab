using Argosy.Core.Links;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Limits;

/// <summary>At most so many entries in any period; more are refused. One that is just so old no longer counts.</summary>
[Rule("order-rate", "Refuses entries beyond so many in a period.", Example = "order-rate(count=10, period=1h)")]
public sealed class OrderRate(
    [Parameter("most entries in a period", Minimum = 1, Maximum = 1_000_000, Unit = "orders")] int count,
    [Parameter("length of the period", Unit = "time")] string period = "1h") : IRiskRule, IReadableRule
{
    readonly long _period = Durations.Of(period, "period");
    readonly Queue<long> _times = [];

    /// <inheritdoc/>
    public decimal Allowed(AccountView account, in RiskRequest request)
    {
        ArgumentNullException.ThrowIfNull(account);
        while (_times.TryPeek(out var oldest) && account.Time - oldest >= _period) _times.Dequeue();
        return _times.Count < count ? request.Opening : 0;
    }

    /// <inheritdoc/>
    public void OnApproved(AccountView account, in RiskRequest request)
    {
        ArgumentNullException.ThrowIfNull(account);
        _times.Enqueue(account.Time);
    }

    /// <inheritdoc/>
    public RuleReading? Read(AccountView account, int instrument)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (instrument >= 0) return null;
        var (counted, oldest) = (0, 0L);
        foreach (var time in _times)
        {
            if (account.Time - time >= _period) continue;
            if (counted++ == 0) oldest = time;
        }
        return new RuleReading(count, RuleUnit.Orders, counted >= count, counted, counted >= count ? oldest + _period - 1 : null);
    }

    /// <inheritdoc/>
    public override string ToString() => $"order-rate(count={count}, period={period})";
}
