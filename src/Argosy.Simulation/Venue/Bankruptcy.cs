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

    /// <summary>Walks a leg: orders first as far as equity lasts, then the end. Returns whether the run ended.</summary>
    public bool Walk(int instrument, long from, long to, long time)
    {
        var book = books[instrument];
        var at = from;
        while (true)
        {
            // Nearest unit on the leg at which equity is gone; orders act only before it.
            var isRising = IsLostRising(instrument);
            var end = EndOfEquity(instrument, isRising);
            var isLostHere = isRising ? at >= end : at <= end;
            var isLostAhead = isRising ? to >= end : to <= end;
            var stop = isLostHere ? at : isLostAhead ? end + (isRising ? -1 : 1) : to;
            if (!isLostHere && book.RestingCount > 0 && book.Step(ref at, stop)) continue;
            at = isLostHere ? at : isLostAhead ? end : to;
            Mark(instrument, at);
            if (!isLostHere && !isLostAhead) return false;
            CloseAll(time);
            return true;
        }
    }

    bool IsLostRising(int instrument) => events.Ledger.Net(instrument) <= 0;

    // The price, in units away from zero equity, at which equity is gone while everything else stays at its mark.
    long EndOfEquity(int instrument, bool isRising)
    {
        var ledger = events.Ledger;
        var net = ledger.Net(instrument);
        if (net == 0) return ledger.Equity > 0 ? long.MaxValue : long.MinValue;
        var price = (ledger.Mark(instrument) - (ledger.Equity / net)) * (decimal)Exact.PowerOfTen(tracks[instrument].Instrument.PriceScale);
        if (isRising) return price >= long.MaxValue ? long.MaxValue : decimal.ToInt64(decimal.Ceiling(Math.Max(price, 0)));
        return price <= 0 ? 0 : decimal.ToInt64(decimal.Floor(Math.Min(price, long.MaxValue)));
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
