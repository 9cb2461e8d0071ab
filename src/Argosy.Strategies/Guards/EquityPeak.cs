using Argosy.Core.Links;
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

    /// <summary>The fall from the peak against the share that blocks; nothing is dropped.</summary>
    public RuleReading Read(AccountView account, decimal share)
    {
        var equity = account.Equity;
        var point = _points.First;
        while (point is not null && account.Time - point.Value.Time > period) point = point.Next;
        var peak = point is null ? equity : Math.Max(point.Value.Equity, equity);
        return new RuleReading(share, RuleUnit.Ratio, peak - equity >= share * peak, RuleReading.Over(peak - equity, peak));
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
