using Argosy.Core.Values;
using Argosy.Engine.Accounting;

namespace Argosy.Engine.Running;

/// <summary>Charges interest on borrowed base assets for each full hour (UTC) that passes: |quantity| · mark · rate / 8,760, rounded up.</summary>
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
        for (var book = 0; book < ledger.Books; book++)
        {
            for (var i = 0; i < ledger.InstrumentCount; i++)
            {
                var quantity = ledger.Position(book, i).Quantity;
                if (quantity >= 0) continue;
                var amount = Exact.RoundUp(-quantity * ledger.Mark(i) * yearlyRate * hours / HoursPerYear, Ledger.AssetScale);
                ledger.ChargeInterest(book, i, time, amount, fills);
            }
        }
    }
}
