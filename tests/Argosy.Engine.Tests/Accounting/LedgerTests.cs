using System.Numerics;
using Argosy.Core.Instruments;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Engine.Tests.Accounting;

public sealed class LedgerTests
{
    static readonly Instrument Bitcoin = new("BTC", "USD", 0.01m, 0.00000001m, 0, 2);
    static readonly Instrument Ether = new("ETH", "USD", 0.01m, 0.00000001m, 0, 2);

    [Fact]
    public void LongClosedInParts_TakesCostInProportionAndLeavesTheRest()
    {
        var ledger = new Ledger([Bitcoin], 1, 1_000);
        Apply(ledger, Side.Buy, 100, 3);
        Apply(ledger, Side.Sell, 110, 1);
        Assert.Equal((2m, 200m, 10m), Held(ledger));
        Apply(ledger, Side.Sell, 120, 2);
        Assert.Equal((0m, 0m, 50m), Held(ledger));
        Assert.Equal(1_050, ledger.Cash);
    }

    [Fact]
    public void CostThatDoesNotDivide_IsRoundedOnceAndTheRestStaysWhole()
    {
        var ledger = new Ledger([Bitcoin], 1, 1_000);
        Apply(ledger, Side.Buy, 100, 1);
        Apply(ledger, Side.Buy, 100.01m, 2);
        Apply(ledger, Side.Sell, 100, 1);
        Assert.Equal((2m, 300.02m - 100.00666667m, 100m - 100.00666667m), Held(ledger));
        Apply(ledger, Side.Sell, 100, 1);
        Apply(ledger, Side.Sell, 100, 1);
        Assert.Equal((0m, 0m, -0.02m), Held(ledger));
    }

    [Fact]
    public void Short_HasNegativeCostAndGainsWhenThePriceFalls()
    {
        var ledger = new Ledger([Bitcoin], 1, 1_000);
        Apply(ledger, Side.Sell, 100, 2, fee: 0.2m);
        Assert.Equal((-2m, -200m, 0m), Held(ledger));
        Assert.Equal(1_199.8m, ledger.Cash);
        Assert.Equal(200m, ledger.ShortProceeds);
        Assert.True(ledger.HasShort);
        Apply(ledger, Side.Buy, 90, 2, fee: 0.18m);
        Assert.Equal((0m, 0m, 20m), Held(ledger));
        Assert.Equal(1_019.62m, ledger.Cash);
        Assert.False(ledger.HasShort);
    }

    [Fact]
    public void FillThroughZero_ClosesAllAndOpensTheRestAtItsOwnPrice()
    {
        var ledger = new Ledger([Bitcoin], 1, 1_000);
        Apply(ledger, Side.Buy, 100, 1, time: 1);
        Apply(ledger, Side.Sell, 110, 3, time: 7);
        Assert.Equal((-2m, -220m, 10m), Held(ledger));
        Assert.Equal(7, ledger.Position(0, 0).OpenedAt);
        Assert.Equal(110m, ledger.Position(0, 0).AveragePrice);
    }

    [Fact]
    public void Notional_IsRoundedOnceHalvesToEven()
    {
        var ledger = new Ledger([Bitcoin], 1, 1_000);
        Apply(ledger, Side.Buy, 0.05m, 0.0000001m);
        Assert.Equal(1_000m, ledger.Cash); // 5e-9 lies half-way and goes to the even 0
        Apply(ledger, Side.Buy, 0.05m, 0.0000003m);
        Assert.Equal(999.99999998m, ledger.Cash); // 1.5e-8 goes to the even 2e-8
    }

    [Fact]
    public void FeeInTheBaseAsset_MakesThePositionSmallerAndNotTheCash()
    {
        var ledger = new Ledger([Bitcoin], 1, 1_000);
        Apply(ledger, Side.Buy, 100, 2, fee: 0.002m, traits: FillTraits.FeeInBase);
        Assert.Equal((1.998m, 200m, 0m), Held(ledger));
        Assert.Equal(800m, ledger.Cash);
        Assert.Equal(0.002m, ledger.Account(LedgerAccount.Fees, 1));
        Assert.Equal(1.998m, ledger.Account(LedgerAccount.Balance, 1));
    }

    [Fact]
    public void Dust_IsBookedAtItsMarkAndEquityKeepsIt()
    {
        var ledger = new Ledger([Bitcoin], 1, 1_000);
        Apply(ledger, Side.Buy, 100, 0.5m);
        ledger.SetMark(0, 90);
        ledger.BookDust(0, 0, 5, ledger.Mark(0), 1);
        Assert.Equal((0m, 0m, -5m), Held(ledger));
        Assert.Equal(45m, ledger.DustValue);
        Assert.Equal(995m, ledger.Equity);
        Assert.Equal(995.0, ledger.EquityStatistic);
        var flow = Assert.Single(ledger.CashFlows);
        Assert.Equal((LedgerAccount.Dust, 45m, 0.5m), (flow.Kind, flow.Amount, flow.Quantity));
        Assert.Equal(0, ledger.Imbalance(1));
    }

    [Fact]
    public void Interest_GoesFromCashToItsAccount()
    {
        var ledger = new Ledger([Bitcoin], 1, 1_000);
        Apply(ledger, Side.Sell, 100, 1);
        ledger.ChargeInterest(0, 0, 5, 0.5m, 1);
        Assert.Equal((1_099.5m, 0.5m), (ledger.Cash, ledger.Account(LedgerAccount.Interest, 0)));
        Assert.Equal(0, ledger.Imbalance(0));
    }

    [Fact]
    public void BooksAgainstOneAnother_AreFlatForTheAccount()
    {
        var ledger = new Ledger([Bitcoin], 2, 1_000);
        Apply(ledger, Side.Sell, 100, 1, book: 0);
        Apply(ledger, Side.Buy, 100, 1, book: 1);
        Assert.Equal(0, ledger.Net(0));
        Assert.False(ledger.HasShort);
        Assert.Equal((-1m, 1m), (ledger.Position(0, 0).Quantity, ledger.Position(1, 0).Quantity));
        Assert.Equal(1_000, ledger.Equity);
    }

    [Fact]
    public void AnyFills_AgreeWithWholeNumbersCountedSlowly()
    {
        var fill = from buys in Gen.Elements(true, false)
                   from instrument in Gen.Choose(0, 1)
                   from book in Gen.Choose(0, 1)
                   from cents in Gen.Choose(1, 9_999_999)
                   from units in Gen.Elements(1, 3, 7, 100_000_000, 250_000_000).SelectMany(unit => Gen.Choose(1, 60), (unit, count) => (long)unit * count)
                   from fee in Gen.Choose(0, 1_000)
                   from inBase in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
                   select new Deal(buys, instrument, book, cents, units, fee, inBase && buys);
        Prop.ForAll(Gen.ListOf(fill).Resize(60).ToArbitrary(), deals =>
        {
            var ledger = new Ledger([Bitcoin, Ether], 2, 1_000_000);
            var slow = new SlowBooks(1_000_000_00000000);
            foreach (var deal in deals)
            {
                slow.Take(deal);
                var traits = deal.InBase ? FillTraits.FeeInBase : FillTraits.None;
                Apply(ledger, deal.Buys ? Side.Buy : Side.Sell, deal.Cents / 100m, deal.Units / 100_000_000m, deal.Fee / 100_000_000m, traits, deal.Book, deal.Instrument);
                Assert.Equal(slow.Cash, Units(ledger.Cash));
                for (var seat = 0; seat < 4; seat++)
                {
                    ref readonly var position = ref ledger.Position(seat / 2, seat % 2);
                    Assert.Equal(slow.Quantity[seat], Units(position.Quantity));
                    Assert.Equal(slow.Cost[seat], Units(position.Cost));
                    Assert.Equal(slow.Realised[seat], Units(position.Realised));
                }
                for (var asset = 0; asset < 3; asset++) Assert.Equal(0, ledger.Imbalance(asset));
                // Cash + what is held at cost − what was realised never changes but by fees.
                var atCost = slow.Cash + slow.Cost.Aggregate(BigInteger.Add) - slow.Realised.Aggregate(BigInteger.Add) + slow.QuoteFees;
                Assert.Equal(1_000_000_00000000, atCost);
            }
        }).Holds(300);
    }

    static (decimal Quantity, decimal Cost, decimal Realised) Held(Ledger ledger)
    {
        ref readonly var position = ref ledger.Position(0, 0);
        return (position.Quantity, position.Cost, position.Realised);
    }

    static BigInteger Units(decimal amount)
    {
        var units = amount * 100_000_000m;
        Assert.Equal(decimal.Truncate(units), units);
        return new BigInteger(units);
    }

    static void Apply(
        Ledger ledger, Side side, decimal price, decimal quantity, decimal fee = 0, FillTraits traits = FillTraits.None, int book = 0, int instrument = 0, long time = 0)
    {
        var fill = new Fill
        {
            OrderId = 1,
            Instrument = (short)instrument,
            Book = (short)book,
            Side = side,
            Purpose = OrderPurpose.Signal,
            Traits = traits,
            Time = time,
            PathUnits = 0,
            Price = price,
            Quantity = quantity,
            Fee = fee,
        };
        ledger.Apply(in fill);
    }

    sealed record Deal(bool Buys, int Instrument, int Book, int Cents, long Units, int Fee, bool InBase);

    /// <summary>The same rules in whole units of 10^−8, one line after the other.</summary>
    sealed class SlowBooks(BigInteger cash)
    {
        public BigInteger Cash { get; private set; } = cash;

        public BigInteger QuoteFees { get; private set; }

        public BigInteger[] Quantity { get; } = new BigInteger[4];

        public BigInteger[] Cost { get; } = new BigInteger[4];

        public BigInteger[] Realised { get; } = new BigInteger[4];

        public void Take(Deal deal)
        {
            var seat = (deal.Book * 2) + deal.Instrument;
            var sign = deal.Buys ? 1 : -1;
            var notional = sign * Half((BigInteger)deal.Cents * deal.Units, 100);
            Cash -= notional + (deal.InBase ? 0 : deal.Fee);
            if (!deal.InBase) QuoteFees += deal.Fee;
            var held = Quantity[seat];
            var signed = sign * (BigInteger)deal.Units;
            if (held.Sign * sign >= 0)
            {
                Cost[seat] += notional;
            }
            else
            {
                var closed = BigInteger.Min(BigInteger.Abs(held), deal.Units);
                var paid = closed == deal.Units ? notional : Half(notional * closed, deal.Units);
                var cost = closed == BigInteger.Abs(held) ? Cost[seat] : Half(Cost[seat] * closed, BigInteger.Abs(held));
                Realised[seat] -= paid + cost;
                Cost[seat] = closed == deal.Units ? Cost[seat] - cost : notional - paid;
            }
            Quantity[seat] = held + signed - (deal.InBase ? deal.Fee : 0);
        }

        // Division with halves to even.
        static BigInteger Half(BigInteger amount, BigInteger by)
        {
            var quotient = BigInteger.DivRem(BigInteger.Abs(amount), by, out var rest);
            var twice = rest * 2;
            if (twice > by || (twice == by && !quotient.IsEven)) quotient++;
            return amount.Sign < 0 ? -quotient : quotient;
        }
    }
}
