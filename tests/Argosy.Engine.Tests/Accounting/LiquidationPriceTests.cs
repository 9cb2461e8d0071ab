using Argosy.Core.Instruments;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;

namespace Argosy.Engine.Tests.Accounting;

/// <summary>The price at which a margin line says liquidated: by the formula of SEMANTICS section 4, worked by hand, and one unit before and at it on any line.</summary>
public sealed class LiquidationPriceTests
{
    static readonly BracketTable Table = BracketTable.FromRates([(1_000m, 20, 0.02m), (100_000m, 10, 0.05m)]);
    static readonly Instrument Cents = new("X", "Q", 0.01m, 0.00000001m, 0, 2);

    [Fact]
    public void Isolated_ByHand()
    {
        // 0.02 · 8p ≥ 80 + 8p − 800 at p ≤ 91.8367…
        Assert.Equal(91.83m, Line(80, 8, 800).LiquidationPrice(Cents));
        // Funding of 8 was paid from the margin: at p ≤ 92.857…
        Assert.Equal(92.85m, Line(72, 8, 800).LiquidationPrice(Cents));
        // 0.16p ≥ 80 + 800 − 8p at p ≥ 107.843…
        Assert.Equal(107.85m, Line(80, -8, -800).LiquidationPrice(Cents));
        // The second bracket: 0.05 · 12p − 30 ≥ 120 + 12p − 1,200 at p ≤ 92.105…
        Assert.Equal(92.1m, Line(120, 12, 1_200).LiquidationPrice(Cents));
        // A short grows into it: 0.05 · 9.5p − 30 ≥ 95 + 950 − 9.5p at p ≥ 107.769…
        Assert.Equal(107.77m, Line(95, -9.5m, -950).LiquidationPrice(Cents));
    }

    [Fact]
    public void Cross_CountsWhatTheOthersMustKeep()
    {
        // Wallet 200, others gain 10 and must keep 30: 0.02 · 8p + 30 ≥ 210 + 8p − 800 at p ≤ 79.081…
        Assert.Equal(79.08m, new MarginLine(210 - 800, 8, 30, Table).LiquidationPrice(Cents));
    }

    [Fact]
    public void APriceOnTheScale_IsLiquidatedItself()
    {
        // 0.02 · 100 is the margin left: exactly at the entry.
        Assert.Equal(100m, Line(2, 1, 100).LiquidationPrice(Cents));
        Assert.Equal(100m, Line(2, -1, -100).LiquidationPrice(Cents));
    }

    [Fact]
    public void NoPrice_WhereNoneLiquidates()
    {
        Assert.Null(Line(0, 0, 0).LiquidationPrice(Cents));
        // Paid in full: worth something at any price.
        Assert.Null(Line(800, 8, 800).LiquidationPrice(Cents));
        // A wallet that no fall can use up, and one so large that no price with 15 digits can.
        Assert.Null(new MarginLine(5_000 - 800, 8, 0, Table).LiquidationPrice(Cents));
        Assert.Null(new MarginLine(1e20m, -0.00000001m, 0, Table).LiquidationPrice(Cents));
        // Lost at every price: such a position does not stand.
        Assert.Null(new MarginLine(-10, -1, 0, Table).LiquidationPrice(Cents));
    }

    [Fact]
    public void OneUnitBefore_Stands_AndAtIt_DoesNot_OnAnyLine()
    {
        var random = new SeededGenerator(20_261_130);
        var tables = new[]
        {
            Table, BracketTable.Default,
            // A venue prints cum rounded to cents.
            new BracketTable([new(0, 5_000, 50, 0.01m, 0), new(5_000, 20_000, 20, 0.025m, 75.01m), new(20_000, 1_000_000, 10, 0.05m, 575m)]),
        };
        var found = 0;
        for (var k = 0; k < 20_000; k++)
        {
            var scale = random.NextIndex(5);
            var instrument = new Instrument("X", "Q", Exact.FromUnits(1, scale), 0.00000001m, 0, scale);
            var entry = Exact.FromUnits(1 + random.NextIndex(1_000_000), scale);
            var quantity = Exact.FromUnits(1 + random.NextIndex(1_000_000_000), random.NextIndex(9)) * (random.NextIndex(2) == 0 ? 1 : -1);
            var cost = quantity * entry;
            var margin = Exact.RoundUp(Math.Abs(cost) / (1 + random.NextIndex(50)), 8) * (100 - random.NextIndex(90)) / 100;
            var line = new MarginLine(margin - cost, quantity, random.NextIndex(2) == 0 ? 0 : margin / 10, tables[k % tables.Length]);
            if (line.LiquidationPrice(instrument) is not { } price) continue;
            found++;
            var against = quantity > 0 ? -instrument.ToMoney(1) : instrument.ToMoney(1);
            Assert.True(instrument.OnTick(price), $"{price} lies on the scale: {line}");
            Assert.True(line.IsLiquidated(price), $"liquidated at {price}: {line}");
            Assert.True(line.IsLiquidated(price + against), $"liquidated beyond {price}: {line}");
            Assert.False(line.IsLiquidated(price - against), $"it stands before {price}: {line}");
        }
        Assert.InRange(found, 12_000, 20_000);
    }

    static MarginLine Line(decimal margin, decimal quantity, decimal cost) => new(margin - cost, quantity, 0, Table);
}
