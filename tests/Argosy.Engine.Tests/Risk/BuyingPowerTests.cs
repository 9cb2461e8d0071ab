using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Engine.Tests.Support;

namespace Argosy.Engine.Tests.Risk;

public sealed class BuyingPowerTests
{
    [Fact]
    public void RestingPurchase_ReservesItsCostWithTheTakerFee()
    {
        var bench = Resting(OrderSize.Quantity(2));
        Assert.Equal(198.198m, bench.Engine.Ledger.Reserved);
        Assert.Equal(1_000m - 198.198m, bench.Engine.Power.FreeQuote);
    }

    [Theory]
    [InlineData(OrderEventKind.Cancelled)]
    [InlineData(OrderEventKind.Expired)]
    [InlineData(OrderEventKind.Rejected)]
    public void Reservation_IsReleasedByTheEnd(OrderEventKind ending)
    {
        foreach (var size in new[] { OrderSize.Quantity(2), OrderSize.Quote(200) })
        {
            var bench = Resting(size);
            bench.Venue.Fill(bench.Last, 1, 99, final: false, fee: 0.099m);
            bench.CheckBooks();
            bench.Venue.Say(ending, bench.Last.Id);
            Assert.Equal(0, bench.Engine.Ledger.Reserved);
            Assert.Equal(1_000 - 99.099m, bench.Engine.Power.FreeQuote);
        }
    }

    [Fact]
    public void Reservation_ShrinksWithEachFill()
    {
        var bench = Resting(OrderSize.Quantity(2));
        bench.Venue.Fill(bench.Last, 0.5m, 99, final: false);
        Assert.Equal(148.6485m, bench.Engine.Ledger.Reserved);
        bench.Venue.Fill(bench.Last, 1.5m, 99, final: true);
        Assert.Equal(0, bench.Engine.Ledger.Reserved);
    }

    [Fact]
    public void ReservationOfAnAmount_IsNotHeldTwiceWhileItFills()
    {
        var bench = Resting(OrderSize.Quote(900));
        bench.Venue.Fill(bench.Last, 5, 99, final: false, fee: 0.495m);
        // 900 less 5 · 99 and its fee is still set aside; what is free is what never was.
        Assert.Equal(900 - 495.495m, bench.Engine.Ledger.Reserved);
        Assert.Equal(100, bench.Engine.Power.FreeQuote);
        bench.CheckBooks();
    }

    [Fact]
    public void Reservation_OfTheSiblingShrinksWithTheFillOfTheOther()
    {
        var bench = new Bench();
        bench.Close(100, c => c.OneCancelsOther(
            c.Intent(Side.Buy, OrderType.Limit, OrderSize.Quantity(2), new OrderTerms { Limit = 90 }), c.Intent(Side.Buy, OrderType.Limit, OrderSize.Quantity(2), new OrderTerms { Limit = 80 })));
        var (first, second) = (bench.Venue.Submitted[0], bench.Venue.Submitted[1]);
        Assert.Equal(340, bench.Engine.Ledger.Reserved);
        bench.Venue.Fill(first, 1, 90, final: false);
        bench.CheckBooks();
        Assert.Equal(170, bench.Engine.Ledger.Reserved);
        bench.Venue.Fill(first, 1, 90, final: true);
        bench.Venue.Say(OrderEventKind.Cancelled, second.Id, OrderReason.SiblingFilled);
        Assert.Equal(0, bench.Engine.Ledger.Reserved);
    }

    [Fact]
    public void Purchase_MayUseItsOwnReservation()
    {
        var bench = Resting(OrderSize.Quantity(10));
        var opening = new Opening(Side.Buy, 99, 99, 0, Amount.Zero, Amount.Of(bench.Engine.Reservation(bench.Last)));
        Assert.True(bench.Engine.Power.CanOpen(0, 0, in opening, Amount.Of(10) - opening.Closing));
        Assert.False(bench.Engine.Power.CanOpen(0, 0, in opening, Amount.Of(10.2m) - opening.Closing));
    }

    [Fact]
    public void Short_CannotSpendItsProceeds()
    {
        var bench = new Bench(instruments: 2, allowShort: true);
        Fill(bench, Side.Sell, 4, 100);
        Assert.Equal(1_400, bench.Engine.Ledger.Cash);
        Assert.Equal((600m, 600m), (bench.Engine.Power.FreeQuote, bench.Engine.Power.FreeForShort));
    }

    [Fact]
    public void ShortWithLeverage_CannotSpendItsProceedsEither()
    {
        var bench = new Bench(instruments: 2, allowShort: true, leverage: 3);
        Fill(bench, Side.Sell, 10, 100);
        Assert.Equal((1_000m, 2_000m), (bench.Engine.Power.FreeQuote, bench.Engine.Power.FreeForShort));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 0.001)]
    [InlineData(3, 0.001)]
    [InlineData(10, 0.01)]
    public void LargestShort_LeavesExposureWithinEquityTimesLeverage(int leverage, double fee)
    {
        foreach (var price in new[] { 100m, 98m, 107m })
        {
            var bench = new Bench(allowShort: true, leverage: leverage, takerFee: (decimal)fee);
            bench.Close(100, c => c.Market(Side.Sell, OrderSize.Quote(1)));
            var opening = new Opening(Side.Sell, price, price * 0.999m, (decimal)fee, Amount.Zero, Amount.Zero);
            var largest = bench.Instruments[0].FloorToLot(bench.Engine.Power.LargestOpening(0, 0, in opening));
            Assert.True(bench.Engine.Power.CanOpen(0, 0, in opening, Amount.Of(largest - 0.00000001m)));
            Assert.False(bench.Engine.Power.CanOpen(0, 0, in opening, Amount.Of(bench.Instruments[0].FloorToLot(largest * 1.00001m))));
            var notional = decimal.Round(largest * price * 0.999m, 8);
            bench.Venue.Fill(bench.Last, largest, price * 0.999m, final: true, fee: Exact.RoundUp(notional * (decimal)fee, Ledger.AssetScale));
            bench.Close((double)price);
            Assert.True(bench.Engine.Ledger.GrossExposure <= (bench.Engine.Ledger.Equity * leverage) + 0.0000001m);
            Assert.True(bench.Engine.Ledger.GrossExposure > bench.Engine.Ledger.Equity * leverage * 0.9999m);
        }
    }

    [Fact]
    public void FillThroughZero_IsJudgedByWhatItOpens()
    {
        var bench = new Bench(allowShort: true);
        Fill(bench, Side.Buy, 10, 100);
        bench.Close(100, c => c.Market(Side.Sell, OrderSize.Quantity(15)));
        var sale = new Opening(Side.Sell, 100, 100, 0, Amount.Of(10), Amount.Zero);
        Assert.True(bench.Engine.Power.CanOpen(0, 0, in sale, Amount.Of(15) - sale.Closing));
        Assert.Equal(20, sale.Closing.ToMoney() + bench.Engine.Power.LargestOpening(0, 0, in sale));
        bench.Venue.Fill(bench.Last, 20, 100, final: true);
        bench.Close(100, c => c.Market(Side.Buy, OrderSize.Quantity(15)));
        var purchase = new Opening(Side.Buy, 100, 100, 0, Amount.Of(10), Amount.Zero);
        Assert.True(bench.Engine.Power.CanOpen(0, 0, in purchase, Amount.Of(15) - purchase.Closing));
        Assert.Equal(20, purchase.Closing.ToMoney() + bench.Engine.Power.LargestOpening(0, 0, in purchase));
        Assert.False(bench.Engine.Power.CanOpen(0, 0, in purchase, Amount.Of(20.01m) - purchase.Closing));
    }

    [Fact]
    public void Interest_OnANetShortIsSharedByTheBooksThatAreShort()
    {
        var bench = new Bench(books: 2, allowShort: true, borrowApr: 0.0876m);
        bench.Close([100], (0, c => c.Market(Side.Sell, OrderSize.Quantity(2))), (1, c => c.Market(Side.Buy, OrderSize.Quantity(1))));
        foreach (var order in bench.Venue.Submitted.ToArray()) bench.Venue.Fill(order, order.Size, 100, final: true);
        for (var minute = 0; minute < 60; minute++) bench.Close(100);
        // One unit is borrowed: 100 · 0.0876 / 8,760 an hour.
        Assert.Equal(0.001m, bench.Engine.Ledger.Account(Argosy.Engine.Accounting.LedgerAccount.Interest, 0));
    }

    static Bench Resting(OrderSize size)
    {
        var bench = new Bench(takerFee: 0.001m);
        bench.Close(100, c => c.Limit(Side.Buy, size, 99));
        return bench;
    }

    static void Fill(Bench bench, Side side, decimal quantity, decimal price)
    {
        bench.Close((double)price, c => c.Market(side, OrderSize.Quantity(quantity)));
        bench.Venue.Fill(bench.Last, quantity, price, final: true);
    }
}
