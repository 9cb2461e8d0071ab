using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Strategies.Sizing;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.Sizing;

public class HistorySizingTests
{
    const long Day = 86_400_000;

    [Fact]
    public void Volatility_IsEquityTimesTargetOverDeviation()
    {
        // Log returns +a, −a, +a: sample deviation of three, by 365 days a year.
        var a = Math.Log(1.1);
        double[] returns = [a, -a, a];
        var mean = returns.Average();
        var sigma = Math.Sqrt(returns.Sum(r => (r - mean) * (r - mean)) / 2) * Math.Sqrt(365);
        var run = new RiskRun { Bars = RiskRun.Flat(100, 110, 100, 110, 110), Timeframe = Day, Size = "volatility(target=20%, bars=3)", Cash = 10_000 }.Run();
        Assert.Equal(3, run.Engine.Endings[OrderReason.NoSize]);
        var order = run.Engine.Orders.Kept[^1];
        Assert.True(Math.Abs(RiskRun.Fills(run)[0].Quantity * 110 - (decimal)(10_000 * 0.2 / sigma)) < 0.001m, $"{order.Size}");
    }

    [Fact]
    public void Kelly_BeforeItsTrades_IsTheFallback_AfterThemTheFormula()
    {
        // Two winners of 10 % for each loser of 5 %, thirty trades: W = 2/3, R = 2, ½·(2/3 − 1/6) = 0.25.
        var prices = new List<double>();
        for (var i = 0; i < 30; i++) prices.AddRange([100, 100, i % 3 == 2 ? 95 : 110]);
        var bars = RiskRun.Flat([.. prices, 100, 100, 100]);
        var sizes = new List<decimal>();
        var run = new RiskRun
        {
            Bars = bars, Size = "kelly(cap=50%, trades=30, fallback=quote:100)", Cash = 10_000,
            Script = (i, c) =>
            {
                if (i % 3 == 0) c.Target(Direction.Long);
                if (i % 3 == 1) c.Target(Direction.Flat);
            },
        }.Run();
        var entries = run.Engine.Orders.Kept.Where(o => o.Side == Side.Buy).ToArray();
        Assert.Equal(31, entries.Length);
        Assert.All(entries.Take(30), o => Assert.Equal(1m, RiskRun.Fills(run).First(f => f.OrderId == o.Id).Quantity));
        var equity = 10_000 + (20 * 10m) - (10 * 5m);
        var last = RiskRun.Fills(run).Last(f => f.Side == Side.Buy);
        Assert.InRange(last.Quantity * last.Price, (equity * 0.25m) - 0.01m, equity * 0.25m);
    }

    [Theory]
    [InlineData(10, 0.0)] // no winner
    [InlineData(0, 0.1)] // no loser: half, but never above the cap
    public void Kelly_StaysBetweenZeroAndItsCap(int fall, double share)
    {
        var prices = new List<double>();
        for (var i = 0; i < 30; i++) prices.AddRange([100, 100, fall > 0 ? 100 - fall : 110]);
        var run = new RiskRun
        {
            Bars = RiskRun.Flat([.. prices, 100, 100]), Size = "kelly(cap=10%, trades=30, fallback=quote:100)", Cash = 10_000,
            Script = (i, c) => c.Target(i % 3 == 0 ? Direction.Long : Direction.Flat),
        }.Run();
        var last = run.Engine.Orders.Kept[^1];
        if (share == 0) Assert.Equal((OrderState.Refused, OrderReason.BelowMinimum), (last.State, last.Reason));
        else Assert.InRange(RiskRun.Fills(run)[^1].Quantity * 100, 1_000m, 1_030.01m);
    }

    [Fact]
    public void Risk_CountsTheTakerFee()
    {
        // 10 units at 100 cost 1,001 with the fee: more than there is.
        var request = new SizingRequest(Side.Buy, 1_000.5m, 1_000, 100, StopPrice: 90, 1) { TakerFee = 0.001m };
        Assert.Equal("1000.5 quote", new RiskShare(0.1m).Size(in request).Value.ToString());
        Assert.Equal("10", new RiskShare(0.1m).Size(request with { FreeQuote = 1_001.01m }).Value.ToString());
    }

    [Fact]
    public void Risk_TakesItsStopFromTheExitRules()
    {
        var run = new RiskRun { Bars = RiskRun.Flat(100, 100, 100), Exits = ["stop:5%", "trailing:2%"], Size = "risk:1%", Cash = 10_000 }.Run();
        Assert.Equal(50m, RiskRun.Fills(run)[0].Quantity); // 100 / (100 − 98)
    }

    [Theory]
    [InlineData("all")]
    [InlineData("quote:5000")]
    [InlineData("equity:250%")]
    [InlineData("risk:50%")]
    [InlineData("volatility(target=500%, bars=2)")]
    [InlineData("kelly(fallback=equity:120%)")]
    public void Sizes_NeverSpendMoreThanThereIs(string size)
    {
        var run = new RiskRun { Bars = RiskRun.Flat(100, 101, 99, 100, 100, 103, 100), Exits = ["stop:1%"], Size = size, Cash = 1_000, Fee = 0.001m }.Run();
        Assert.NotEmpty(RiskRun.Fills(run));
        Assert.True(run.Engine.Ledger.Cash >= 0);
    }

    [Theory]
    [InlineData("kelly(fallback=kelly)", "another size")]
    [InlineData("kelly(trades=5)", "between 30 and")]
    [InlineData("volatility", "volatility needs 'target'")]
    public void Parse_SaysWhatIsWrong(string text, string message) => Assert.Contains(message, SizingRules.Parse(text).Error!.Message, StringComparison.Ordinal);
}
