using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Runs;

namespace Argosy.Simulation.Tests;

/// <summary>What happens in which order along a bar and along the jump before it.</summary>
public sealed class PathTests
{
    static readonly OrderSize One = OrderSize.Quantity(1);
    static readonly double[] Rest = Scenario.Flat(100);

    [Theory]
    // Resting orders in a jump from 100: limits at their own price, triggers at the open, in the order of the path.
    [InlineData(90, "98 then 96 then 90")]
    [InlineData(96, "98 then 96")]
    [InlineData(97.99, "98")]
    [InlineData(98, "none")]
    public void Jump_FillsLimitsAtTheirPrice_AndTriggersAtTheOpen(double open, string expected)
    {
        foreach (var mirror in new[] { false, true })
        {
            double[][] bars = [Rest, Rest, Scenario.Flat(open)];
            var buy = mirror ? Side.Sell : Side.Buy;
            decimal At(decimal price) => mirror ? 200 - price : price;
            var run = Scenario.Run(mirror ? Scenario.Mirrored(bars) : bars, (at, context) =>
            {
                if (at != 0) return;
                context.TakeProfit(buy, One, At(95));
                context.Limit(buy, One, At(open == 96 ? 96.01m : 96));
                context.Limit(buy, One, At(98));
            }, allowShort: mirror);
            var prices = Scenario.Fills(run).Select(f => mirror ? 200 - f.Price : f.Price).Select(p => p == 96.01m ? 96 : p);
            Assert.Equal(expected, prices.Any() ? string.Join(" then ", prices.Select(Core.Values.Exact.Text)) : "none");
        }
    }

    [Fact]
    public void Bracket_EnteredInAJump_IsStoppedAtItsOpen()
    {
        var run = Scenario.Run([Rest, Rest, Scenario.Flat(90)], (at, context) =>
        {
            if (at == 0) context.Limit(Side.Buy, One, 98, new Protection { StopPrice = 95, TargetPrice = 99 });
        });
        Assert.Equal("98 then 90", Scenario.Prices(run));
        Assert.Equal([true, false], Scenario.Fills(run).Select(f => f.IsMaker));
        Assert.All(Scenario.Fills(run), f => Assert.Equal((2 * Scenario.Minute, FillTraits.AtOpen), (f.Time, f.Traits & FillTraits.AtOpen)));
    }

    [Fact]
    public void JumpBeyondBothChildren_FillsTheOneInItsWay()
    {
        foreach (var (open, price) in new[] { (90.0, "90"), (110.0, "105") })
        {
            var run = Scenario.Run([Rest, Rest, Scenario.Flat(open)], (at, context) =>
            {
                if (at == 0) context.Market(Side.Buy, One, new Protection { StopPrice = 95, TargetPrice = 105 });
            });
            Assert.Equal($"100 then {price}", Scenario.Prices(run));
        }
    }

    [Fact]
    public void AtOnePoint_StopsComeBeforeLimits_ThenTheOlderOrder()
    {
        // Sell limit 104.99 acts at 105, where the buy stop does.
        var run = Scenario.Run([Rest, Rest, Rest, [100, 105, 100, 105]], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(2));
            if (at != 1) return;
            context.Limit(Side.Sell, One, 104.99m);
            context.Limit(Side.Sell, One, 104.99m);
            context.Stop(Side.Buy, One, 105);
            context.Stop(Side.Buy, One, 105);
        });
        Assert.Equal([1, 4, 5, 2, 3], Scenario.Fills(run).Select(f => f.OrderId));
    }

    [Theory]
    [InlineData(PathMode.Ohlc, "103 then 104 then 97 then 96")]
    [InlineData(PathMode.Olhc, "97 then 96 then 103 then 104")]
    internal void SeveralOrders_FillInTheOrderOfThePath(PathMode path, string expected)
    {
        var run = Scenario.Run([Rest, Rest, Rest, [100, 105, 95, 100]], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(4));
            if (at != 1) return;
            context.Limit(Side.Sell, One, 104);
            context.Stop(Side.Sell, One, 96);
            context.Limit(Side.Sell, One, 103);
            context.Stop(Side.Sell, One, 97);
        }, Scenario.Bare with { Path = path });
        Assert.Equal($"100 then {expected}", Scenario.Prices(run));
    }

    [Fact]
    public void Market_ClosesBeforeItOpens_AtOneOpen()
    {
        // The purchase asked for first can only be paid by the sale asked for second.
        var run = Scenario.Run([Rest, Rest, Rest], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, OrderSize.Quantity(10));
            if (at != 1) return;
            context.Market(Side.Buy, One);
            context.Market(Side.Sell, OrderSize.Quantity(10));
        }, cash: 1_000);
        Assert.Equal([1, 3, 2], Scenario.Fills(run).Select(f => f.OrderId));
    }

    [Theory]
    // 5 % below the best: up to 110 first, then down through 104.5; or down first, where 104 · 0.95 = 98.8 still stands.
    [InlineData(PathMode.Ohlc, new double[] { 104, 110, 103, 108 }, "104.5")]
    [InlineData(PathMode.Olhc, new double[] { 104, 110, 103, 108 }, "open")]
    [InlineData(PathMode.Olhc, new double[] { 104, 110, 103, 104.5 }, "104.5")]
    [InlineData(PathMode.Olhc, new double[] { 104, 110, 98, 108 }, "98.8")]
    [InlineData(PathMode.Ohlc, new double[] { 98, 120, 98, 120 }, "98")]
    internal void TrailingStop_RatchetsAlongThePath_LongAndShortAlike(PathMode path, double[] bar, string expected)
    {
        foreach (var mirror in new[] { false, true })
        {
            // In the mirror the ratio is taken of another price, so the ratio is chosen to give the same distance from the same best.
            double[][] bars = [Rest, [100, 104, 100, 104], bar];
            var run = Scenario.Run(mirror ? Scenario.Mirrored(bars) : bars, (at, context) =>
            {
                if (at != 0) return;
                if (!mirror) context.Market(Side.Buy, One, new Protection { TrailRatio = 0.05m });
                else context.Market(Side.Sell, One, new Protection { TrailRatio = 0.05m });
            }, Scenario.Bare with { Path = mirror ? (path == PathMode.Ohlc ? PathMode.Olhc : PathMode.Ohlc) : path }, allowShort: mirror);
            if (!mirror)
            {
                Assert.Equal(expected, Exit(run));
                continue;
            }
            // Short: 5 % above the lowest price since the entry, by hand: 90 → 94.5, 96 → 100.8.
            var inMirror = expected switch
            {
                "104.5" when bar[3] == 108 => "94.5",
                "104.5" => "94.5",
                "98.8" => "100.8",
                "98" => "102",
                _ => "open",
            };
            Assert.Equal(inMirror, Exit(run));
        }
    }

    [Fact]
    public void BareTrailingStop_StartsFromThePriceOnArrival_AndRoundsAwayFromTheMarket()
    {
        // 3 % below 103.33 is 100.2301: 100.23.
        var run = Scenario.Run([Rest, Rest, [103.33, 103.33, 103.33, 103.33], [103.33, 103.33, 100.24, 103], [103, 103, 100.23, 103]], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One);
            if (at == 1) context.TrailingStop(Side.Sell, One, 0.03m);
        });
        Assert.Equal("100 then 100.23", Scenario.Prices(run));
        Assert.Equal(5 * Scenario.Minute, Scenario.Fills(run).Last().Time);
    }

    [Fact]
    public void TrailingStop_StartsFromTheEntrysFillPrice_CostsIncluded()
    {
        // Bought at 100 + 2 %: 5 % below 102 is 96.9.
        var run = Scenario.Run([Rest, [100, 100, 96.9, 97]], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One, new Protection { TrailRatio = 0.05m });
        }, Scenario.Bare with { SlippageBps = 200 });
        Assert.Equal(96_90, Scenario.Fills(run).Last().PathUnits);
    }

    [Theory]
    // Triggered by a gap to 90, the limit 94.5 rests and only the path that remains fills it.
    [InlineData(new double[] { 90, 94.5, 89, 94 }, "open")]
    [InlineData(new double[] { 90, 94.51, 89, 94 }, "94.5")]
    [InlineData(new double[] { 94.5, 94.5, 94.5, 94.5 }, "94.5")]
    [InlineData(new double[] { 94.8, 94.8, 94.8, 94.8 }, "94.8")]
    public void StopLimit_ThroughAGap_TakesOrRests(double[] bar, string expected)
    {
        foreach (var mirror in new[] { false, true })
        {
            double[][] bars = [Rest, Rest, Rest, bar];
            var run = Scenario.Run(mirror ? Scenario.Mirrored(bars) : bars, (at, context) =>
            {
                if (at == 0) context.Market(mirror ? Side.Sell : Side.Buy, One);
                if (at == 1) context.StopLimit(mirror ? Side.Buy : Side.Sell, One, mirror ? 105 : 95, mirror ? 105.5m : 94.5m);
            }, allowShort: mirror);
            var exit = Exit(run);
            Assert.Equal(expected, mirror && exit != "open" ? Core.Values.Exact.Text(200 - decimal.Parse(exit, System.Globalization.CultureInfo.InvariantCulture)) : exit);
        }
    }

    [Fact]
    public void StopLimit_WithSlippage_IsNeverFilledBeyondItsLimit()
    {
        var run = Scenario.Run([Rest, Rest, Rest, [100, 100, 94, 95]], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One);
            if (at == 1) context.StopLimit(Side.Sell, One, 95, 94.5m);
        }, Scenario.Bare with { SlippageBps = 200 });
        Assert.Equal("102 then 94.5", Scenario.Prices(run));
    }

    [Theory]
    // A stop and a target in reach, or an entry with a stop: another way, other fills.
    [InlineData("bracket", new double[] { 100, 106, 94, 100 }, 1)]
    [InlineData("bracket", new double[] { 100, 106, 96, 100 }, 0)]
    [InlineData("bracket", new double[] { 100, 105, 94, 100 }, 0)]
    [InlineData("bracket", new double[] { 94, 106, 93, 100 }, 0)]
    [InlineData("entry", new double[] { 100, 106, 94, 100 }, 0)]
    [InlineData("entry", new double[] { 100, 106, 96, 101 }, 1)]
    [InlineData("entry", new double[] { 100, 104, 97.5, 100 }, 0)]
    [InlineData("entry", new double[] { 100, 104, 94, 94 }, 0)]
    // Two that do not meet: both fill on either way.
    [InlineData("apart", new double[] { 100, 106, 94, 100 }, 0)]
    // Both fill on either way, but the sale closes what was held before or what was bought below as well.
    [InlineData("closes", new double[] { 100, 106, 94, 100 }, 1)]
    [InlineData("closes", new double[] { 100, 106, 96, 100 }, 0)]
    [InlineData("trailing", new double[] { 104, 110, 103, 108 }, 1)]
    [InlineData("trailing", new double[] { 104, 106, 103, 105 }, 0)]
    public void PathDependence_IsFlagged_ExactlyWhenTheOtherWalkGivesOtherFills(string orders, double[] bar, int flagged)
    {
        void Script(int at, StrategyContext context)
        {
            if (at == 1 && orders == "closes") context.Limit(Side.Sell, One, 105);
            if (at != 0) return;
            if (orders == "bracket") context.Market(Side.Buy, One, new Protection { StopPrice = 95, TargetPrice = 105 });
            if (orders == "entry") context.Limit(Side.Buy, One, 98, new Protection { StopPrice = 95, TargetPrice = 105 });
            if (orders == "trailing") context.Market(Side.Buy, One, new Protection { TrailRatio = 0.05m });
            if (orders is not ("apart" or "closes")) return;
            if (orders == "closes") context.Market(Side.Buy, One);
            context.Limit(Side.Buy, One, 95);
            if (orders == "apart") context.Stop(Side.Buy, One, 105);
        }

        foreach (var path in Enum.GetValues<PathMode>())
        {
            var run = Scenario.Run([Rest, orders == "trailing" ? [100, 104, 100, 104] : Rest, bar, Scenario.Flat(bar[3])], Script, Scenario.Bare with { Path = path });
            Assert.Equal(flagged, Scenario.PathDependentBars(run));
            foreach (var fill in Scenario.Fills(run).Where(f => f.Time == 3 * Scenario.Minute && (f.Traits & FillTraits.AtOpen) == 0))
            {
                Assert.Equal(flagged == 1, (fill.Traits & FillTraits.PathDependent) != 0);
            }
        }
    }

    [Fact]
    public void PathDependence_CountsWhatAnotherWalkLeavesBehind_WhereVolumeHoldsFillsBack()
    {
        // Without volume nothing fills, but on one way the trailing stop is triggered and on the other it is not.
        var run = Scenario.Run([Rest, [100, 104, 100, 104], [104, 110, 103, 108, 0], Scenario.Flat(108)], (at, context) =>
        {
            if (at == 0) context.Market(Side.Buy, One, new Protection { TrailRatio = 0.05m });
        }, Scenario.Bare with { Participation = 0.1m });
        Assert.Equal(1, Scenario.PathDependentBars(run));
    }

    [Fact]
    public void PathDependence_SeesTheEndOfEquity()
    {
        // Up first, the short is ruined at 200; down first, it is bought back at 90.
        foreach (var (path, price) in new[] { (PathMode.Ohlc, "200"), (PathMode.Olhc, "90") })
        {
            var run = Scenario.Run([Rest, Rest, [100, 250, 80, 100]], (at, context) =>
            {
                if (at == 0) context.Market(Side.Sell, OrderSize.Quantity(10), new Protection { TargetPrice = 90 });
            }, Scenario.Bare with { Path = path }, cash: 1_000, allowShort: true);
            Assert.Equal($"100 then {price}", Scenario.Prices(run));
            Assert.Equal(1, Scenario.PathDependentBars(run));
        }
    }

    [Fact]
    public void NearFirst_TakesTheNearerExtreme_OnATieTheAdverse()
    {
        // Long: the tie goes low first; flat with purchases only: high first; flat with a sale resting too: low first.
        Assert.Equal("100 then 95", Scenario.Prices(Tie(c => c.Market(Side.Buy, One, new Protection { StopPrice = 95, TargetPrice = 105 }))));
        Assert.Equal("98", Scenario.Prices(Tie(c => c.Limit(Side.Buy, One, 98, new Protection { TargetPrice = 105 }))));
        Assert.Equal("98 then 105", Scenario.Prices(Tie(
            c =>
            {
                c.Limit(Side.Buy, One, 98, new Protection { TargetPrice = 105 });
                c.Limit(Side.Sell, One, 150);
            },
            allowShort: true)));
    }

    [Fact]
    public void PathIsChosen_AfterTheFillsAtTheOpen()
    {
        // Short before the open, long after it: the low comes first.
        var run = Scenario.Run([Rest, Rest, [100, 106, 94, 100]], (at, context) =>
        {
            if (at == 0) context.Market(Side.Sell, One);
            if (at == 1) context.Market(Side.Buy, OrderSize.Quantity(2), new Protection { StopPrice = 95, TargetPrice = 105 });
        }, allowShort: true);
        Assert.Equal("100 then 100 then 95", Scenario.Prices(run));
    }

    [Fact]
    public void RestOfAMarketableLimit_GoesOnAtTheOpen_NotAtItsLimit()
    {
        double[][] bars = [[100, 100, 100, 100, 10], [100, 100, 100, 100, 10], [101, 101, 101, 101, 10], [103, 103, 103, 103, 100]];
        var run = Scenario.Run(bars, (at, context) =>
        {
            if (at == 0) context.Limit(Side.Buy, OrderSize.Quantity(3), 120);
        }, Scenario.Bare with { Participation = 0.1m });
        Assert.Equal("100 then 101 then 103", Scenario.Prices(run));
    }

    [Fact]
    public void TouchProbability_IsSeeded()
    {
        string Fills(double probability, ulong seed) => Scenario.Prices(Scenario.Run([Rest, Rest, .. Enumerable.Repeat<double[]>([100, 100, 98, 100], 20)], (at, context) =>
        {
            if (at == 0) context.Limit(Side.Buy, One, 98);
        }, Scenario.Bare with { TouchProbability = probability, Seed = seed }));

        Assert.Equal("none", Fills(0, 1));
        Assert.Equal("98", Fills(1, 1));
        Assert.Equal("98", Fills(0.5, 1));
        Assert.Equal("none", Fills(0.000001, 1));
    }

    static SimulatedRun Tie(Action<StrategyContext> orders, bool allowShort = false) => Scenario.Run([Rest, Rest, [100, 106, 94, 100]], (at, context) =>
    {
        if (at == 0) orders(context);
    }, allowShort: allowShort);

    static string Exit(SimulatedRun run) => run.Engine.Ledger.HasPosition ? "open" : Core.Values.Exact.Text(Scenario.Fills(run).Last().Price);
}
