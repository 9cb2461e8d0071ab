using Argosy.Core.Links;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Strategies.Guards;
using Argosy.Strategies.Limits;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.Guards;

/// <summary>What guards and limits say of themselves, in examples worked out by hand. Times are hours since 00:00 UTC; at each the next bar has opened.</summary>
public class ReadingTests
{
    const long Hour = 60 * RiskRun.Minute;

    static IReadableRule Guard(string text) => Assert.IsAssignableFrom<IReadableRule>(GuardRules.Parse(text).Value);

    static IReadableRule Limit(string text) => Assert.IsAssignableFrom<IReadableRule>(LimitRules.Parse(text).Value);

    // What a rule says at every hour; null where it says nothing of that instrument.
    static SortedDictionary<long, RuleReading?> Readings(IReadableRule rule, RiskRun run, int instrument = -1)
    {
        var said = new SortedDictionary<long, RuleReading?>();
        var running = (run with { Timeframe = Hour, Made = [rule] }).Prepare();
        while (running.StepInstant()) said[running.Engine.Time / Hour] = rule.Read(running.Engine.Account, instrument);
        return said;
    }

    static RiskRun Scripted(string script, params double[] prices) => new()
    {
        Bars = RiskRun.Flat(prices),
        Cash = 1_000,
        Script = (i, c) =>
        {
            if (i >= script.Length) return;
            if (script[i] is >= '1' and <= '9') c.Market(Side.Buy, OrderSize.Quantity(script[i] - '0'));
            if (script[i] == 's' && c.Position > 0) c.Market(Side.Sell, OrderSize.Quantity(c.Position));
        },
    };

    [Fact]
    public void EveryGuardAndLimit_SaysHowItStands()
    {
        Assert.All(GuardRules.Catalogue.All, rule => Guard(rule.Example));
        Assert.All(LimitRules.Catalogue.All, rule => Limit(rule.Example));
    }

    [Fact]
    public void Cooldown_SaysHowLongItLasts()
    {
        // Bought at 1:00.
        var said = Readings(Guard("cooldown:2h"), Scripted("1", 100, 100, 100, 100, 100, 100), instrument: 0);
        Assert.All([1L, 2L, 3L], hour => Assert.Equal(new RuleReading(2 * Hour, RuleUnit.Time, true, null, 3 * Hour), said[hour]));
        Assert.Equal(new RuleReading(2 * Hour, RuleUnit.Time, false), said[4]);
        Assert.Null(Readings(Guard("cooldown:2h"), Scripted("1", 100, 100, 100))[1]);
    }

    [Theory]
    [InlineData(90.0, 0.1, true)]
    [InlineData(90.01, 0.0999, false)]
    public void Drawdown_IsTheFallFromThePeak(double price, double fall, bool blocks)
    {
        // Nine units at 100 and one more are the whole equity.
        var run = Scripted("91", 100, 100, 100, price, price, price);
        Assert.Equal(new RuleReading(0.1m, RuleUnit.Ratio, blocks, (decimal)fall), Readings(Guard("max-drawdown:10%"), run)[4]);
        Assert.Equal(new RuleReading(0.1m, RuleUnit.Ratio, blocks, (decimal)fall), Readings(Limit("drawdown:10%"), run)[4]);
    }

    [Fact]
    public void Drawdown_OfAPeakThatIsTooOld_IsNone()
    {
        var said = Readings(Guard("max-drawdown(limit=10%, period=2h)"), Scripted("91", 100, 100, 100, 80, 80, 80, 80, 80));
        Assert.Equal((true, 0.2m), (said[4]!.Value.IsBlocking, said[4]!.Value.Current));
        Assert.Equal((false, 0m), (said[7]!.Value.IsBlocking, said[7]!.Value.Current));
    }

    [Fact]
    public void DailyLoss_LastsToMidnight_ThoughItIsMadeGood()
    {
        var prices = Enumerable.Range(0, 27).Select(i => i == 3 ? 80.0 : i == 5 ? 110.0 : 100.0).ToArray();
        foreach (var rule in new[] { Guard("daily-loss:10%"), Limit("daily-loss:10%") })
        {
            var said = Readings(rule, Scripted("91", prices));
            Assert.Equal(new RuleReading(0.1m, RuleUnit.Ratio, false, 0), said[2]);
            // The bar that opens at 3:00 loses it; only its close makes it last.
            Assert.Equal(new RuleReading(0.1m, RuleUnit.Ratio, true, 0.2m), said[3]);
            Assert.Equal(new RuleReading(0.1m, RuleUnit.Ratio, true, 0, (24 * Hour) - 1), said[4]);
            Assert.Equal(new RuleReading(0.1m, RuleUnit.Ratio, true, 0, (24 * Hour) - 1), said[6]);
            Assert.Equal(new RuleReading(0.1m, RuleUnit.Ratio, false, 0), said[24]);
        }
    }

    [Fact]
    public void StopStreak_CountsTheLastTradesThatWereStoppedOut()
    {
        double[][] bars = [.. Enumerable.Range(0, 8).Select(i => (double[])[100, 100, 97, 100])];
        var said = Readings(Guard("stop-streak(k=2, period=10h, pause=3h)"), new RiskRun { Bars = bars, Exits = ["stop:2%"] });
        Assert.Equal(new RuleReading(2, RuleUnit.Trades, false, 0), said[1]);
        Assert.Equal(new RuleReading(2, RuleUnit.Trades, false, 1), said[2]);
        Assert.Equal(new RuleReading(2, RuleUnit.Trades, true, 2, 6 * Hour), said[3]);
        Assert.Equal(new RuleReading(2, RuleUnit.Trades, true, 2, 6 * Hour), said[6]);
        // The pause is over; the streak is not.
        Assert.Equal(new RuleReading(2, RuleUnit.Trades, false, 2), said[7]);
    }

    [Fact]
    public void LowProfit_SumsTheInstrumentsLastTrades()
    {
        // Two trades of −1 each, the last ended at 4:00.
        var run = Scripted("1s1s", 100, 100, 99, 100, 99, 99, 99, 99, 99, 99);
        var said = Readings(Guard("low-profit(k=2, period=1d, threshold=-2, pause=2h)"), run, instrument: 0);
        Assert.Equal(new RuleReading(-2, RuleUnit.Quote, false), said[3]);
        Assert.Equal(new RuleReading(-2, RuleUnit.Quote, true, -2, 6 * Hour), said[4]);
        Assert.Equal(new RuleReading(-2, RuleUnit.Quote, false, -2), said[7]);
        // Two trades that ended two hours apart are none within one hour.
        Assert.Null(Readings(Guard("low-profit(k=2, period=1h, threshold=0, pause=2h)"), run, instrument: 0)[4]!.Value.Current);
    }

    [Fact]
    public void OnlyFor_SpeaksOfItsInstrument_WhateverTheOtherGuardSpeaksOf()
    {
        var run = Scripted("1", 100, 100, 100);
        Assert.True(Readings(Guard("only(instrument=BTC/USD, guard=cooldown:2h)"), run, instrument: 0)[1]!.Value.IsBlocking);
        Assert.Equal(0.1m, Readings(Guard("only(instrument=BTC/USD, guard=max-drawdown:10%)"), run, instrument: 0)[1]!.Value.Threshold);
        Assert.Null(Readings(Guard("only(instrument=BTC/USD, guard=max-drawdown:10%)"), run)[1]);
        Assert.Null(Readings(Guard("only(instrument=ETH/USD, guard=cooldown:2h)"), run, instrument: 0)[1]);
    }

    [Fact]
    public void Limits_SayWhatIsUsedOfThem()
    {
        var run = Scripted("21", 100, 100, 100, 100, 100, 100);
        Assert.Equal(new RuleReading(3, RuleUnit.Base, false, 2), Readings(Limit("max-position:3"), run, instrument: 0)[1]);
        Assert.Equal(new RuleReading(3, RuleUnit.Base, true, 3), Readings(Limit("max-position:3"), run, instrument: 0)[2]);
        Assert.Equal(new RuleReading(300, RuleUnit.Quote, true, 300), Readings(Limit("max-exposure:300"), run)[2]);
        Assert.Equal(new RuleReading(0.5m, RuleUnit.Multiple, false, 0.3m), Readings(Limit("max-leverage:0.5"), run)[2]);
        // Entries decided at 1:00 and 2:00.
        var rate = Readings(Limit("order-rate(count=2, period=2h)"), run);
        Assert.Equal(new RuleReading(2, RuleUnit.Orders, false, 1), rate[1]);
        Assert.Equal(new RuleReading(2, RuleUnit.Orders, true, 2, (3 * Hour) - 1), rate[2]);
        Assert.Equal(new RuleReading(2, RuleUnit.Orders, false, 1), rate[3]);
        // Each entry is judged by itself.
        Assert.Equal(new RuleReading(1_000, RuleUnit.Quote, false), Readings(Limit("max-order-size:1000"), run)[2]);
        Assert.Equal(new RuleReading(0.05m, RuleUnit.Ratio, false), Readings(Limit("price-collar:5%"), run)[2]);
    }

    [Fact]
    public void Ratio_OfWhatNobodyCouldRead_IsNone()
    {
        Assert.Equal(0.25m, RuleReading.Over(1, 4));
        Assert.Null(RuleReading.Over(1, 0));
        Assert.Null(RuleReading.Over(1, -1));
        Assert.Null(RuleReading.Over(decimal.MaxValue, 0.0000000000000000000000000001m));
    }
}
