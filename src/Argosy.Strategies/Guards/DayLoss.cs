using Argosy.Core.Links;
using Argosy.Engine.Risk;

namespace Argosy.Strategies.Guards;

/// <summary>The loss since 00:00 UTC. Once it has reached its limit it stays reached until the next 00:00 UTC.</summary>
/// <remarks>The equity of midnight belongs to the day that ends, and is what the next one is measured by.</remarks>
sealed class DayLoss(decimal limit)
{
    const long Day = 86_400_000;
    long _day = long.MinValue;
    decimal _base;
    decimal _last;
    bool _reached;

    /// <summary>Takes the account's equity now.</summary>
    public void Add(AccountView account)
    {
        var equity = account.Equity;
        Enter(account);
        _last = equity;
        if (account.Time % Day == 0) _base = equity;
        _reached |= IsLost(_base, equity);
    }

    /// <summary>Whether the day's loss has reached the limit.</summary>
    public bool IsReached(AccountView account)
    {
        Enter(account);
        return _reached || IsLost(_base, account.Equity);
    }

    /// <summary>The day's loss against its limit, without entering a new day: a gain is a loss of 0.</summary>
    public RuleReading Read(AccountView account)
    {
        var (day, equity) = (account.Time / Day, account.Equity);
        var isKnown = day == _day;
        var start = isKnown ? _base : BaseOfNext(account);
        var isReached = isKnown && _reached;
        return new RuleReading(limit, RuleUnit.Ratio, isReached || IsLost(start, equity), RuleReading.Over(Math.Max(0, start - equity), start), isReached ? ((day + 1) * Day) - 1 : null);
    }

    void Enter(AccountView account)
    {
        var day = account.Time / Day;
        if (day == _day) return;
        _base = BaseOfNext(account);
        _day = day;
        _reached = false;
    }

    decimal BaseOfNext(AccountView account) => _day == long.MinValue ? account.Ledger.StartingCash : _last;

    bool IsLost(decimal start, decimal equity) => start - equity >= limit * start;
}
