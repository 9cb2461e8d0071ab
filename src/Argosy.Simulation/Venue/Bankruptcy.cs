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
        var lasts = EquityWalk.Leg(book, book.Moment.Account, tracks[instrument].Instrument.PriceScale, from, to, out var at);
        Mark(instrument, at);
        if (!lasts) CloseAll(time);
        return !lasts;
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
                books[i].Moment.Time = time;
                books[i].ForceFill(events.ForceClose(i, book, OrderPurpose.Bankrupt), tracks[i].Instrument.MoneyToUnits(ledger.Mark(i)));
            }
        }
        events.EndRun();
    }
}
