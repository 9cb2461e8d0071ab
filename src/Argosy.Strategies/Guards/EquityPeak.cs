using Argosy.Engine.Risk;

namespace Argosy.Strategies.Guards;

/// <summary>The highest equity of the last so many milliseconds, the point that is just so old included.</summary>
sealed class EquityPeak(long period)
{
    // Falling equities with their times: only a point that no later one exceeds can still become the peak.
    readonly LinkedList<(long Time, decimal Equity)> _points = new();
    bool _started;

    /// <summary>Takes the account's equity now.</summary>
    public void Add(AccountView account)
    {
        if (!_started) Add(account.Time, account.Ledger.StartingCash);
        _started = true;
        Add(account.Time, account.Equity);
    }

    /// <summary>Whether equity lies at least this share below its peak.</summary>
    public bool HasFallen(AccountView account, decimal share)
    {
        Drop(account.Time);
        var equity = account.Equity;
        var peak = _points.First is { } first ? Math.Max(first.Value.Equity, equity) : equity;
        return peak - equity >= share * peak;
    }

    void Add(long time, decimal equity)
    {
        while (_points.Last is { } last && last.Value.Equity <= equity) _points.RemoveLast();
        _points.AddLast((time, equity));
        Drop(time);
    }

    void Drop(long time)
    {
        while (_points.First is { } first && time - first.Value.Time > period) _points.RemoveFirst();
    }
}
