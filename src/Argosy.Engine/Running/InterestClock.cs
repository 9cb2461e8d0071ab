using Argosy.Core.Values;
using Argosy.Engine.Accounting;

namespace Argosy.Engine.Running;

/// <summary>Charges interest on borrowed base assets for each full hour (UTC) that passes: |quantity| · mark · rate / 8,760, rounded up.</summary>
/// <remarks>The account borrows what it is net short; where books stand against one another their shares shrink alike.</remarks>
sealed class InterestClock(decimal yearlyRate)
{
    const long Hour = 3_600_000;
    const decimal HoursPerYear = 8_760;
    long _passed = long.MinValue;

    public void Pass(Ledger ledger, long time, int fills)
    {
        var hours = _passed == long.MinValue ? 0 : (time / Hour) - (_passed / Hour);
        _passed = time;
        if (hours <= 0 || !ledger.HasShort) return;
        for (var i = 0; i < ledger.InstrumentCount; i++)
        {
            if (ledger.Net(i) >= 0) continue;
            var shorts = 0m;
            for (var book = 0; book < ledger.Books; book++) shorts += Math.Min(0, ledger.Position(book, i).Quantity);
            for (var book = 0; book < ledger.Books; book++)
            {
                var quantity = ledger.Position(book, i).Quantity;
                if (quantity >= 0) continue;
                var borrowed = ledger.Net(i) == shorts ? -quantity : ledger.Net(i) / shorts * -quantity;
                var amount = Exact.RoundUp(borrowed * ledger.Mark(i) * yearlyRate * hours / HoursPerYear, Ledger.AssetScale);
                ledger.ChargeInterest(book, i, time, amount, fills);
            }
        }
    }
}
