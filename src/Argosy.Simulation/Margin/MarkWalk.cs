using Argosy.Core.Instruments;
using Argosy.Engine.Accounting;

namespace Argosy.Simulation.Margin;

/// <summary>Where on a leg a position is liquidated.</summary>
static class MarkWalk
{
    /// <summary>The first point of the leg at which maintenance reaches margin and result, price units; null where none does.</summary>
    /// <remarks>Along a leg the result rises or falls faster than the maintenance, so there is one such point at most: it is found by halving.</remarks>
    public static long? FirstLiquidation(Instrument instrument, in MarginLine line, long from, long to)
    {
        if (line.IsLiquidated(instrument.ToMoney(from))) return from;
        if (!line.IsLiquidated(instrument.ToMoney(to))) return null;
        var (safe, lost) = (from, to);
        while (Math.Abs(lost - safe) > 1)
        {
            var middle = safe + ((lost - safe) / 2);
            if (line.IsLiquidated(instrument.ToMoney(middle))) lost = middle;
            else safe = middle;
        }
        return lost;
    }
}
