using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Orders;
using Argosy.Engine.Risk;
using Argosy.Engine.Strategies;
using Argosy.Strategies.BuiltIn;
using Argosy.Strategies.Sizing;
using Argosy.Strategies.Tests.Support;

namespace Argosy.Strategies.Tests.Sizing;

public class SizingTests
{
    [Theory]
    [InlineData("all", "1000 quote")]
    [InlineData("quote:100", "100 quote")]
    [InlineData("quote:5000", "1000 quote")]
    [InlineData("qty:1.5", "1.5")]
    [InlineData("equity:10%", "400 quote")]
    [InlineData("equity:0.1", "400 quote")]
    [InlineData("equity:50%", "1000 quote")]
    [InlineData("equity:150%", "1000 quote")]
    [InlineData("risk:1%", "8")] // 4,000 · 1 % / |100 − 95|
    [InlineData("risk:0.01", "8")]
    [InlineData("risk:2%", "1000 quote")] // 16 at 100 cost more than there is
    public void Size_FollowsItsRule(string text, string expected)
    {
        var request = new SizingRequest(Side.Buy, FreeQuote: 1_000, Equity: 4_000, Close: 100, StopPrice: 95, IdleInstruments: 1);
        Assert.Equal(expected, SizingRules.Parse(text).Value.Size(in request).Value.ToString());
    }

    [Fact]
    public void All_IsSharedByIdleInstruments_NeverMoreThanThereIs()
    {
        var request = new SizingRequest(Side.Buy, 1_000, 1_000, 100, null, IdleInstruments: 3);
        Assert.Equal(OrderSize.Quote(333.33333333m), new AllCash().Size(in request).Value);
    }

    [Fact]
    public void Risk_OfAShort_UsesTheDistanceAbove()
    {
        var request = new SizingRequest(Side.Sell, 10_000, 1_000, 100, StopPrice: 104, 1);
        Assert.Equal(OrderSize.Quantity(2.5m), new RiskShare(0.01m).Size(in request).Value);
    }

    [Theory]
    [InlineData(null, "no stop")]
    [InlineData("100", "at the close")]
    public void Risk_WithoutDistance_IsRefused(string? stop, string because)
    {
        decimal? price = stop is null ? null : decimal.Parse(stop, System.Globalization.CultureInfo.InvariantCulture);
        var request = new SizingRequest(Side.Buy, 1_000, 1_000, 100, price, 1);
        var size = new RiskShare(0.01m).Size(in request);
        Assert.Equal(ErrorKind.Refused, size.Error!.Kind);
        Assert.Contains(because, size.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Risk_InARun_LosesItsShareAtTheStop()
    {
        var bench = new Bench(StrategySlot.For(new RsiReversal(2, stopLoss: 0.02m)), allowShort: false, sizing: new RiskShare(0.01m), cash: 10_000);
        foreach (var bar in Walks.Closes(10, 11, 12, 11, 10)) bench.Step(in bar);
        Assert.Equal(500, bench.Engine.Ledger.Position(0, 0).Quantity); // 100 / (10 − 9.8)
    }

    [Fact]
    public void Risk_InARunWithoutStop_IsRefused()
    {
        var bench = new Bench(StrategySlot.For(new BuyAndHold()), sizing: new RiskShare(0.01m));
        foreach (var bar in Walks.Closes(10)) bench.Step(in bar);
        var order = Assert.Single(bench.Engine.Orders.Kept);
        Assert.Equal((OrderState.Refused, Argosy.Core.Events.OrderReason.NoStop), (order.State, order.Reason));
    }

    [Theory]
    [InlineData("all", "all")]
    [InlineData("ALL", "all")]
    [InlineData("quote:100.50", "quote:100.5")]
    [InlineData("qty:0.00000001", "qty:0.00000001")]
    [InlineData("equity:0.25", "equity:25%")]
    [InlineData("risk:0.5%", "risk:0.5%")]
    public void Parse_WritesBackWhatItRead(string text, string written)
    {
        var rule = SizingRules.Parse(text).Value;
        Assert.Equal(written, rule.ToString());
        Assert.Equal(rule, SizingRules.Parse(written).Value);
    }

    [Theory]
    [InlineData("", "size must be all, quote:100, qty:1, equity:10%, risk:1%, volatility:20% or kelly(cap=25%), was ''")]
    [InlineData("100", "size must be all, quote:100, qty:1, equity:10%, risk:1%, volatility:20% or kelly(cap=25%), was '100'")]
    [InlineData("equty:10%", "size must be all, quote:100, qty:1, equity:10%, risk:1%, volatility:20% or kelly(cap=25%), was 'equty:10%', did you mean 'equity'?")]
    [InlineData("all:5", "size 'all' takes no value, was 'all:5'")]
    [InlineData("quote", "size 'quote' needs an amount of quote asset, e.g. quote:100")]
    [InlineData("quote:", "size 'quote:' needs an amount of quote asset, e.g. quote:100")]
    [InlineData("quote:10%", "size 'quote:10%' needs an amount of quote asset, e.g. quote:100")]
    [InlineData("quote:1,000", "size 'quote:1,000' needs an amount of quote asset, e.g. quote:100")]
    [InlineData("quote:0", "size 'quote:0' must be above 0")]
    [InlineData("qty:-1", "size 'qty:-1' must be above 0")]
    [InlineData("qty:x", "size 'qty:x' needs a quantity of base asset, e.g. qty:1")]
    [InlineData("equity:10", "size 'equity:10' is a ratio above 1, did you mean 'equity:10%'?")]
    [InlineData("equity:ten%", "size 'equity:ten%' needs a share of the equity, e.g. equity:10%")]
    [InlineData("equity:0%", "size 'equity:0%' must be above 0")]
    [InlineData("risk:101%", "size 'risk:101%' must be at most 100%")]
    public void Parse_SaysWhatIsWrong(string text, string message)
    {
        var error = SizingRules.Parse(text).Error!;
        Assert.Equal((ErrorKind.BadInput, message), (error.Kind, error.Message));
    }
}
