using Argosy.Core.Links;
using Argosy.Core.Values;
using Argosy.Engine.Risk;
using Argosy.Engine.Rules;
using Argosy.Engine.Strategies;

namespace Argosy.Strategies.Guards;

/// <summary>A pause for an instrument whose last trades within a period earned too little together.</summary>
/// <remarks>It begins with the last of them and lasts its length, that instant included. A sum equal to the threshold pauses.</remarks>
[Rule("low-profit", "Pauses entries of an instrument whose last trades within a period earned too little together.", Example = "low-profit(k=4, period=7d, threshold=0, pause=2d)")]
public sealed class LowProfit(
    [Parameter("trades looked at", Minimum = 1, Maximum = 1000, Unit = "trades")] int k = 4,
    [Parameter("time within which they all ended", Unit = "time")] string period = "7d",
    [Parameter("least profit of all of them together", Unit = "quote asset")] decimal threshold = 0,
    [Parameter("how long entries pause", Unit = "time")] string pause = "2d") : IGuard, IReadableRule
{
    readonly long _period = Durations.Of(period, "period");
    readonly long _pause = Durations.Of(pause, "pause");

    /// <inheritdoc/>
    public bool Blocks(AccountView account, int instrument)
    {
        ArgumentNullException.ThrowIfNull(account);
        var trades = account.Trades;
        var (found, sum, last) = (0, 0m, 0L);
        for (var i = trades.Count - 1; i >= 0 && found < k; i--)
        {
            var trade = trades[i];
            if (trade.Instrument != instrument) continue;
            if (found == 0)
            {
                last = trade.ExitTime;
                if (account.Time - last > _pause) return false;
            }
            if (last - trade.ExitTime > _period) return false;
            sum += trade.Pnl;
            found++;
        }
        return found == k && sum <= threshold;
    }

    /// <summary>What the last trades earned together; nothing where there are not so many of them within pause and period.</summary>
    /// <param name="account">The account of the run.</param>
    /// <param name="instrument">Index of an instrument.</param>
    public RuleReading? Read(AccountView account, int instrument)
    {
        ArgumentNullException.ThrowIfNull(account);
        if (instrument < 0) return null;
        var trades = account.Trades;
        var (found, sum, last) = (0, 0m, 0L);
        // No trade that ended longer ago than both can count any more.
        for (var i = trades.Count - 1; i >= 0 && found < k && account.Time - trades[i].ExitTime - _pause <= _period; i--)
        {
            var trade = trades[i];
            if (trade.Instrument != instrument) continue;
            if (found == 0) last = trade.ExitTime;
            if (last - trade.ExitTime > _period) break;
            sum += trade.Pnl;
            found++;
        }
        var blocks = Blocks(account, instrument);
        return new RuleReading(threshold, RuleUnit.Quote, blocks, found == k ? sum : null, blocks ? last + _pause : null);
    }

    /// <inheritdoc/>
    public override string ToString() => $"low-profit(k={k}, period={period}, threshold={Exact.Text(threshold)}, pause={pause})";
}
