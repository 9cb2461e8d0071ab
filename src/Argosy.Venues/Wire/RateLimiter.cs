namespace Argosy.Venues.Wire;

/// <summary>Lets requests wait until every budget they draw on has room.</summary>
public sealed class RateLimiter(TimeProvider time, params IReadOnlyList<RateBudget> budgets)
{
    /// <summary>The budgets drawn on.</summary>
    public IReadOnlyList<RateBudget> Budgets => budgets;

    /// <summary>Waits until a request may be sent; what it uses is taken even when the wait is cancelled.</summary>
    public async ValueTask WaitAsync(RateCost cost, bool isUrgent, CancellationToken cancellation)
    {
        while (true)
        {
            var (begun, isStale) = (Now, false);
            foreach (var budget in budgets)
            {
                var generation = budget.Generation;
                var at = budget.Reserve(cost, isUrgent, Now);
                if (at > Now) await Task.Delay(TimeSpan.FromMilliseconds(at - Now), time, cancellation).ConfigureAwait(false);
                isStale |= generation != budget.Generation || Now - at > Late;
                if (budget == budgets[0]) begun = Now;
            }
            // A wait at a later budget, or a timer that came late, would push this request together with those behind it.
            if (!isStale && Now - begun <= Late) return;
        }
    }

    /// <summary>The venue told a pause: all budgets keep it.</summary>
    public void Block(TimeSpan pause)
    {
        foreach (var budget in budgets) budget.Block(Now + (long)pause.TotalMilliseconds);
    }

    /// <summary>The venue told a count: the budgets that have such a window learn it.</summary>
    public void Report(RateUnit unit, TimeSpan length, int used)
    {
        foreach (var budget in budgets) budget.Report(unit, length, used, Now);
    }

    static long Late => (long)RateBudget.Slack.TotalMilliseconds / 2;

    long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
