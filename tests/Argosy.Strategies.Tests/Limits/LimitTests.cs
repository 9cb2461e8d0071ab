using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.Limits;

public class LimitTests
{
    static Argosy.Simulation.Runs.SimulatedRun Buy(string limit, decimal quantity, decimal? at = null, int times = 1, decimal lot = 0.01m, decimal cash = 1_000) => new RiskRun
    {
        Bars = RiskRun.Flat([.. Enumerable.Repeat(100.0, times + 2)]), Limits = [limit], Lot = lot, Cash = cash,
        Script = (i, c) =>
        {
            if (i >= times) return;
            if (at is { } price) c.Limit(Side.Buy, OrderSize.Quantity(quantity), price);
            else c.Market(Side.Buy, OrderSize.Quantity(quantity));
        },
    }.Run();

    [Theory]
    [InlineData("max-position:3", 2, 1, 2)]
    [InlineData("max-position:3", 2, 2, 3)] // the second is shrunk to 1
    [InlineData("max-position:3", 3, 2, 3)] // the second is refused
    [InlineData("max-exposure:250", 2, 2, 2.5)]
    [InlineData("max-leverage:0.25", 2, 2, 2.5)]
    [InlineData("max-order-size:150", 2, 2, 3)]
    [InlineData("order-rate(count=2, period=1h)", 1, 4, 2)]
    [InlineData("order-rate(count=2, period=2m)", 1, 4, 4)] // each is gone after two minutes
    [InlineData("daily-loss:1%", 1, 2, 2)]
    [InlineData("drawdown:1%", 1, 2, 2)]
    public void Limit_ShrinksOrRefuses(string limit, double quantity, int times, double held) =>
        Assert.Equal((decimal)held, Buy(limit, (decimal)quantity, times: times).Engine.Ledger.Net(0));

    [Theory]
    [InlineData(105, OrderReason.None)]
    [InlineData(105.01, OrderReason.RiskRule)]
    [InlineData(95, OrderReason.None)]
    [InlineData(94.99, OrderReason.RiskRule)]
    public void PriceCollar_RefusesFarLimits(double price, OrderReason reason)
    {
        var order = Buy("price-collar:5%", 1, (decimal)price).Engine.Orders.Kept[0];
        Assert.Equal(reason, order.Reason);
    }

    [Fact]
    public void Shrunk_ToLessThanALot_IsRefusedBelowMinimum_NeverSilently()
    {
        var order = Buy("max-order-size:0.5", 1).Engine.Orders.Kept[0];
        Assert.Equal((OrderState.Refused, OrderReason.BelowMinimum), (order.State, order.Reason));
    }

    [Fact]
    public void Limit_LetsExitsPass()
    {
        var run = new RiskRun
        {
            Bars = RiskRun.Flat(100, 100, 50, 50, 50), Limits = ["max-exposure:100", "drawdown:1%", "order-rate(count=1, period=1d)"], Cash = 1_000,
            Script = (i, c) => c.Target(i == 0 ? Direction.Long : Direction.Flat),
        }.Run();
        Assert.Equal(0, run.Engine.Ledger.Net(0));
        Assert.Equal(2, run.Engine.Fills.Count);
    }

    [Fact]
    public void Limit_OfAReversal_JudgesTheOpeningHalf()
    {
        var run = new RiskRun
        {
            Bars = RiskRun.Flat(100, 100, 100, 100), Limits = ["max-position:0.5"], Short = true, Cash = 1_000,
            Script = (i, c) => c.Target(i == 0 ? Direction.Long : Direction.Short),
        }.Run();
        Assert.Equal(-0.5m, run.Engine.Ledger.Net(0));
    }

    [Fact]
    public void Refusals_AreCountedByRule()
    {
        var run = Buy("order-rate(count=1, period=1h)", 1, times: 3);
        Assert.Equal(2, run.Engine.Refusals["order-rate(count=1, period=1h)"]);
    }
}
