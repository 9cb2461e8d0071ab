using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Tests.Support;
using static Argosy.Engine.Tests.Support.History;

namespace Argosy.Engine.Tests.Runs;

public sealed class PortfolioTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void ExitInsideABar_NeverPaysForAnEarlierFill(int boughtFirst)
    {
        // One is bought on the way to its first extreme, the other sold only on the way to its second: whatever their order, the sale comes too late.
        var bought = Columns(Minute, [(0, 100, 100, 100, 100), (Minute, 100, 100, 100, 100), (2 * Minute, 100, 120, 95, 100)]);
        var sold = Columns(Minute, [(0, 50, 50, 50, 50), (Minute, 50, 50, 50, 50), (2 * Minute, 50, 60, 48, 50)]);
        var run = Run(boughtFirst == 0 ? [bought, sold] : [sold, bought], [new PortfolioScript((bar, c) =>
        {
            if (c.Time == Minute && c.InstrumentIndex != boughtFirst) c.Market(Side.Buy, OrderSize.Quantity(2), new Protection { TargetPrice = 55 });
            if (c.Time == 2 * Minute && c.InstrumentIndex == boughtFirst) c.TakeProfit(Side.Buy, OrderSize.Quantity(1), 96);
        })], cash: 101);
        Assert.Equal(1, run.Engine.Endings[OrderReason.InsufficientFunds]);
        Assert.Equal([(Side.Buy, 50m), (Side.Sell, 55m)], run.Fills().Select(fill => (fill.Side, fill.Price)));
    }

    [Fact]
    public void TwoStrategies_HaveBooksOfTheirOwnThatSumToTheAccount()
    {
        var bars = Flat(1, (0, 100), (1, 100), (2, 110), (3, 110));
        Script Trader(Side side, decimal quantity) => new((bar, c) =>
        {
            if (c.Time != Minute) return;
            c.Market(side, OrderSize.Quantity(quantity));
        });
        var run = Run([bars], [Trader(Side.Buy, 3), Trader(Side.Sell, 2)], allowShort: true);
        var ledger = run.Engine.Ledger;
        Assert.Equal((3m, -2m, 1m), (ledger.Position(0, 0).Quantity, ledger.Position(1, 0).Quantity, ledger.Net(0)));
        Assert.Equal((300m, -200m), (ledger.Position(0, 0).Cost, ledger.Position(1, 0).Cost));
        Assert.Equal(1_000_010m, ledger.Equity);
    }

    [Fact]
    public void PortfolioAndPlainStrategies_MixInOneRun()
    {
        var bars = Flat(1, (0, 100), (1, 100), (2, 100));
        void Buy(Core.MarketData.Bar bar, Engine.Strategies.StrategyContext c) => c.Target(Direction.Long);
        var run = Run([bars, bars], [new PortfolioScript(Buy), new Script(Buy), new Script(Buy), new PortfolioScript(Buy)]);
        Assert.Equal(3, run.Engine.Ledger.Books);
        Assert.Equal((3m, 3m), (run.Engine.Ledger.Net(0), run.Engine.Ledger.Net(1)));
    }

    [Fact]
    public void Reversal_IsSizedWithTheCashItsCloseBroughtIn()
    {
        var bars = Flat(1, (0, 100), (1, 100), (2, 120), (3, 120));
        var run = Run([bars], [new Script((bar, c) => c.Target(c.Time == Minute ? Direction.Long : Direction.Short))], cash: 1_000, allowShort: true, sizing: new AllCash());
        Assert.Equal([(Side.Buy, 10m, 100m), (Side.Sell, 10m, 120m), (Side.Sell, 10m, 120m)], run.Fills().Select(fill => (fill.Side, fill.Quantity, fill.Price)));
        Assert.Equal((-10m, 1_200m), (run.Engine.Ledger.Net(0), run.Engine.Ledger.Equity));
        Assert.Equal(2 * Minute, run.Fills()[2].Time);
    }

    [Fact]
    public void Amount_ThatCannotBePaid_ShrinksAndAFixedQuantityIsRejected()
    {
        var bars = Flat(1, (0, 100), (1, 200), (2, 200));
        var run = Run([bars], [new Script((bar, c) =>
        {
            if (c.Time != Minute) return;
            c.Market(Side.Buy, OrderSize.Quantity(9));
            c.Market(Side.Buy, OrderSize.Quote(5_000));
        })], Bare with { TakerFee = 0.001m }, cash: 1_000);
        var fill = Assert.Single(run.Fills());
        Assert.Equal(4.995m, fill.Quantity);
        Assert.Equal(1_000 - 999m - 0.999m, run.Engine.Ledger.Cash);
        Assert.Equal(OrderReason.InsufficientFunds, run.Engine.Orders.Kept[0].Reason);
    }

    [Fact]
    public void All_NeverLeavesCashBelowZero_WhateverItsRounding()
    {
        for (ulong seed = 1; seed <= 40; seed++)
        {
            var random = new Core.Values.SeededGenerator(seed);
            var run = Run([Walk(seed, 60)], [new Script((bar, c) => c.Target(c.Position == 0 ? Direction.Long : Direction.Flat))],
                Bare with { TakerFee = 0.00075m + (random.NextIndex(100) / 1_000_000m) }, cash: 1_000 + (random.NextIndex(99_999) / 1_000m), sizing: new AllCash(),
                afterEachStep: r => Assert.True(r.Engine.Ledger.Cash >= 0));
            Assert.True(run.Engine.Fills.Count > 50);
        }
    }

    [Fact]
    public void CoverInTheReceivedAsset_PaysItsFeeInQuote_AndIsFlat()
    {
        var bars = Flat(1, (0, 100), (1, 100), (2, 100), (3, 100));
        var run = Run([bars], [new Script((bar, c) => c.Target(c.Time == Minute ? Direction.Short : Direction.Flat))],
            Bare with { TakerFee = 0.001m, FeeInReceivedAsset = true }, allowShort: true);
        Assert.Equal(0, run.Engine.Ledger.Net(0));
        Assert.Equal(2, run.Engine.Fills.Count);
    }
}
