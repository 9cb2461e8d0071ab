using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.Guards;

public class GuardTests
{
    const long Hour = 60 * RiskRun.Minute;

    // Buys one unit where the script says b, sells all where it says s.
    static RiskRun Scripted(string script, double[] prices, params string[] guards) => new()
    {
        Bars = RiskRun.Flat(prices),
        Guards = guards,
        Timeframe = Hour,
        Cash = 1_000,
        Script = (i, c) =>
        {
            if (i >= script.Length) return;
            if (script[i] == 'b') c.Market(Side.Buy, OrderSize.Quantity(1));
            if (script[i] == 's' && c.Position > 0) c.Market(Side.Sell, OrderSize.Quantity(c.Position));
        },
    };

    static int Blocked(Argosy.Simulation.Runs.SimulatedRun run) => run.Engine.Endings.GetValueOrDefault(OrderReason.Guard);

    [Fact]
    public void TinyBuy_IsNoDrawdown_AndBlocksNothing()
    {
        var run = new RiskRun
        {
            Bars = RiskRun.Flat(50_000, 50_000, 50_000, 50_000),
            Guards = ["max-drawdown:10%", "daily-loss:5%"],
            Cash = 10_000,
            Fee = 0.001m,
            Script = (i, c) => c.Market(Side.Buy, OrderSize.Quantity(0.00001m)),
        }.Run();
        Assert.Equal(3, run.Engine.Fills.Count);
        Assert.Equal(0, Blocked(run));
    }

    [Theory]
    [InlineData("max-drawdown:10%", 90.0, 1)] // 1,000 → 900: just the limit blocks
    [InlineData("max-drawdown:10%", 90.01, 0)]
    [InlineData("daily-loss:10%", 90.0, 1)]
    [InlineData("daily-loss:10%", 90.01, 0)]
    public void LossOfTheLimit_BlocksBuysAndAllowsSells(string guard, double price, int blocked)
    {
        // Ten units at 100 are the whole equity.
        var run = new RiskRun
        {
            Bars = RiskRun.Flat(100, 100, price, price, price),
            Guards = [guard],
            Timeframe = Hour,
            Cash = 1_000,
            Script = (i, c) =>
            {
                if (i == 0) c.Market(Side.Buy, OrderSize.Quantity(10));
                if (i == 2) c.Market(Side.Buy, OrderSize.Quantity(0.000001m));
                if (i == 3) c.Market(Side.Sell, OrderSize.Quantity(5));
            },
        }.Run();
        Assert.Equal(blocked, Blocked(run));
        Assert.Contains(RiskRun.Fills(run), f => f.Side == Side.Sell);
    }

    [Fact]
    public void Drawdown_BlocksUntilItIsBelowTheLimitAgain()
    {
        // The peak of 1,000 is four hours old at the sixth close and no longer counts.
        double[] prices = [100, 100, 80, 80, 80, 80, 80, 80];
        var run = new RiskRun
        {
            Bars = RiskRun.Flat(prices), Guards = ["max-drawdown(limit=10%, period=4h)"], Timeframe = Hour, Cash = 1_000,
            Script = (i, c) => c.Market(Side.Buy, i == 0 ? OrderSize.Quantity(9) : OrderSize.Quantity(0.01m)),
        }.Run();
        // Closes 2..5 are blocked (peak at the close of bar 1, 2 h; still there at 6 h), 6 is not.
        Assert.Equal(4, Blocked(run));
        Assert.Equal(3, run.Engine.Fills.Count);
    }

    [Fact]
    public void DailyLoss_BlocksUntilMidnightAlthoughThePriceRecovers()
    {
        var prices = Enumerable.Range(0, 27).Select(i => i == 3 ? 80.0 : 100.0).ToArray();
        var run = new RiskRun
        {
            Bars = RiskRun.Flat(prices), Guards = ["daily-loss:10%"], Timeframe = Hour, Cash = 1_000,
            Script = (i, c) => c.Market(Side.Buy, i == 0 ? OrderSize.Quantity(9) : OrderSize.Quantity(0.001m)),
        }.Run();
        // Closes of 4:00 to 23:00; the close at 24:00 belongs to the next day.
        Assert.Equal(20, Blocked(run));
    }

    [Fact]
    public void Cooldown_BlocksForItsTime_TheLastInstantIncluded()
    {
        // Filled at 1:00; decisions at 2:00 and 3:00 are within two hours, 4:00 is not. The fill of 4:00 blocks 5:00.
        var run = Scripted("bbbbb", [100, 100, 100, 100, 100, 100], "cooldown:2h").Run();
        Assert.Equal(3, Blocked(run));
        Assert.Equal([Hour, 4 * Hour], RiskRun.Fills(run).Select(f => f.Time));
    }

    [Fact]
    public void StopStreak_PausesAfterItsTrades()
    {
        // Entries at every close, stopped out in the next bar each time.
        double[][] bars = [.. Enumerable.Range(0, 12).Select(i => (double[])[100, 100, 97, 100])];
        var run = new RiskRun { Bars = bars, Exits = ["stop:2%"], Guards = ["stop-streak(k=2, period=10h, pause=3h)"], Timeframe = Hour }.Run();
        // Stopped at 2:00 and 3:00; paused 3:00 to 6:00; then 7:00 entry, stopped at 8:00 and paused again to 11:00.
        Assert.Equal([Hour, 2 * Hour, 7 * Hour], RiskRun.Fills(run).Where(f => f.Side == Side.Buy).Select(f => f.Time));
    }

    [Theory]
    [InlineData("trailing:2%", 3)] // a trailing stop is a stop
    [InlineData("target:2%", 6)] // a target is none, nor is a time stop: both end every streak
    [InlineData("time-stop:1h", 6)]
    public void StopStreak_CountsStopsAndTrailingStopsOnly(string exit, int entries)
    {
        double[][] bars = [.. Enumerable.Range(0, 12).Select(i => exit[0] == 't' && exit[1] == 'r' ? (double[])[100, 100, 97, 100] : i % 2 == 0 ? [100, 103, 100, 100] : [100, 100, 100, 100])];
        var run = new RiskRun { Bars = bars, Exits = [exit], Guards = ["stop-streak(k=2, period=10h, pause=3h)"], Timeframe = Hour, Script = (i, c) => c.Target(i % 2 == 0 || exit[1] == 'r' ? Direction.Long : c.Direction) }.Run();
        var told = RiskRun.Fills(run).Where(f => f.Side == Side.Buy).Select(f => f.Time / Hour).ToArray();
        Assert.True(told.Length == entries, $"{told.Length}: {string.Join(' ', told)}");
    }

    [Fact]
    public void StopStreak_OfTradesTooFarApart_DoesNotPause()
    {
        double[][] bars = [.. Enumerable.Range(0, 8).Select(i => (double[])[100, 100, 97, 100])];
        var run = new RiskRun { Bars = bars, Exits = ["stop:2%"], Guards = ["stop-streak(k=3, period=1h, pause=10h)"], Timeframe = Hour }.Run();
        Assert.Equal(0, Blocked(run));
    }

    [Theory]
    [InlineData("low-profit(k=2, period=1d, threshold=-2, pause=2h)", 1)] // the sum is just −2
    [InlineData("low-profit(k=2, period=1d, threshold=-2.01, pause=2h)", 0)]
    [InlineData("low-profit(k=3, period=1d, threshold=0, pause=2h)", 0)] // only two trades
    [InlineData("low-profit(k=2, period=1h, threshold=0, pause=2h)", 0)] // too far apart
    public void LowProfit_PausesTheInstrument(string guard, int blocked)
    {
        // Two trades of −1 each, the last ended at 4:00; asks to buy at 6:00, just within the pause, at 7:00 and at 8:00.
        var run = Scripted("bsbs.bbb", [100, 100, 99, 100, 99, 99, 99, 99, 99, 99], guard).Run();
        Assert.Equal(blocked, Blocked(run));
    }

    [Fact]
    public void Reversal_UnderAGuard_ClosesAndDoesNotOpen()
    {
        var run = new RiskRun
        {
            Bars = RiskRun.Flat(100, 100, 100, 100), Guards = ["cooldown:1d"], Short = true,
            Script = (i, c) => c.Target(i == 0 ? Direction.Long : Direction.Short),
        }.Run();
        Assert.Equal("Buy 100; Sell 100", RiskRun.Told(run));
        Assert.Equal(0, run.Engine.Ledger.Net(0));
    }

    [Fact]
    public void OneOrderThroughZero_UnderAGuard_IsShrunkToWhatItCloses()
    {
        var run = new RiskRun
        {
            Bars = RiskRun.Flat(100, 100, 100, 100), Guards = ["cooldown:1d"], Short = true,
            Script = (i, c) =>
            {
                if (i == 0) c.Market(Side.Buy, OrderSize.Quantity(1));
                if (i == 1) c.Market(Side.Sell, OrderSize.Quantity(3));
            },
        }.Run();
        Assert.Equal(0, run.Engine.Ledger.Net(0));
    }

    [Fact]
    public void WouldPass_SaysWhatTheGateWouldSay_AndChangesNothing()
    {
        var said = new List<OrderReason>();
        var run = new RiskRun
        {
            Bars = RiskRun.Flat(100, 100, 100), Guards = ["cooldown:1d"], Limits = ["order-rate(count=1, period=1d)"], Lot = 0.1m,
            Script = (i, c) =>
            {
                said.Add(c.WouldPass(Side.Buy));
                said.Add(c.WouldPass(Side.Buy, OrderSize.Quantity(0.05m)));
                said.Add(c.WouldPass(Side.Sell, OrderSize.Quantity(1)));
                c.Target(Direction.Long);
            },
        }.Run();
        Assert.Equal([OrderReason.None, OrderReason.BadStep, OrderReason.ShortNotAllowed, OrderReason.Guard, OrderReason.BadStep, OrderReason.None], said.Take(6));
        Assert.Equal(1, run.Engine.Orders.Count);
    }
}
