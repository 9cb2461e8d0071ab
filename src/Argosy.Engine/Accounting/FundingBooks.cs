using Argosy.Core.Events;
using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>What a settlement of funding moves: −quantity · mark · rate for every book that holds the instrument, rounded once; or the amount that was told late.</summary>
static class FundingBooks
{
    public static void Settle(Ledger ledger, in FundingSettlement settlement, int fills)
    {
        if (settlement.Late != 0)
        {
            // Whose position it was is not known any more; the first book keeps it.
            ledger.PayFunding(0, settlement.Instrument, settlement.Time, Exact.Round(settlement.Late, Ledger.AssetScale), fills);
            return;
        }
        for (var book = 0; book < ledger.Books; book++)
        {
            ref readonly var position = ref ledger.Position(book, settlement.Instrument);
            if (position.Held.IsZero) continue;
            var flow = Exact.Round(-position.Quantity * settlement.Price * settlement.Rate, Ledger.AssetScale);
            ledger.PayFunding(book, settlement.Instrument, settlement.Time, flow, fills);
        }
    }
}
