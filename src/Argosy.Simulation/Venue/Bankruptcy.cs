using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Running;
using Argosy.Simulation.Feeds;

namespace Argosy.Simulation.Venue;

/// <summary>Ends a run on the path where short positions have eaten all equity: everything closes there.</summary>
sealed class Bankruptcy(MarketTrack[] tracks, InstrumentBook[] books, IOrderEvents events)
{
    /// <summary>Whether this bar's extremes could take equity to zero; a quick look in doubles with a margin.</summary>
    public bool IsNear(Instant instant)
    {
        var ledger = events.Ledger;
        var equity = ledger.EquityStatistic;
        var gross = 0.0;
        for (var k = 0; k < instant.Closing.Count; k++)
        {
            var i = instant.Closing[k];
            var net = Exact.ToStatistic(ledger.Net(i));
            var bars = tracks[i].Walked;
            var row = tracks[i].ClosedRow;
            var worst = net < 0 ? bars.High[row] : bars.Low[row];
            var mark = Exact.ToStatistic(ledger.Mark(i));
            equity += net * (worst - mark);
            gross += Math.Abs(net) * mark;
        }
        return equity < gross * 1e-6;
    }

    /// <summary>Closes everything when equity is gone at the marks there are.</summary>
    public bool AtMarks(long time)
    {
        if (events.Ledger.Equity > 0) return false;
        CloseAll(time);
        return true;
    }

    /// <summary>Walks a leg of a shorted instrument: orders first as far as equity lasts, then the end. Returns whether the run ended.</summary>
    public bool Walk(int instrument, long from, long to, long time)
    {
        var at = from;
        while (true)
        {
            var end = EndOfEquity(instrument);
            if (end > to || to < at) break;
            var before = Math.Max(at, end - 1);
            if (before > at && books[instrument].RestingCount > 0) books[instrument].Leg(at, before);
            at = before;
            if (EndOfEquity(instrument) is var again && again > Math.Max(end, at)) continue;
            Mark(instrument, Math.Max(at, end));
            CloseAll(time);
            return true;
        }
        if (books[instrument].RestingCount > 0) books[instrument].Leg(at, to);
        Mark(instrument, to);
        return false;
    }

    // The price, in units rounded up, at which equity is zero while everything else stays at its mark.
    long EndOfEquity(int instrument)
    {
        var ledger = events.Ledger;
        var net = ledger.Net(instrument);
        if (net >= 0) return long.MaxValue;
        var price = ((ledger.Equity - (net * ledger.Mark(instrument))) / -net) * (decimal)Exact.PowerOfTen(tracks[instrument].Instrument.PriceScale);
        return price >= long.MaxValue ? long.MaxValue : decimal.ToInt64(decimal.Ceiling(Math.Max(price, 0)));
    }

    void Mark(int instrument, long units) => events.Mark(instrument, Exact.ToStatistic(tracks[instrument].Instrument.ToMoney(units)));

    void CloseAll(long time)
    {
        var ledger = events.Ledger;
        for (var i = 0; i < tracks.Length; i++)
        {
            for (var book = 0; book < ledger.Books; book++)
            {
                if (ledger.Position(book, i).Quantity == 0) continue;
                books[i].Time = time;
                books[i].ForceFill(events.ForceClose(i, book, OrderPurpose.Bankrupt), tracks[i].Instrument.MoneyToUnits(ledger.Mark(i)));
            }
        }
        events.EndRun();
    }
}
