using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Research.Tests.Together;
using Argosy.Simulation.Fills;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Consensus.Counting;
using static Argosy.Research.Tests.Together.HandMade;

namespace Argosy.Research.Tests.Backtests;

/// <summary>What a result says of positions that are open at the end, of accounts that are ruined and of the first purchase, worked by hand.</summary>
public sealed class EndOfRunTests
{
    static BacktestSettings Settings(string size, decimal fee = 0.001m) => new() { Cash = 1_000, Size = size, Band = false, Fills = new FillOptions { TakerFee = fee, MakerFee = fee, Participation = 0 } };

    [Fact]
    public void Position_OpenAtTheEnd_IsClosedInFiguresAndTradesAlone()
    {
        var result = Run(Choice(() => new BuyAndHold()), Settings("qty:2"), Market([Flat(100), Flat(100), Flat(110), Flat(120)]));
        var trade = Assert.Single(result.Trades);
        Assert.Equal((true, 120m, 4 * Minute, OrderPurpose.EndOfRun), (trade.OpenAtEnd, trade.ExitPrice, trade.ExitTime, trade.ExitReason));
        // 240 − 200 − 0.2 − 0.24.
        Assert.Equal((39.56m, 0.44m), (trade.Pnl, trade.Fees));
        Assert.Equal(1_039.56m, result.Metrics.FinalEquity);
        Assert.Equal(0.44m, result.Metrics.Fees);
        Assert.Equal(1_039.56, result.Equity.Values[^1]);
        Assert.Equal((1, 1), (result.Fills.Count, result.OrderCount));
        Assert.Contains(result.Warnings, warning => warning.StartsWith("1 position was open at the end", StringComparison.Ordinal));
    }

    [Fact]
    public void Short_OpenAtTheEnd_IsBoughtBackAtTheLastClose()
    {
        var result = Run(Voting(ConsensusMode.Majority, "-"), Settings("qty:2") with { AllowShort = true }, Market([Flat(100), Flat(100), Flat(90)]));
        // 200 − 0.2 − 180 − 0.18.
        Assert.Equal(1_019.62m, result.Metrics.FinalEquity);
        Assert.Equal(19.62m, Assert.Single(result.Trades).Pnl);
        Assert.Contains("1 short trade borrowed at 0 % a year (--borrow-apr).", result.Warnings);
    }

    [Fact]
    public void RunThatMayOnlyBeShort_IsFlatWhereAnotherWouldBeLong_AndItsSettingsSaySo()
    {
        var settings = Settings("qty:2") with { AllowShort = true, AllowLong = false };
        Assert.Equal("1m sell 2 at 100; 3m buy 2 at 90", Told(Run(Voting(ConsensusMode.Majority, "--+"), settings, Market([Flat(100), Flat(100), Flat(90), Flat(90), Flat(95)]))));
        var text = StoredSettings.Text(settings);
        Assert.Contains("\"long\":false", text, StringComparison.Ordinal);
        Assert.False(StoredSettings.ReadRun(text).Value.AllowLong);
        Assert.DoesNotContain("\"long\"", StoredSettings.Text(settings with { AllowLong = true }), StringComparison.Ordinal);
        var rests = Run(Choice(() => new OneOrder(c => c.Limit(Side.Buy, Engine.Orders.OrderSize.Quantity(1), 90))), settings, Market([Flat(100), Flat(90), Flat(90)]));
        Assert.Equal(0, rests.Fills.Count);
        Assert.Contains(rests.Unfilled, pair => pair is { Key: "long-not-allowed", Value: 1 });
    }

    [Fact]
    public void Ruin_OnThePath_ClosesWhereEquityIsZero_AndSaysSo()
    {
        // Short 10 of 100 with 1,000: equity is 2,000 − 10p, gone at 200.
        var result = Run(Voting(ConsensusMode.Majority, "-"), Settings("qty:10", 0) with { AllowShort = true }, Market([Flat(100), Flat(100), [100, 250, 100, 240], Flat(100), Flat(100)]));
        Assert.Equal("1m sell 10 at 100; 3m bankrupt 10 at 200", Told(result));
        Assert.Equal((0m, OrderPurpose.Bankrupt), (result.Metrics.FinalEquity, result.Trades[0].ExitReason));
        Assert.Equal(3 * Minute, result.To);
        Assert.Equal(1, result.Metrics.MaxDrawdown);
        Assert.Contains(result.Warnings, warning => warning.StartsWith("no equity was left", StringComparison.Ordinal));
    }

    [Fact]
    public void Ruin_OverAGap_MayLeaveADebt_AndSaysSo()
    {
        var result = Run(Voting(ConsensusMode.Majority, "-"), Settings("qty:10", 0) with { AllowShort = true }, Market([Flat(100), Flat(100), Flat(230), Flat(100)]));
        Assert.Equal("1m sell 10 at 100; 2m bankrupt 10 at 230", Told(result));
        Assert.Equal(-300m, result.Metrics.FinalEquity);
        Assert.Equal(1.3, result.Metrics.MaxDrawdown!.Value, 1e-12);
        Assert.Null(result.Metrics.Cagr);
        Assert.Contains(result.Warnings, warning => warning.Contains("left equity at -300", StringComparison.Ordinal));
    }

    // ⌊amount / (price after costs · (1 + taker fee)) / lot⌋ · lot: the price is 100 with 20 bps of slippage and half of 10 bps of spread.
    [Theory]
    [InlineData("quote:500", "0.001", "4.982")] // 500 / (100.25 · 1.001) = 4.98254…
    [InlineData("quote:500", "0.1", "4.9")]
    [InlineData("equity:25%", "0.001", "2.491")]
    [InlineData("all", "0.001", "9.965")] // 1,000 / 100.35025
    [InlineData("quote:100", "1", null)] // less than a lot
    public void AmountSizes_BecomeQuantitiesAtTheFill(string size, string lot, string? quantity)
    {
        var market = Market([Flat(90), Flat(100), Flat(100)]);
        var settings = Settings(size) with { Fills = new FillOptions { TakerFee = 0.001m, Participation = 0, SlippageBps = 20, SpreadBps = 10 } };
        var result = Run(Choice(() => new BuyAndHold()), settings, market with { Instrument = new Core.Instruments.Instrument("BTC", "USD", 0.01m, decimal.Parse(lot, System.Globalization.CultureInfo.InvariantCulture), 0, 2) });
        if (quantity is null)
        {
            Assert.Equal(0, result.Fills.Count);
            Assert.Contains(result.Unfilled, pair => pair.Key == "below-minimum" && pair.Value > 0);
            return;
        }
        Assert.Equal((quantity, 100.25m), (Exact.Text(result.Fills[0].Quantity), result.Fills[0].Price));
    }

    [Fact]
    public void Trigger_ThatCannotBePaid_IsRejectedAtItsFill()
    {
        var result = Run(Choice(() => new OneOrder(c => c.Stop(Side.Buy, Engine.Orders.OrderSize.Quantity(9.6m), 105))), Settings("all"), Market([Flat(100), Flat(100), [100, 106, 100, 106], Flat(106)]));
        // 9.6 · 105 = 1,008 and its fee; it was no trouble while it waited.
        Assert.Equal(0, result.Fills.Count);
        Assert.Contains(result.Unfilled, pair => pair is { Key: "insufficient-funds", Value: 1 });
        Assert.Equal(OrderState.Rejected, Assert.Single(result.Orders).State);
    }

    sealed class OneOrder(Action<Engine.Strategies.StrategyContext> order) : Engine.Strategies.IStrategy
    {
        bool _sent;

        public void OnBar(in Core.MarketData.Bar bar, Engine.Strategies.StrategyContext context)
        {
            if (!_sent) order(context);
            _sent = true;
        }
    }
}
