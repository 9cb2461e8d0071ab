using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Running;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Venue;

namespace Argosy.Simulation.Margin;

/// <summary>Closes at the mark what can no longer be kept: an isolated position alone, on cross margin the largest first until the rest can stand.</summary>
/// <remarks>The orders go first: those of the instrument, on cross margin all. A strategy that wants to go on has to say so anew.</remarks>
sealed class LiquidationDesk(MarketTrack[] tracks, InstrumentBook[] books, IOrderEvents events, MarginAccount account, decimal[] marks)
{
    /// <summary>Mark prices of all instruments, quote asset.</summary>
    public decimal[] Marks => marks;

    /// <summary>Whether no equity was left and the run has ended.</summary>
    public bool Ended { get; private set; }

    /// <summary>Greatest maintenance / (margin + result) seen, 1 and more at a liquidation; 0 before anything was held.</summary>
    public decimal PeakRatio { get; private set; }

    /// <summary>Whether anything stands on the same margin as an instrument's position.</summary>
    public bool Holds(int instrument) => account.IsIsolated ? account.Position(instrument).Quantity != 0 : events.Ledger.HasPosition;

    /// <summary>Margin against maintenance as an instrument's mark moves.</summary>
    public MarginLine Line(int instrument) => account.Line(instrument, marks);

    /// <summary>Mark price at which an instrument's position is liquidated, the others at their marks; null where none is held, or no price does so.</summary>
    public decimal? Price(int instrument) => Line(instrument).LiquidationPrice(tracks[instrument].Instrument);

    /// <summary>Remembers how near to a liquidation an instrument's position was at a mark price.</summary>
    public void Observe(in MarginLine line, decimal mark) => PeakRatio = Math.Max(PeakRatio, line.Ratio(mark));

    /// <summary>Liquidates whatever is due at the marks there are.</summary>
    public void Settle(long time)
    {
        if (Ended || !events.Ledger.HasPosition) return;
        var any = account.IsIsolated ? SettleIsolated(time) : SettleCross(time);
        if (!any || events.Ledger.HasPosition || events.Ledger.Equity > 0) return;
        Ended = true;
        events.EndRun();
    }

    bool SettleIsolated(long time)
    {
        var any = false;
        for (var i = 0; i < marks.Length; i++)
        {
            if (account.Position(i).Quantity == 0 || !IsDue(i)) continue;
            books[i].CancelAll(time, OrderReason.Liquidated);
            Close(i, time);
            any = true;
        }
        return any;
    }

    bool SettleCross(long time)
    {
        var largest = Largest();
        if (largest < 0 || !IsDue(largest)) return false;
        foreach (var book in books) book.CancelAll(time, OrderReason.Liquidated);
        while (largest >= 0 && IsDue(largest))
        {
            Close(largest, time);
            largest = Largest();
        }
        return true;
    }

    bool IsDue(int instrument)
    {
        var line = Line(instrument);
        Observe(in line, marks[instrument]);
        return line.IsLiquidated(marks[instrument]);
    }

    // The position with the largest maintenance margin; of equal ones the first in the run's order.
    int Largest()
    {
        var (largest, most) = (-1, 0m);
        for (var i = 0; i < marks.Length; i++)
        {
            var quantity = Math.Abs(account.Position(i).Quantity);
            if (quantity == 0) continue;
            var maintenance = account.Terms.Brackets[i].Maintenance(quantity * marks[i]);
            if (largest >= 0 && maintenance <= most) continue;
            (largest, most) = (i, maintenance);
        }
        return largest;
    }

    void Close(int instrument, long time)
    {
        var units = tracks[instrument].Instrument.MoneyToUnits(marks[instrument]);
        for (var book = 0; book < events.Ledger.Books; book++)
        {
            if (events.Ledger.Position(book, instrument).Quantity == 0) continue;
            books[instrument].Moment.Time = time;
            books[instrument].Liquidate(events.ForceClose(instrument, book, OrderPurpose.Liquidation), units, account.Terms.LiquidationFee);
        }
    }
}
