using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Runs;
using Argosy.Simulation.Venue;

namespace Argosy.Simulation.Tests;

/// <summary>What trading costs, to the last unit, and how much volume there is to trade.</summary>
public sealed class CostTests
{
    static readonly FillOptions Fees = Scenario.Bare with { MakerFee = 0.001m, TakerFee = 0.001m };
    static readonly OrderSize One = OrderSize.Quantity(1);

    [Fact]
    public void RoundTrip_OfAFixedQuantity_CostsTwoFeesOfTheNotional()
    {
        var run = RoundTrip(OrderSize.Quantity(5), Fees, cash: 1_000);
        Assert.Equal(1_000m - (5 * 100 * 0.002m), run.Engine.Ledger.Cash);
    }

    [Fact]
    public void RoundTrip_OfAllEquity_CostsAHairLess()
    {
        // 10,000 / (100 · 1.001) = 99.90009990 bought; the fee comes off the amount first: 2·0.001 / 1.001 = 0.1998 %.
        var run = RoundTrip(OrderSize.Quote(10_000), Fees, cash: 10_000);
        Assert.Equal(99.90009990m, Scenario.Fills(run).First().Quantity);
        Assert.Equal(0.1998m, decimal.Round((10_000 - run.Engine.Ledger.Cash) / 100, 4));
    }

    [Theory]
    [InlineData(20, 0, "100.2 then 99.8")]
    [InlineData(0, 20, "100.1 then 99.9")]
    [InlineData(20, 20, "100.3 then 99.7")]
    public void SlippageAndHalfSpread_MoveEachTakerFillAgainstUs(int slippage, int spread, string prices)
    {
        var run = RoundTrip(One, Scenario.Bare with { SlippageBps = slippage, SpreadBps = spread });
        Assert.Equal(prices, Scenario.Prices(run));
        Assert.All(Scenario.Fills(run), fill => Assert.Equal(100_00, fill.PathUnits));
    }

    [Fact]
    public void Slippage_MovesTriggeredFills_ButNoMaker()
    {
        double[][] bars = [Scenario.Flat(100), Scenario.Flat(100), [100, 100, 94, 95], [95, 106, 95, 100]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(2));
            if (at != 1) return;
            context.Stop(Side.Sell, One, 95);
            context.Limit(Side.Sell, One, 105);
        }, Fees with { SlippageBps = 20, SpreadBps = 10, MakerFee = 0.0002m });
        var fills = Scenario.Fills(run).ToArray();
        Assert.Equal((95 * (1 - 0.0025m), false), (fills[1].Price, fills[1].IsMaker));
        Assert.Equal((105m, true, 105 * 0.0002m), (fills[2].Price, fills[2].IsMaker, fills[2].Fee));
    }

    [Fact]
    public void VolumeSlippage_GrowsWithTheShareOfTheBar()
    {
        double[][] bars = [[100, 100, 100, 100, 10], [100, 100, 100, 100, 10]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One);
        }, Scenario.Bare with { VolumeSlippageBps = 100, Participation = 1 });
        Assert.Equal(100.1m, Scenario.Fills(run).Single().Price);
    }

    [Fact]
    public void Rebate_IsPaidToTheMaker()
    {
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), [100, 100, 97, 97]], (at, context) =>
        {
            if (at == 0) context.Limit(Side.Buy, One, 98);
        }, Fees with { MakerFee = -0.0001m }, cash: 1_000);
        Assert.Equal(-0.0098m, Scenario.Fills(run).Single().Fee);
        Assert.Equal(1_000 - 98 + 0.0098m, run.Engine.Ledger.Cash);
    }

    [Theory]
    // 0.123 · 0.00000001 = 0.00000000123 up to the next unit; a rebate of as much is none.
    [InlineData(0.001, "0.00000001")]
    [InlineData(-0.001, "0")]
    public void Fee_IsRoundedUpAtEightDecimals(double makerFee, string fee)
    {
        var instrument = new Instrument("X", "USD", 0.001m, 0.00000001m, 0, 3);
        var run = Scenario.Run([Scenario.Flat(1), Scenario.Flat(1), [1, 1, 0.1, 0.1]], (at, context) =>
        {
            if (at == 0) context.Limit(Side.Buy, OrderSize.Quantity(0.00001m), 0.123m);
        }, Fees with { MakerFee = (decimal)makerFee }, instrument: instrument);
        Assert.Equal(fee, Core.Values.Exact.Text(Scenario.Fills(run).Single().Fee));
    }

    [Fact]
    public void FeeInTheAssetReceived_IsTakenFromThePurchase_AndLeavesDust()
    {
        var instrument = new Instrument("BTC", "USD", 0.01m, 0.01m, 0, 2);
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One);
            if (at == 1)
            {
                Assert.Equal(0.999m, context.Position);
                context.Target(Direction.Flat);
            }
        }, Fees with { FeeInReceivedAsset = true }, cash: 1_000, instrument: instrument);
        var ledger = run.Engine.Ledger;
        var fills = Scenario.Fills(run).ToArray();
        Assert.Equal((0.001m, true), (fills[0].Fee, (fills[0].Traits & FillTraits.FeeInBase) != 0));
        // 0.99 sold for 99 less 0.099 quote; 0.009 is less than a lot and goes to its account at its mark.
        Assert.Equal((0.99m, 0.099m, false), (fills[1].Quantity, fills[1].Fee, (fills[1].Traits & FillTraits.FeeInBase) != 0));
        Assert.Equal(0, ledger.Net(0));
        Assert.Equal((0.009m, 0.9m), (ledger.Account(LedgerAccount.Dust, 1), ledger.DustValue));
        Assert.Equal(1_000 - 100 + 99 - 0.099m, ledger.Cash);
        Assert.Equal(ledger.Cash + 0.9m, ledger.Equity);
        Assert.False(ledger.HasPosition);
    }

    [Fact]
    public void LotRounding_NeverEndsInSilence()
    {
        // 50 buys no whole coin: refused with its reason.
        var instrument = new Instrument("BTC", "USD", 0.01m, 1, 0, 2);
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quote(50));
        }, instrument: instrument);
        Assert.Equal((OrderState.Rejected, OrderReason.BelowMinimum), (Scenario.Order(run, 1).State, Scenario.Order(run, 1).Reason));
    }

    [Theory]
    [InlineData(0.5, OrderReason.BadStep)]
    [InlineData(0, OrderReason.BelowMinimum)]
    [InlineData(-1, OrderReason.BelowMinimum)]
    internal void Quantity_OffTheLot_IsRefused(double quantity, OrderReason reason)
    {
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity((decimal)quantity));
        }, instrument: new Instrument("BTC", "USD", 0.01m, 1, 0, 2));
        Assert.Equal((OrderState.Refused, reason), (Scenario.Order(run, 1).State, Scenario.Order(run, 1).Reason));
    }

    [Fact]
    public void Prices_OffTheTick_AreRefused()
    {
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100)], (at, context) =>
        {
            if (at != 0) return;
            context.Limit(Side.Buy, One, 98.005m);
            context.Stop(Side.Buy, One, 102.005m);
            context.Market(Side.Buy, One, new Protection { StopPrice = 95.001m });
        });
        Assert.All(run.Engine.Orders.Kept, order => Assert.Equal((OrderState.Refused, OrderReason.BadStep), (order.State, order.Reason)));
        Assert.Equal(3, run.Engine.Orders.Count);
    }

    [Theory]
    [InlineData(0.09, false, OrderState.Refused)]
    [InlineData(0.1, false, OrderState.Filled)]
    [InlineData(9.99, true, OrderState.Refused)]
    // 10 quote at 100 is 0.1 to the last lot; 10.05 leaves 0.1 of lots of 0.1.
    [InlineData(10, true, OrderState.Filled)]
    internal void MinimumNotional_IsEnforcedBeforeSubmission(double size, bool isQuote, OrderState state)
    {
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, isQuote ? OrderSize.Quote((decimal)size) : OrderSize.Quantity((decimal)size));
        }, instrument: new Instrument("BTC", "USD", 0.01m, 0.01m, 10, 2));
        Assert.Equal(state, Scenario.Order(run, 1).State);
        if (state == OrderState.Refused) Assert.Equal(OrderReason.BelowMinimum, Scenario.Order(run, 1).Reason);
    }

    [Fact]
    public void MinimumNotional_OfAnAmount_IsJudgedAtTheFill()
    {
        // 10 at 99 is 0.1 of lots of 0.1: 9.9, below 10.
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(99)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quote(10));
        }, instrument: new Instrument("BTC", "USD", 0.01m, 0.1m, 10, 2));
        Assert.Equal((OrderState.Rejected, OrderReason.BelowMinimum), (Scenario.Order(run, 1).State, Scenario.Order(run, 1).Reason));
    }

    [Fact]
    public void MinimumNotional_ConcernsTheOrder_NotThePartsTheCapMakesOfIt()
    {
        var run = Scenario.Run([[100, 100, 100, 100, 10], [90, 90, 90, 90, 10], [90, 90, 90, 90, 10]], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(2));
        }, Scenario.Bare with { Participation = 0.1m }, instrument: new Instrument("BTC", "USD", 0.01m, 0.1m, 199, 2));
        Assert.Equal([1m, 1m], Scenario.Fills(run).Select(f => f.Quantity));
    }

    [Fact]
    public void Participation_InQuoteVolume_IsDividedByTheTypicalPrice()
    {
        // (120 + 90 + 90) / 3 = 100: 1,000 quote are 10 base, a tenth of them 1.
        double[][] rows = [[100, 100, 100, 100, 1000], [100, 120, 90, 90, 1000]];
        var columns = InQuote(Scenario.Columns(rows));
        var run = Scenario.Prepare(columns, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(3));
        }, Scenario.Bare with { Participation = 0.1m });
        run.Run();
        Assert.Equal(1m, Scenario.Fills(run).Single().Quantity);
    }

    [Fact]
    public void Participation_IsSharedByAllOrdersOfTheBar_AndRoundedDownToTheLot()
    {
        double[][] bars = [[100, 100, 100, 100, 25], [100, 100, 100, 100, 25], [100, 106, 100, 100, 25]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at != 0) return;
            context.Market(Side.Buy, OrderSize.Quantity(1));
            context.Market(Side.Buy, OrderSize.Quantity(2));
            context.Market(Side.Buy, OrderSize.Quantity(1));
        }, Scenario.Bare with { Participation = 0.1m }, instrument: new Instrument("BTC", "USD", 0.01m, 1, 0, 2));
        Assert.Equal([(1, 1m, 1L), (2, 1m, 1), (2, 1m, 2), (3, 1m, 2)], Scenario.Fills(run).Select(f => (f.OrderId, f.Quantity, f.Time / Scenario.Minute)));
    }

    [Fact]
    public void ZeroVolume_FillsNothing_ButTriggers()
    {
        double[][] bars = [[100, 100, 100, 100, 100], [100, 100, 100, 100, 100], [100, 100, 94, 99, 0], [99, 99, 99, 99, 0], [98, 98, 98, 98, 100]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One, new Protection { StopPrice = 95 });
        }, Scenario.Bare with { Participation = 0.1m });
        // Triggered at 95 in a bar without trades, sold at the first open with some.
        Assert.Equal("100 then 98", Scenario.Prices(run));
        Assert.Equal(4 * Scenario.Minute, Scenario.Fills(run).Last().Time);
    }

    [Fact]
    public void NoVolumeAtAll_SwitchesTheCapOff_AndIsSaid()
    {
        double[][] bars = [[100, 100, 100, 100, 0], [100, 100, 100, 100, 0]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(3));
        }, Scenario.Bare with { Participation = 0.1m });
        Assert.Equal(3m, Scenario.Fills(run).Single().Quantity);
        Assert.Equal([0], ((SimulatedVenue)run.Venue).WithoutVolume);
    }

    [Fact]
    public void ReservedQuote_IsNotSpentTwice()
    {
        // 600 of 1,000 rest in a bid: 500 at market cannot be paid, an amount shrinks to the free 400.
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), [100, 100, 90, 90]], (at, context) =>
        {
            if (at != 0) return;
            context.Limit(Side.Buy, OrderSize.Quantity(6), 95);
            context.Market(Side.Buy, OrderSize.Quantity(5));
            context.Market(Side.Buy, OrderSize.Quote(1_000));
        }, Fees, cash: 1_000);
        Assert.Equal(OrderReason.InsufficientFunds, Scenario.Order(run, 2).Reason);
        var reserved = (6 * 95) + (6 * 95 * 0.001m);
        Assert.Equal(decimal.Round((1_000 - reserved) / 100.1m, 8, MidpointRounding.ToZero), Scenario.Fills(run).First().Quantity);
        Assert.Equal(OrderState.Filled, Scenario.Order(run, 1).State);
        Assert.True(run.Engine.Ledger.Cash >= 0);
    }

    [Fact]
    public void QuoteSizedLimit_FilledInParts_ReservesOnlyWhatIsLeft()
    {
        double[][] bars = [[100, 100, 100, 100, 100], [100, 100, 100, 100, 100], [100, 100, 98, 98, 10], Scenario.Flat(100)];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Limit(Side.Buy, OrderSize.Quote(300), 99);
            if (at == 2) Assert.Equal(1_000 - 300m, context.FreeQuote);
        }, Scenario.Bare with { Participation = 0.1m }, cash: 1_000);
        Assert.Equal(300 - 99m, run.Engine.Ledger.Reserved);
    }

    static SimulatedRun RoundTrip(OrderSize size, FillOptions fills, decimal cash = 1_000_000) =>
        Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, size);
            if (at == 1) context.Market(Side.Sell, OrderSize.Quantity(context.Position));
        }, fills, cash);

    static BarColumns InQuote(BarColumns bars) => new()
    {
        Timeframe = bars.Timeframe,
        OpenTimes = bars.OpenTimes,
        Open = bars.Open,
        High = bars.High,
        Low = bars.Low,
        Close = bars.Close,
        Volume = bars.Volume,
        PriceScale = bars.PriceScale,
        VolumeInQuote = true,
        Hash = bars.Hash,
    };
}
