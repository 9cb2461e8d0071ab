using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Guards;

/// <summary>A pause after so many closed trades in a row that ended by stop, trailing stop or liquidation within a period.</summary>
/// <remarks>It begins with the last of them and lasts its length, that instant included.</remarks>
[Rule("stop-streak", "Pauses entries after so many trades in a row that were stopped out within a period.", Example = "stop-streak(k=3, period=1d, pause=12h)")]
public sealed class StopStreak(
    [Parameter("trades in a row", Minimum = 1, Maximum = 1000, Unit = "trades")] int k = 3,
    [Parameter("time within which they all ended", Unit = "time")] string period = "1d",
    [Parameter("how long entries pause", Unit = "time")] string pause = "12h") : IGuard, IReadableRule
{
    readonly long _period = Durations.Of(period, "period");
    readonly long _pause = Durations.Of(pause, "pause");

    /// <inheritdoc/>
    public bool Blocks(AccountView account, int instrument)
    {
        ArgumentNullException.ThrowIfNull(account);
        var trades = account.Trades;
        if (trades.Count < k) return false;
        var last = trades[^1].ExitTime;
        if (account.Time - last > _pause || last - trades[^k].ExitTime > _period) return false;
        for (var i = 1; i <= k; i++)
        {
            if (!IsStopped(trades[^i])) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public RuleReading? Read(AccountView account, int instrument)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (instrument >= 0) return null;
        var trades = account.Trades;
        var streak = 0;
        while (streak < Math.Min(k, trades.Count) && IsStopped(trades[^(streak + 1)]) && trades[^1].ExitTime - trades[^(streak + 1)].ExitTime <= _period) streak++;
        var blocks = Blocks(account, instrument);
        return new RuleReading(k, RuleUnit.Trades, blocks, streak, blocks ? trades[^1].ExitTime + _pause : null);
    }

    /// <inheritdoc/>
    public override string ToString() => $"stop-streak(k={k}, period={period}, pause={pause})";

    static bool IsStopped(Trade trade) => trade.ExitReason is OrderPurpose.Stop or OrderPurpose.Trailing or OrderPurpose.Liquidation;
}
