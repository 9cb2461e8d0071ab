using Argosy.Core.Values;

namespace Argosy.Simulation.Venue;

/// <summary>A leg walked only as far as equity lasts: at the price where it is gone nothing else happens.</summary>
static class EquityWalk
{
    /// <summary>Walks the leg; false, with the point where equity ended, when it did not last.</summary>
    public static bool Leg(InstrumentBook book, IWalkAccount account, int priceScale, long from, long to, out long at)
    {
        at = from;
        while (true)
        {
            // A short is ruined by a rise, a long by a fall; orders act only before that point.
            var isRising = account.Net <= 0;
            var end = EndOfEquity(account, priceScale, isRising);
            if (isRising ? at >= end : at <= end) return false;
            var isLostAhead = isRising ? to >= end : to <= end;
            var stop = isLostAhead ? end + (isRising ? -1 : 1) : to;
            if (book.RestingCount > 0 && book.Step(ref at, stop)) continue;
            at = isLostAhead ? end : to;
            return !isLostAhead;
        }
    }

    // The price, in units away from the safe side, at which equity is gone while everything else stays at its mark.
    static long EndOfEquity(IWalkAccount account, int priceScale, bool isRising)
    {
        var net = account.Net;
        if (net == 0) return account.EquityApart > 0 ? long.MaxValue : long.MinValue;
        var units = -account.EquityApart / net * (decimal)Exact.PowerOfTen(priceScale);
        if (isRising) return units >= long.MaxValue ? long.MaxValue : decimal.ToInt64(decimal.Ceiling(Math.Max(units, 0)));
        return units <= 0 ? 0 : decimal.ToInt64(decimal.Floor(Math.Min(units, long.MaxValue)));
    }
}
