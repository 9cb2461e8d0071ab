using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Simulation.Fills;

namespace Argosy.Research.Tests.Perpetuals;

public sealed class MaxLeverageTests
{
    static readonly BracketTable Table = BracketTable.FromRates([(1_000m, 20, 0.02m), (100_000m, 10, 0.05m)]);

    // Eight at 100; the low of 95 is the worst point: 0.02 · 760 / (800 / L − 40).
    [Theory]
    [InlineData(0.8, 13, LeverageEnd.Threshold)] // at 13: 15.2 / 21.538 = 0.706; at 14: 15.2 / 17.143 = 0.887
    [InlineData(0.7, 12, LeverageEnd.Threshold)]
    [InlineData(0.02, 0, LeverageEnd.Threshold)] // at 1: 15.2 / 760 is the threshold itself
    [InlineData(0.020001, 1, LeverageEnd.Threshold)]
    [InlineData(1, 14, LeverageEnd.Threshold)] // at 15: 15.2 ≥ 13.333: liquidated
    public void Threshold_GivesTheLastLeverageBelowIt(double threshold, int leverage, LeverageEnd end)
    {
        var found = Find((decimal)threshold, 8, Table, 95);
        Assert.Equal((leverage, end), (found.Leverage, found.End));
        Assert.Equal(leverage + 1, found.Trials.Count);
        Assert.Equal(0.02m, found.Trials[0].PeakRatio);
    }

    [Fact]
    public void Table_EndsTheSearch()
    {
        var found = Find(0.8m, 8, Table, 99.5);
        Assert.Equal((20, LeverageEnd.Table), (found.Leverage, found.End));
    }

    [Fact]
    public void Bracket_EndsTheSearch()
    {
        var found = Find(0.8m, 12, Table, 99.5);
        Assert.Equal((10, LeverageEnd.Bracket), (found.Leverage, found.End));
        Assert.Equal(1, found.Trials[^1].TooHigh);
    }

    [Fact]
    public void Spot_IsRefused()
    {
        var request = Request(8, Table, 95);
        Assert.Contains("margin mode", MaxLeverage.Find(request with { Settings = request.Settings with { Margin = null } }, 0.8m).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("threshold", MaxLeverage.Find(request, 1.1m).Error!.Message, StringComparison.Ordinal);
    }

    static MaxLeverageResult Find(decimal threshold, decimal quantity, BracketTable table, double low)
    {
        var found = MaxLeverage.Find(Request(quantity, table, low), threshold);
        Assert.True(found.Ok, found.Error?.Message);
        return found.Value;
    }

    static BacktestRequest Request(decimal quantity, BracketTable table, double low)
    {
        var bars = new BarColumns
        {
            Timeframe = Timeframe.OneMinute,
            OpenTimes = [0, 60_000, 120_000, 180_000],
            Open = [100, 100, 100, 100],
            High = [100, 100, 101, 100],
            Low = [100, 100, low, 100],
            Close = [100, 100, 100, 100],
            Volume = [1, 1, 1, 1],
            PriceScale = 2,
            Hash = "four",
        };
        var market = new Market(new Instrument("X", "Q", 0.01m, 0.01m, 0, 2), bars, null, "four") { Brackets = table };
        var settings = new BacktestSettings { Cash = 10_000, Margin = new MarginSettings { Mode = MarginMode.Isolated }, Fills = new FillOptions { Participation = 0, TakerFee = 0, MakerFee = 0 } };
        return new BacktestRequest([market], new StrategyChoice("buy", [], () => new Buy(quantity)), settings);
    }

    sealed class Buy(decimal quantity) : IStrategy
    {
        bool _done;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            if (!_done) context.Submit(context.Intent(Side.Buy, OrderType.Market, OrderSize.Quantity(quantity)));
            _done = true;
        }
    }
}
