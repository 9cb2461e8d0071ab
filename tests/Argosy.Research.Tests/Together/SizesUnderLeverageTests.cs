using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Simulation.Fills;
using Argosy.Strategies.Consensus.Counting;
using static Argosy.Research.Tests.Together.HandMade;

namespace Argosy.Research.Tests.Together;

/// <summary>Each sizing rule under leverage, worked by hand: 1,000 of cash, a price of 100, a fee of 0.1 %, lots of 0.001.</summary>
public sealed class SizesUnderLeverageTests
{
    // On contracts a size is a notional: what is free is the wallet times the leverage, of which margin and fee must be paid.
    [Theory]
    [InlineData(MarginMode.Isolated, 1, "all", "9.99")] // ⌊1,000 / 100.1⌋
    [InlineData(MarginMode.Isolated, 5, "all", "49.751")] // margin 20 and fee 0.1 a unit: 1,000 / 20.1
    [InlineData(MarginMode.Isolated, 20, "all", "196.078")] // 1,000 / 5.1
    [InlineData(MarginMode.Cross, 1, "all", "9.99")] // 100q ≤ 1,000 − 0.1q
    [InlineData(MarginMode.Cross, 5, "all", "49.751")] // 100q ≤ 5 (1,000 − 0.1q)
    [InlineData(MarginMode.Isolated, 5, "equity:50%", "4.995")] // ⌊500 / 100.1⌋
    [InlineData(MarginMode.Isolated, 5, "equity:300%", "29.97")] // ⌊3,000 / 100.1⌋
    [InlineData(MarginMode.Isolated, 1, "equity:300%", "9.99")] // capped by what is free
    [InlineData(MarginMode.Cross, 20, "quote:2500", "24.975")]
    [InlineData(MarginMode.Cross, 2, "quote:2500", "19.96")] // 100q ≤ 2 (1,000 − 0.1q): 19.960…
    [InlineData(MarginMode.Isolated, 5, "qty:12.5", "12.5")]
    [InlineData(MarginMode.Isolated, 5, "risk:1%", "5")] // 1,000 · 1 % / (100 − 98)
    [InlineData(MarginMode.Isolated, 1, "risk:4%", "9.99")] // 20 wanted, 1,000 free
    [InlineData(MarginMode.Isolated, 5, "risk:4%", "20")]
    [InlineData(MarginMode.Cross, 20, "kelly(cap=25%, fallback=equity:200%)", "19.98")] // no trades yet: 2,000 / 100.1
    public void Contract_LongOrShort_HasTheSize(MarginMode mode, int leverage, string size, string expected)
    {
        foreach (var vote in new[] { "+", "-" })
        {
            var result = Run(Voting(ConsensusMode.Majority, vote), Settings(size, leverage) with { Margin = new MarginSettings { Mode = mode } }, Lots(100));
            Assert.Equal(expected, Exact.Text(result.Fills[0].Quantity));
        }
    }

    // A spot short opens Σ |quantity| · price ≤ equity · leverage after its costs: 100q ≤ L (1,000 − 0.1q).
    [Theory]
    [InlineData(1, "all", "9.99")]
    [InlineData(3, "all", "29.91")]
    [InlineData(3, "equity:150%", "14.985")]
    [InlineData(1, "quote:400", "3.996")]
    [InlineData(3, "risk:4%", "20")]
    public void SpotShort_HasTheSize(int leverage, string size, string expected)
    {
        var result = Run(Voting(ConsensusMode.Majority, "-"), Settings(size, leverage), Lots(100));
        Assert.Equal(expected, Exact.Text(result.Fills[0].Quantity));
    }

    // Leverage lends nothing to who buys: a spot purchase needs quote, with its fee.
    [Theory]
    [InlineData("all", "9.99")]
    [InlineData("equity:150%", "9.99")]
    [InlineData("risk:4%", "9.99")]
    public void SpotPurchase_IsPaidInFull(string size, string expected) =>
        Assert.Equal(expected, Exact.Text(Run(Voting(ConsensusMode.Majority, "+"), Settings(size, 3), Lots(100)).Fills[0].Quantity));

    [Fact]
    public void VolatilityTarget_OfAContract_GoesBeyondTheCash()
    {
        // Log returns of ±r by turns: σ = r · √(4/3) for four of them, times √525,600 minutes a year.
        double[][] bars = [.. new[] { 100.0, 101, 100, 101, 100, 100, 100 }.Select(Flat)];
        var sigma = Math.Log(1.01) * Math.Sqrt(4.0 / 3) * Math.Sqrt(525_600);
        var amount = 1_000 * 25 / sigma;
        var result = Run(Voting(ConsensusMode.Majority, "....+"), Settings("volatility(target=2500%, bars=4)", 20) with { Margin = new MarginSettings { Mode = MarginMode.Cross } }, Market(bars));
        Assert.True(amount > 2_000);
        Assert.Equal(amount / 100.1, (double)result.Fills[0].Quantity, 1e-6);
    }

    [Fact]
    public void FixedQuantity_BeyondTheMargin_IsRejectedAtItsFill()
    {
        var result = Run(Voting(ConsensusMode.Majority, "+0"), Settings("qty:49.752", 5) with { Margin = new MarginSettings { Mode = MarginMode.Isolated } }, Lots(100));
        Assert.Equal(0, result.Fills.Count);
        Assert.Contains(result.Unfilled, pair => pair is { Key: "insufficient-funds", Value: 1 });
    }

    static BacktestSettings Settings(string size, int leverage) => new()
    {
        Cash = 1_000, Size = size, AllowShort = true, Leverage = leverage, Band = false, Exits = ["stop:2%"],
        Fills = new FillOptions { TakerFee = 0.001m, MakerFee = 0.001m, Participation = 0 },
    };

    static Market Lots(double price) => Market([Flat(price), Flat(price), Flat(price)]) with
    {
        Instrument = new Core.Instruments.Instrument("BTC", "USD", 0.01m, 0.001m, 0, 2),
        Brackets = BracketTable.FromRates([(100_000m, 20, 0.02m)]),
    };
}
