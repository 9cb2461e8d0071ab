using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Simulation.Margin;
using Argosy.Simulation.Venue;

namespace Argosy.Simulation.Tests.Perpetuals;

public sealed class MarkPriceTests
{
    static double[] Flat(double price) => Scenario.Flat(price);

    [Fact]
    public void LastPriceBeyondTheLiquidation_MarkIsNot_NothingHappens()
    {
        var mark = Scenario.Columns([Flat(100), [100, 100, 95, 96], Flat(96)]);
        var run = Contracts.Run([Flat(100), [100, 101, 80, 95], Flat(95)], Contracts.Terms(MarginMode.Isolated), new() { [0] = 8 }, data: new PerpetualData(mark, null));
        Assert.Equal(["B 8 @ 100"], Contracts.Fills(run));
    }

    [Fact]
    public void MarkBeyondTheLiquidation_LastPriceIsNot_ClosesAtTheMark()
    {
        var mark = Scenario.Columns([Flat(100), [100, 100, 90, 96], Flat(96)]);
        var run = Contracts.Run([Flat(100), Flat(100), Flat(100)], Contracts.Terms(MarginMode.Isolated), new() { [0] = 8 }, data: new PerpetualData(mark, null));
        Assert.Equal(["B 8 @ 100", "S 8 @ 91.83 liquidation"], Contracts.Fills(run));
    }

    [Fact]
    public void MarkAndStopInOneLeg_TheLiquidationComesFirst()
    {
        void Script(int bar, Argosy.Engine.Strategies.StrategyContext context)
        {
            if (bar == 0) context.Submit(context.Intent(Side.Buy, OrderType.Market, OrderSize.Quantity(8), new OrderTerms { Protection = new Protection { StopPrice = 99 } }));
        }

        var mark = Scenario.Columns([Flat(100), [100, 101, 90, 96], Flat(96)]);
        var run = Contracts.Run([Flat(100), [100, 101, 90, 95], Flat(95)], Contracts.Terms(MarginMode.Isolated), [], data: new PerpetualData(mark, null), script: Script);
        Assert.Equal("S 8 @ 91.83 liquidation", Contracts.Fills(run)[1]);
    }

    [Fact]
    public void StopInAnEarlierLegThanTheMark_Fills()
    {
        void Script(int bar, Argosy.Engine.Strategies.StrategyContext context)
        {
            if (bar == 0) context.Submit(context.Intent(Side.Buy, OrderType.Market, OrderSize.Quantity(8), new OrderTerms { Protection = new Protection { StopPrice = 99 } }));
        }

        // Low first in the last price; the mark falls only in its last leg.
        var mark = Scenario.Columns([Flat(100), [100, 101, 88, 88], Flat(88)]);
        var run = Contracts.Run(
            [Flat(100), [100, 104, 98, 103], Flat(103)], Contracts.Terms(MarginMode.Isolated), [], data: new PerpetualData(Scenario.Columns([Flat(100), [100, 104, 100, 88], Flat(88)]), null), script: Script);
        Assert.Equal(["B 8 @ 100", "S 8 @ 99"], Contracts.Fills(run));
        Assert.Equal(3, mark.Count);
    }

    [Fact]
    public void FinerMarkBars_LiquidateBetweenBars()
    {
        // One-minute marks under three-minute bars; entry at the open at 3 min, mark low in the minute that ends at 5 min.
        var bars = Scenario.Columns([Flat(100), Flat(100), Flat(100)], 3 * Scenario.Minute);
        double[][] rows = [Flat(100), Flat(100), Flat(100), Flat(100), [100, 100, 90, 99], Flat(100), Flat(100), Flat(100), Flat(100)];
        var run = Scenario.Prepare(bars, (bar, context) =>
        {
            if (bar == 0) context.Submit(context.Intent(Side.Buy, OrderType.Market, OrderSize.Quantity(8)));
        }, Contracts.Bare, 1_000, margin: Contracts.Terms(MarginMode.Isolated), perpetual: new PerpetualData(Scenario.Columns(rows), null));
        run.Run();
        var fill = Scenario.Fills(run).Last();
        Assert.Equal((OrderPurpose.Liquidation, 5 * Scenario.Minute, 91.83m), (fill.Purpose, fill.Time, fill.Price));
    }

    [Fact]
    public void LongerMarkBars_GiveTheirOpensOnly()
    {
        // The mark's low may lie before the entry: it is not walked.
        var mark = Scenario.Columns([[100, 100, 50, 100], Flat(100)], 3 * Scenario.Minute);
        var funding = new FundingRates([3 * Scenario.Minute], [0.01m], "rates");
        var run = Contracts.Run(
            [Flat(100), Flat(100), Flat(100), Flat(101), Flat(101)], Contracts.Terms(MarginMode.Isolated), new() { [0] = 8 }, data: new PerpetualData(mark, funding));
        Assert.Equal(["B 8 @ 100"], Contracts.Fills(run));
        // Funding at the mark's open, not at the last price of 101.
        Assert.Equal(-8m, Assert.Single(run.Engine.Ledger.CashFlows).Amount);
        Assert.Equal(0, ((SimulatedVenue)run.Venue).SettledAtLastPrice);
    }

    [Fact]
    public void MissingMarkBar_TheLastPriceStandsIn()
    {
        var mark = Scenario.Columns([[100, 100, 100, 100, 0, 0], [100, 100, 100, 100, 0, 1], [100, 100, 100, 100, 0, 3]]);
        var run = Contracts.Run([Flat(100), Flat(100), [100, 100, 90, 90], Flat(90)], Contracts.Terms(MarginMode.Isolated), new() { [0] = 8 }, data: new PerpetualData(mark, null));
        Assert.Equal("S 8 @ 91.83 liquidation", Contracts.Fills(run)[1]);
        Assert.Equal(1, ((SimulatedVenue)run.Venue).BarsWithoutMark);
    }
}
