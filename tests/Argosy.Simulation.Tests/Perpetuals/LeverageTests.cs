using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;

namespace Argosy.Simulation.Tests.Perpetuals;

public sealed class LeverageTests
{
    static double[] Flat(double price) => Scenario.Flat(price);

    [Theory]
    [InlineData(10, "")] // 1,000 lies in the first bracket, its cap included
    [InlineData(10.01, "leverage-too-high")]
    public void Opening_AboveTheBracketsLeverage_IsRefused(double quantity, string reason)
    {
        var run = Contracts.Run([Flat(100), Flat(100), Flat(100)], Contracts.Terms(MarginMode.Isolated, leverage: 20), new() { [0] = (decimal)quantity });
        Assert.Equal(reason.Length == 0 ? OrderReason.None : OrderReason.LeverageTooHigh, Scenario.Order(run, 1).Reason);
        Assert.Equal(reason.Length == 0 ? 1 : 0, run.Engine.Fills.Count);
    }

    [Fact]
    public void Opening_BeyondAllBrackets_IsRefused()
    {
        var run = Contracts.Run([Flat(100), Flat(100), Flat(100)], Contracts.Terms(MarginMode.Cross, leverage: 1), new() { [0] = 1_000.01m }, cash: 1_000_000);
        Assert.Equal(OrderReason.LeverageTooHigh, Scenario.Order(run, 1).Reason);
    }

    [Fact]
    public void Leverage_AboveTheFirstBracket_StopsTheRunBeforeItBegins()
    {
        var wrong = Assert.Throws<ArgumentException>(() => Contracts.Run([Flat(100)], Contracts.Terms(MarginMode.Cross, leverage: 21), []));
        Assert.Contains("21 exceeds the 20", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MarginMode.Isolated, 99, true)]
    [InlineData(MarginMode.Isolated, 99.02, false)] // 990.2 of margin and 9.902 of fee exceed 1,000
    [InlineData(MarginMode.Cross, 99, true)]
    [InlineData(MarginMode.Cross, 99.02, false)] // 9,902 > (1,000 − 9.902) · 10
    public void Opening_ThatTheMarginCannotCarry_IsRejected(MarginMode mode, double quantity, bool fills)
    {
        var run = Contracts.Run([Flat(100), Flat(100), Flat(100)], Contracts.Terms(mode), new() { [0] = (decimal)quantity }, fills: Contracts.Taker);
        Assert.Equal(fills ? 1 : 0, run.Engine.Fills.Count);
        Assert.Equal(fills ? OrderReason.None : OrderReason.InsufficientFunds, Scenario.Order(run, 1).Reason);
    }

    [Theory]
    [InlineData(MarginMode.Isolated)]
    [InlineData(MarginMode.Cross)]
    public void QuoteSize_IsANotionalAndShrinksToTheMargin(MarginMode mode)
    {
        void Script(int bar, Argosy.Engine.Strategies.StrategyContext context)
        {
            if (bar == 0) context.Submit(context.Intent(Side.Sell, OrderType.Market, OrderSize.Quote(20_000)));
        }

        var run = Contracts.Run([Flat(100), Flat(100), Flat(100)], Contracts.Terms(mode), [], fills: Contracts.Taker, script: Script);
        var quantity = -run.Engine.Ledger.Net(0);
        Assert.InRange(quantity, 99.0098m, 99.01m);
        Assert.False(run.Engine.Ended);
    }

    [Fact]
    public void Closing_NeedsNoMargin()
    {
        var run = Contracts.Run([Flat(100), Flat(100), Flat(95), Flat(95)], Contracts.Terms(MarginMode.Isolated), new() { [0] = 99, [1] = -99 }, fills: Contracts.Taker);
        Assert.Equal(0, run.Engine.Ledger.Net(0));
        Assert.Equal(OrderState.Filled, Scenario.Order(run, 2).State);
    }
}
