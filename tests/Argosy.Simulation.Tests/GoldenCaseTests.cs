using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Fills;

namespace Argosy.Simulation.Tests;

/// <summary>The golden cases A to T of fill-contract/1, in the three path modes the contract lists.</summary>
public sealed class GoldenCaseTests
{
    const string Open = "open";

    static readonly OrderSize One = OrderSize.Quantity(1);

    [Theory]
    [InlineData("A", 95.0, 105.0, new double[] { 100, 106, 94, 101 }, "95", "95", "105")]
    [InlineData("B", 95.0, 105.0, new double[] { 100, 106, 94, 99 }, "95", "95", "105")]
    [InlineData("C", 95.0, 0.0, new double[] { 90, 96, 89, 94 }, "90", "90", "90")]
    [InlineData("D", 95.0, 0.0, new double[] { 90, 92, 88, 91 }, "90", "90", "90")]
    [InlineData("G", 95.0, 105.0, new double[] { 96, 106, 94, 100 }, "95", "95", "105")]
    [InlineData("H", 95.0, 105.0, new double[] { 103, 106, 94, 100 }, "105", "95", "105")]
    [InlineData("K", 0.0, 105.0, new double[] { 110, 112, 108, 109 }, "105", "105", "105")]
    [InlineData("L touch", 0.0, 105.0, new double[] { 100, 105, 99, 104 }, Open, Open, Open)]
    [InlineData("L through", 0.0, 105.0, new double[] { 100, 105.01, 99, 104 }, "105", "105", "105")]
    public void Long_StopAndTarget_ExitWhereTheContractSays(string name, double stop, double target, double[] bar, string near, string adverse, string favourable)
    {
        var protection = new Protection { StopPrice = stop > 0 ? (decimal)stop : null, TargetPrice = target > 0 ? (decimal)target : null };
        void Script(int at, StrategyContext context)
        {
            if (at == 0) context.Market(Side.Buy, One, protection);
        }

        double[][] bars = [Scenario.Flat(100), Scenario.Flat(100), bar];
        AssertExits(name, bars, Script, near, adverse, favourable);
    }

    [Fact]
    public void CaseE_TrailingStop_FollowsTheHighWithinTheBar() =>
        AssertExits("E", [Scenario.Flat(100), [100, 104, 100, 104], [104, 110, 103, 108]], BuyTrailing, Open, Open, "104.5");

    [Fact]
    public void CaseQ_TrailingStop_FillsAtAnOpenBeyondIt() =>
        AssertExits("Q", [Scenario.Flat(100), [100, 104, 100, 104], [97, 99, 96, 98]], BuyTrailing, "97", "97", "97");

    [Theory]
    [InlineData("F", new double[] { 97, 99, 96, 98 })]
    [InlineData("J", new double[] { 90, 95, 89, 94 })]
    public void CasesFAndJ_RestingBuyLimit_FillsInTheJumpAtItsOwnPrice(string name, double[] bar)
    {
        foreach (var path in Modes)
        {
            var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), bar], (at, context) =>
            {
                if (at == 0) context.Limit(Side.Buy, One, 98);
            }, Scenario.Bare with { Path = path });
            var fill = Assert.Single(Scenario.Fills(run));
            Assert.True(fill.Price == 98 && fill.IsMaker, $"{name} {path}: {fill}");
        }
    }

    [Fact]
    public void CaseK_Target_IsAMakerFill()
    {
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), [110, 112, 108, 109]], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One, new Protection { TargetPrice = 105 });
        });
        Assert.True(Scenario.Fills(run).Last().IsMaker);
    }

    [Fact]
    public void CaseI_Short_IsTheMirror()
    {
        void Script(int at, StrategyContext context)
        {
            if (at == 0) context.Market(Side.Sell, One, new Protection { StopPrice = 105, TargetPrice = 95 });
        }

        AssertExits("I", [Scenario.Flat(100), Scenario.Flat(100), [100, 106, 94, 101]], Script, "105", "105", "95", allowShort: true);
    }

    [Fact]
    public void CaseM_LimitWithStopAndTarget_OnlyTheRemainingPathCounts()
    {
        void Script(int at, StrategyContext context)
        {
            if (at == 0) context.Limit(Side.Buy, One, 98, new Protection { StopPrice = 95, TargetPrice = 105 });
        }

        AssertFills("M", [Scenario.Flat(100), Scenario.Flat(100), [100, 106, 96, 101]], Script, ["98", "105"], ["98"], ["98", "105"]);
    }

    [Fact]
    public void CaseS_BuyStopWithStop_OnlyTheRemainingPathCounts()
    {
        void Script(int at, StrategyContext context)
        {
            if (at == 0) context.Stop(Side.Buy, One, 105, new Protection { StopPrice = 95 });
        }

        AssertFills("S", [Scenario.Flat(100), Scenario.Flat(100), [100, 106, 94, 101]], Script, ["105", "95"], ["105", "95"], ["105"]);
    }

    [Theory]
    [InlineData("N", new double[] { 100, 101, 93, 96 }, "95", false)]
    [InlineData("O", new double[] { 90, 96, 89, 94 }, "94.5", true)]
    [InlineData("O low", new double[] { 90, 94, 89, 93 }, Open, false)]
    public void CasesNAndO_StopLimit_TakesAtTheTriggerOrRestsForTheRemainingPath(string name, double[] bar, string price, bool maker)
    {
        foreach (var path in Modes)
        {
            var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), bar], (at, context) =>
            {
                if (at == 0) context.Market(Side.Buy, One);
                if (at == 1) context.StopLimit(Side.Sell, One, 95, 94.5m);
            }, Scenario.Bare with { Path = path });
            // The stop limit is sent at the close before the bar, so it arrives at that bar's open.
            var exit = Exit(run);
            if (name == "N") Assert.Equal(price, exit);
            else AssertArrivedStopLimit(price, maker, path, bar);
        }
    }

    [Fact]
    public void CaseP_MarketableLimit_PaysTheOpenPlusCostsButNeverMoreThanItsLimit()
    {
        foreach (var (slippage, expected) in new[] { (0m, 101m), (200m, 102m) })
        {
            var run = Scenario.Run([Scenario.Flat(100), [101, 101, 101, 101]], (at, context) =>
            {
                if (at == 0) context.Limit(Side.Buy, One, 102);
            }, Scenario.Bare with { SlippageBps = slippage });
            var fill = Assert.Single(Scenario.Fills(run));
            Assert.Equal(expected, fill.Price);
            Assert.False(fill.IsMaker);
        }
    }

    [Fact]
    public void CaseR_EntryAndExitInOneBar_IsFlagged()
    {
        void Script(int at, StrategyContext context)
        {
            if (at == 0) context.Market(Side.Buy, One, new Protection { StopRatio = 0.05m, TargetRatio = 0.05m });
        }

        double[][] bars = [Scenario.Flat(100), [100, 106, 94, 101]];
        AssertExits("R", bars, Script, "95", "95", "105");
        var run = Scenario.Run(bars, Script);
        Assert.True((Scenario.Fills(run).Last().Traits & FillTraits.SameBar) != 0);
        Assert.Equal(1, Scenario.PathDependentBars(run));
    }

    [Fact]
    public void CaseT_ParticipationCap_SpreadsAMarketOrderOverOpens()
    {
        double[][] bars = [[100, 100, 100, 100, 10], [100, 100, 100, 100, 10], [100, 100, 100, 100, 10], [100, 100, 100, 100, 10], [100, 100, 100, 100, 10], [100, 100, 100, 100, 10]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(3));
            if (at == 3) context.Market(Side.Sell, OrderSize.Quantity(3));
        }, Scenario.Bare with { Participation = 0.1m });
        var fills = Scenario.Fills(run).ToArray();
        Assert.Equal([1m, 1m, 1m], fills.Where(f => f.Side == Side.Buy).Select(f => f.Quantity));
        Assert.Equal([Scenario.Minute, 2 * Scenario.Minute, 3 * Scenario.Minute], fills.Where(f => f.Side == Side.Buy).Select(f => f.Time));
        Assert.All(fills, f => Assert.Equal(FillTraits.None, f.Traits & FillTraits.AfterGap));
        Assert.Equal(OrderState.Filled, Scenario.Order(run, 1).State);
    }

    static PathMode[] Modes => [PathMode.NearFirst, PathMode.AdverseFirst, PathMode.FavourableFirst];

    static void BuyTrailing(int at, StrategyContext context)
    {
        if (at == 0) context.Market(Side.Buy, One, new Protection { TrailRatio = 0.05m });
    }

    // Resting before the bar, as the case demands: armed one bar earlier.
    static void AssertArrivedStopLimit(string price, bool maker, PathMode path, double[] bar)
    {
        var run = Scenario.Run([Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100), bar], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One);
            if (at == 1) context.StopLimit(Side.Sell, One, 95, 94.5m);
        }, Scenario.Bare with { Path = path });
        Assert.Equal(price, Exit(run));
        if (price != Open) Assert.Equal(maker, Scenario.Fills(run).Last().IsMaker);
    }

    static void AssertExits(string name, double[][] bars, Action<int, StrategyContext> script, string near, string adverse, string favourable, bool allowShort = false)
    {
        string[] expected = [near, adverse, favourable];
        for (var i = 0; i < Modes.Length; i++)
        {
            var run = Scenario.Run(bars, script, Scenario.Bare with { Path = Modes[i] }, allowShort: allowShort);
            Assert.True(expected[i] == Exit(run), $"{name} {Modes[i]}: expected {expected[i]}, got {Exit(run)}");
        }
    }

    static void AssertFills(string name, double[][] bars, Action<int, StrategyContext> script, string[] near, string[] adverse, string[] favourable)
    {
        string[][] expected = [near, adverse, favourable];
        for (var i = 0; i < Modes.Length; i++)
        {
            var run = Scenario.Run(bars, script, Scenario.Bare with { Path = Modes[i] });
            var prices = Scenario.Fills(run).Select(f => Core.Values.Exact.Text(f.Price)).ToArray();
            Assert.True(expected[i].SequenceEqual(prices), $"{name} {Modes[i]}: expected {string.Join(" then ", expected[i])}, got {string.Join(" then ", prices)}");
        }
    }

    static string Exit(Runs.SimulatedRun run) =>
        run.Engine.Ledger.HasPosition ? Open : Core.Values.Exact.Text(Scenario.Fills(run).Last().Price);
}
