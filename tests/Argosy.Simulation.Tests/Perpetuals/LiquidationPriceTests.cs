using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Simulation.Margin;
using Argosy.Simulation.Runs;
using Argosy.Simulation.Venue;
using Argosy.TestSupport;

namespace Argosy.Simulation.Tests.Perpetuals;

/// <summary>The price the venue says it liquidates at, held against what it does: a market that stops one tick before it leaves the position, one that reaches it does not.</summary>
public sealed class LiquidationPriceTests
{
    const decimal Tick = 0.01m;

    [Fact]
    public void Spot_AndFlat_HaveNone()
    {
        var spot = Scenario.Prepare(Scenario.Columns([Scenario.Flat(100)]), (_, _) => { });
        spot.Run();
        Assert.Null(((SimulatedVenue)spot.Venue).LiquidationPrice(0));
        Assert.Null(PriceAfter([Scenario.Flat(100), Scenario.Flat(100)], Contracts.Terms(MarginMode.Isolated), []));
    }

    [Theory]
    [InlineData(8, 91.83)]
    [InlineData(-8, 107.85)]
    [InlineData(12, 92.10)]
    public void Isolated_ByHand(double quantity, double expected) =>
        Assert.Equal((decimal)expected, PriceAfter([Scenario.Flat(100), Scenario.Flat(100)], Contracts.Terms(MarginMode.Isolated), new() { [0] = (decimal)quantity }));

    [Fact]
    public void Isolated_MovesWithFunding_AndAPartialClose()
    {
        // A hundredth of 800 is paid from the margin of 80 at the second open after the entry.
        var funding = new PerpetualData(null, new FundingRates([120_000], [0.01m], "rates"));
        double[][] bars = [.. Enumerable.Repeat(Scenario.Flat(100), 4)];
        Assert.Equal(92.85m, PriceAfter(bars, Contracts.Terms(MarginMode.Isolated), new() { [0] = 8 }, funding));
        // A quarter of what is held takes a quarter of the margin along: the price stays.
        Assert.Equal(92.85m, PriceAfter(bars, Contracts.Terms(MarginMode.Isolated), new() { [0] = 8, [2] = -2 }, funding));
        // As much again brings 80 of margin that paid nothing, and the second bracket: 0.05 · 16p − 30 ≥ 152 + 16p − 1,600 at p ≤ 93.289…
        Assert.Equal(93.28m, PriceAfter(bars, Contracts.Terms(MarginMode.Isolated), new() { [0] = 8, [2] = 8 }, funding));
    }

    [Fact]
    public void OneTickBefore_TheVenueLeavesIt_AndAtIt_ItDoesNot()
    {
        var liquidated = 0;
        PropertyChecks.ForSeeds(60, seed =>
        {
            var random = new SeededGenerator((ulong)seed);
            var terms = Contracts.Terms(random.NextIndex(2) == 0 ? MarginMode.Isolated : MarginMode.Cross, leverage: 2 + random.NextIndex(9), table: BracketTable.FromRates([(1_000m, 20, 0.02m), (5_000m, 15, 0.05m), (1_000_000m, 10, 0.08m)]));
            var side = random.NextIndex(2) == 0 ? 1 : -1;
            // A small account, so that cross margin can be used up as well.
            var (cash, first) = (100 + random.NextIndex(200), (1 + random.NextIndex(900)) / 100m);
            var orders = new Dictionary<int, decimal> { [0] = side * first, [1] = side * (1 + random.NextIndex(400)) / 100m, [2] = -side * first / 2 };
            var funding = new PerpetualData(null, new FundingRates([90_000, 210_000], [(random.NextIndex(21) - 10) / 2_000m, (random.NextIndex(21) - 10) / 2_000m], "rates"));
            double[][] bars = [Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100.5), Scenario.Flat(99.75), Scenario.Flat(100.25)];
            // An entry that could not be paid leaves nothing, or what was to reduce it.
            if (PriceAfter(bars, terms, orders, funding, cash) is not { } price || price < 1 || (side > 0 ? price >= 100.25m : price <= 100.25m)) return;
            liquidated++;
            var before = Reaching(bars, price + (side * Tick), terms, orders, funding, cash);
            Assert.DoesNotContain(Contracts.Fills(before), fill => fill.EndsWith("liquidation", StringComparison.Ordinal));
            var at = Reaching(bars, price, terms, orders, funding, cash);
            Assert.EndsWith($"@ {Exact.Text(price)} liquidation", Contracts.Fills(at)[^1], StringComparison.Ordinal);
            Contracts.AssertBalanced(at);
        });
        Assert.True(liquidated >= 20, $"{liquidated} liquidations prove little");
    }

    [Fact]
    public void Cross_OfTwo_IsThePriceOfOneWhereTheOtherStays()
    {
        var venue = (SimulatedVenue)CrossOfTwoAt(null).Venue;
        // Wallet 100, 5 of each bought at 100. The second stands at 102, gains 10 and must keep 10.2: 0.1p + 10.2 ≥ 100 + 10 + 5p − 500 at p ≤ 81.673…
        var price = venue.LiquidationPrice(0)!.Value;
        Assert.Equal(81.67m, price);
        // The first stands at 100 and must keep 10: 0.1p + 10 ≥ 100 + 5p − 500 at p ≤ 83.673…
        Assert.Equal(83.67m, venue.LiquidationPrice(1));
        Assert.DoesNotContain(Fills(CrossOfTwoAt(price + Tick)), fill => fill.Purpose == OrderPurpose.Liquidation);
        var first = Fills(CrossOfTwoAt(price)).First(fill => fill.Purpose == OrderPurpose.Liquidation);
        // The one with the larger maintenance goes, which is the second by then.
        Assert.Equal((1, 102m), ((int)first.Instrument, first.Price));
    }

    static Fill[] Fills(SimulatedRun run) => [.. Scenario.Fills(run)];

    static SimulatedRun CrossOfTwoAt(decimal? low)
    {
        double[][] first = [Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(100)];
        double[][] second = [Scenario.Flat(100), Scenario.Flat(100), Scenario.Flat(102)];
        if (low is { } price)
        {
            var to = Exact.ToStatistic(price);
            first = [.. first, [100, 100, to, to]];
            second = [.. second, Scenario.Flat(102)];
        }
        var run = Contracts.Prepare([first, second], Contracts.Terms(MarginMode.Cross, 2), [new() { [0] = 5 }, new() { [0] = 5 }], 100);
        run.Run();
        return run;
    }

    static decimal? PriceAfter(double[][] bars, MarginTerms terms, Dictionary<int, decimal> orders, PerpetualData? data = null, decimal cash = 1_000) =>
        ((SimulatedVenue)Contracts.Run(bars, terms, orders, cash, data: data).Venue).LiquidationPrice(0);

    // The same market, and then a bar that goes to the price and ends there.
    static SimulatedRun Reaching(double[][] bars, decimal price, MarginTerms terms, Dictionary<int, decimal> orders, PerpetualData data, decimal cash)
    {
        var (from, to) = (bars[^1][3], Exact.ToStatistic(price));
        return Contracts.Run([.. bars, [from, Math.Max(from, to), Math.Min(from, to), to]], terms, orders, cash, data: data);
    }
}
