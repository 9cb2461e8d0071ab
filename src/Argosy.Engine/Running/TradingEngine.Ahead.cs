using Argosy.Engine.Strategies;

namespace Argosy.Engine.Running;

/// <content>How far ahead nothing can happen to an account but that its prices move.</content>
public sealed partial class TradingEngine
{
    /// <summary>What strategies may know of the run.</summary>
    internal RunFacts Facts => new(_options.Place, _options.StartingCash, _options.TakerFee, _options.MakerFee, _options.AllowShort, _options.Margin is not null, _options.Seed);

    /// <summary>The bars to come; null where they are not known.</summary>
    internal IBarPreview? Preview => _options.Preview;

    /// <summary>
    /// The last instant up to which the account of the run's one strategy stays as it is while that strategy asks for nothing: no order
    /// fills, triggers, expires or moves, nothing is funded, borrowed or liquidated, no exit rule acts. In any doubt: this instant.
    /// </summary>
    /// <param name="bars">Most bars of an instrument to look at, the one that closed last among them.</param>
    internal long QuietUntil(int bars)
    {
        if (Preview is not { } preview || bars <= 1 || _outbox.Count > 0 || Ended) return Time;
        // Another strategy's orders move this one's money.
        if (Ledger.Books > 1 || Ledger.HasShort || Ledger.HasBookShort) return Time;
        if (Ledger.Margin is not null && (Ledger.HasPosition || _working.Count > 0)) return Time;
        var until = long.MaxValue;
        if (IsWarmUp) until = _tradingFrom;
        // An exit rule acts at the first open from its time on, after the decisions of that instant.
        if (_exits.NextTime < long.MaxValue) until = Math.Min(until, _exits.NextTime);
        var last = Time;
        for (var i = 0; i < Instruments.Length && until > Time; i++) Look(preview, i, bars, ref until, ref last);
        return Math.Max(Time, Math.Min(until, last));
    }

    void Look(IBarPreview preview, int instrument, int most, ref long until, ref long last)
    {
        var reach = _venue.ReachOf(instrument);
        var columns = preview.Bars(instrument);
        var first = _deliveries[instrument].Base.Count;
        var end = Math.Min(preview.End(instrument), first + most - 1);
        var (open, high, low) = (columns.Open, columns.High, columns.Low);
        var row = first;
        if (reach == PriceReach.Everything) row = end;
        for (; row < end; row++)
        {
            if (high[row] >= reach.Up || low[row] <= reach.Down || open[row] >= reach.Up || open[row] <= reach.Down) break;
            if (columns.OpenTimes[row] >= until) break;
        }
        // What a bar leads to is known after the instant at which it opens.
        if (row < preview.End(instrument)) until = Math.Min(until, columns.OpenTimes[row]);
        if (row > first) last = Math.Max(last, columns.CloseTime(row - 1));
    }
}
