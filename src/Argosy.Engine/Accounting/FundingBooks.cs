using Argosy.Core.Events;
using Argosy.Core.Values;

namespace Argosy.Engine.Accounting;

/// <summary>What a settlement of funding moves: −quantity · mark · rate for every book that holds the instrument, rounded once.</summary>
static class FundingBooks
{
    public static void Settle(Ledger ledger, in FundingSettlement settlement, int fills)
    {
        for (var book = 0; book < ledger.Books; book++)
        {
            ref readonly var position = ref ledger.Position(book, settlement.Instrument);
            if (position.Held.IsZero) continue;
            var flow = Exact.Round(-position.Quantity * settlement.Price * settlement.Rate, Ledger.AssetScale);
            ledger.PayFunding(book, settlement.Instrument, settlement.Time, flow, fills);
        }
    }
}
