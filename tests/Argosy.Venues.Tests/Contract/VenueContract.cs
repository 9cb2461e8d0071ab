using Argosy.Core.Orders;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using static Argosy.Venues.Tests.Contract.ContractVenue;

namespace Argosy.Venues.Tests.Contract;

/// <summary>What every venue promises, tried against a real exchange on loopback: each adapter is one subclass.</summary>
public abstract partial class VenueContract
{
    static readonly CancellationToken None = CancellationToken.None;

    internal abstract Task<ContractVenue> StartAsync(ContractSetup setup);

    /// <summary>Path of the request that places an order.</summary>
    internal abstract string PlacePath { get; }

    [Fact]
    public async Task Limit_Placed_Rests_IsFound_AndIsCancelled()
    {
        await using var venue = await StartAsync(new());
        var order = venue.Resting(0.5213m);
        var answer = await venue.Account.PlaceAsync(order, None);
        Assert.Equal(SendAnswerKind.Accepted, answer.Kind);
        var found = await venue.Account.QueryAsync(order, answer.VenueOrderId, None);
        Assert.Equal((QueryAnswerKind.Found, OrderState.Working, 0m), (found.Kind, found.Order!.State, found.Order.Executed));
        Assert.Equal((order.Id.ToString(), answer.VenueOrderId, 0.5213m), (found.Order.ClientId, found.Order.VenueOrderId, found.Order.Quantity));
        Assert.True(found.Order.Agrees(order.Wish));
        Assert.Empty(found.Fills!);
        Assert.Equal(order.Id.ToString(), Assert.Single((await venue.Account.OpenOrdersAsync(None)).Value).ClientId);
        Assert.True((await venue.Account.CancelAsync(order, answer.VenueOrderId, None)).Value);
        Assert.Equal(OrderState.Cancelled, (await venue.Account.QueryAsync(order, answer.VenueOrderId, None)).Order!.State);
        Assert.Empty((await venue.Account.OpenOrdersAsync(None)).Value);
    }

    [Fact]
    public async Task Market_Placed_IsFilled_AndItsExecutionsAreListedTwice()
    {
        await using var venue = await StartAsync(new());
        var (before, order) = (venue.Server.Now, venue.Order(Side.Buy, OrderType.Market, 0.7m));
        var answer = await venue.Account.PlaceAsync(order, None);
        var found = await venue.Account.QueryAsync(order, answer.VenueOrderId, None);
        Assert.Equal((OrderState.Filled, 0.7m), (found.Order!.State, found.Order.Executed));
        Assert.True(found.Order.Agrees(order.Wish));
        Assert.Equal(0.7m, found.Fills!.Sum(fill => fill.Quantity));
        Assert.All(found.Fills!, fill => Assert.Equal((order.Id.ToString(), answer.VenueOrderId, Instrument, Side.Buy, false), (fill.ClientId, fill.VenueOrderId, fill.Instrument, fill.Side, fill.IsMaker)));
        Assert.All(found.Fills!, fill => Assert.True(fill is { Fee: > 0, FeeAsset.Length: > 0, Price: > 0 } && fill.Time >= before));
        var listed = (await venue.Account.FillsAsync([Instrument], before, None)).Value;
        Assert.Equal(found.Fills!.Select(fill => (fill.TradeId, fill.Quantity, fill.Price, fill.Fee)), listed.Select(fill => (fill.TradeId, fill.Quantity, fill.Price, fill.Fee)));
        Assert.Empty((await venue.Account.FillsAsync([Instrument], before + 1, None)).Value);
        await BalancesEqualTheLedger(venue);
    }

    [Fact]
    public async Task Ioc_OnAThinBook_EndsWithWhatItGot()
    {
        await using var venue = await StartAsync(new());
        venue.Control("POST", $"/control/liquidity?symbol={Symbol}&value=3000");
        var order = venue.Order(Side.Buy, OrderType.Limit, 1m, venue.Best().Ask, inForce: TimeInForce.Ioc);
        var answer = await venue.Account.PlaceAsync(order, None);
        var found = await venue.Account.QueryAsync(order, answer.VenueOrderId, None);
        Assert.True(found.Order!.State is OrderState.Cancelled or OrderState.Expired && found.Order.Executed is > 0 and < 1m);
        Assert.Equal(found.Order.Executed, found.Fills!.Sum(fill => fill.Quantity));
        await BalancesEqualTheLedger(venue);
    }

    [Fact]
    public async Task Id_UsedByAWorkingOrder_IsADuplicate()
    {
        await using var venue = await StartAsync(new());
        var order = venue.Resting();
        Assert.Equal(SendAnswerKind.Accepted, (await venue.Account.PlaceAsync(order, None)).Kind);
        Assert.Equal(SendAnswerKind.Duplicate, (await venue.Account.PlaceAsync(order, None)).Kind);
        Assert.Equal(1, venue.Orders);
    }

    [Theory]
    [InlineData("an instrument that is not listed")]
    [InlineData("below the minimum")]
    [InlineData("off the tick")]
    [InlineData("off the lot")]
    [InlineData("more than there is")]
    [InlineData("post-only through the book")]
    [InlineData("a stop behind the price")]
    public async Task Order_ThatCannotBe_IsRejectedForGood_AndNotThere(string what)
    {
        await using var venue = await StartAsync(new());
        var (price, last) = (venue.Below(0.2m), venue.Last);
        var order = what switch
        {
            "an instrument that is not listed" => venue.Order(Side.Buy, OrderType.Limit, 1, price, instrument: "NIX/USDT"),
            "below the minimum" => venue.Order(Side.Buy, OrderType.Limit, venue.Listing.Instrument.LotSize, price),
            "off the tick" => venue.Order(Side.Buy, OrderType.Limit, 0.01m, price + (venue.Listing.Instrument.TickSize / 10)),
            "off the lot" => venue.Order(Side.Buy, OrderType.Limit, 0.01m + (venue.Listing.Instrument.LotSize / 10), price),
            "more than there is" => venue.Order(Side.Buy, OrderType.Limit, 200m, price),
            "post-only through the book" => venue.Order(Side.Buy, OrderType.Limit, 0.01m, venue.Best().Ask, postOnly: true),
            _ => venue.Order(Side.Sell, OrderType.Stop, 0.01m, trigger: Math.Floor(last * 1.1m)),
        };
        var answer = await venue.Account.PlaceAsync(order, None);
        Assert.Equal(SendAnswerKind.Rejected, answer.Kind);
        Assert.NotEqual("", answer.Reason);
        Assert.Empty((await venue.Account.OpenOrdersAsync(None)).Value);
        if (order.Wish.Instrument == Instrument) Assert.Equal(QueryAnswerKind.NotFound, (await venue.Account.QueryAsync(order, "", None)).Kind);
    }

    [Fact]
    public async Task Order_NobodyKnows_IsNotFoundAtTheVenuesTime_AndNotCancelled()
    {
        await using var venue = await StartAsync(new());
        var order = venue.Resting();
        venue.Step(20_000);
        var answer = await venue.Account.QueryAsync(order, "", None);
        Assert.Equal((QueryAnswerKind.NotFound, venue.Server.Now), (answer.Kind, answer.VenueTime));
        Assert.False((await venue.Account.CancelAsync(order, "", None)).Ok);
    }

    [Theory]
    [InlineData("cut-before", 0)]
    [InlineData("cut-after", 1)]
    [InlineData("timeout-before", 0)]
    [InlineData("timeout-after", 1)]
    [InlineData("status-before&status=504", 0)]
    [InlineData("status-after&status=504", 1)]
    [InlineData("status-before&status=503", 0)]
    [InlineData("status-after&status=503", 1)]
    public async Task Answer_Lost_LeavesTheFateUnknown_AndTheQueryKnows(string fault, int orders)
    {
        await using var venue = await StartAsync(new());
        var order = venue.Resting();
        venue.Control("POST", $"/control/fault?kind={fault}&method=POST&path={PlacePath}&ms=60000");
        var placing = venue.Account.PlaceAsync(order, None);
        if (fault.StartsWith("timeout", StringComparison.Ordinal))
        {
            await Until(() => (int)venue.Control("GET", "/control/state")["faults"]! == 0, "the request");
            venue.Step(15_000);
        }
        Assert.Equal(SendAnswerKind.Unknown, (await placing).Kind);
        venue.Step(7_001);
        var answer = await venue.Account.QueryAsync(order, "", None);
        Assert.Equal(orders == 0 ? QueryAnswerKind.NotFound : QueryAnswerKind.Found, answer.Kind);
        Assert.True(answer.VenueTime > order.LatestAcceptance + 1_000);
        Assert.Equal(orders, venue.Orders);
    }

    [Theory]
    [InlineData("too late to be signed")]
    [InlineData("clock")]
    [InlineData("orders a second")]
    [InlineData("maintenance")]
    public async Task Order_NotTakenForAReasonThatPasses_IsTakenLater(string what)
    {
        await using var venue = await StartAsync(new());
        var order = venue.Resting();
        switch (what)
        {
            case "too late to be signed": venue.Step(1_001); break;
            case "clock": venue.Control("POST", "/control/skew?ms=20000"); order = order with { SignBy = order.SignBy + 20_000 }; break;
            case "orders a second": venue.Control("POST", "/control/limits?orders=0"); break;
            default: venue.Control("POST", "/control/maintenance?on=true"); break;
        }
        Assert.Equal(SendAnswerKind.NotAccepted, (await venue.Account.PlaceAsync(order, None)).Kind);
        Assert.Equal(0, venue.Orders);
        venue.Control("POST", "/control/limits?orders=100");
        venue.Control("POST", "/control/maintenance?on=false");
        var again = order with { Id = order.Id.NextAttempt(), SignBy = venue.Server.Now + 1_000_000 };
        Assert.Equal(SendAnswerKind.Accepted, (await venue.Account.PlaceAsync(again, None)).Kind);
        Assert.Equal(1, venue.Orders);
    }

    [Fact]
    public async Task Replacement_TakesTheOldOnesPlace_OrIsNotThere()
    {
        await using var venue = await StartAsync(new());
        if (!venue.Account.Traits.ReplacesAtOnce) return;
        var (first, second) = (venue.Resting(), venue.Order(Side.Buy, OrderType.Limit, 0.02m, venue.Below(0.3m)));
        var old = await venue.Account.PlaceAsync(first, None);
        var next = await venue.Account.ReplaceAsync(first, old.VenueOrderId, second, None);
        Assert.Equal(SendAnswerKind.Accepted, next.Kind);
        Assert.Equal(second.Id.ToString(), Assert.Single((await venue.Account.OpenOrdersAsync(None)).Value).ClientId);
        Assert.Equal(OrderState.Cancelled, (await venue.Account.QueryAsync(first, old.VenueOrderId, None)).Order!.State);
        // The old one has ended already: the new one is not placed.
        var third = venue.Resting();
        Assert.Equal(SendAnswerKind.Rejected, (await venue.Account.ReplaceAsync(first, old.VenueOrderId, third, None)).Kind);
        Assert.Equal(QueryAnswerKind.NotFound, (await venue.Account.QueryAsync(third, "", None)).Kind);
        // What cannot be placed is known not to be there, whatever became of the old one.
        var poor = venue.Order(Side.Buy, OrderType.Limit, 200m, venue.Below(0.2m));
        Assert.Equal(SendAnswerKind.Rejected, (await venue.Account.ReplaceAsync(second, next.VenueOrderId, poor, None)).Kind);
        Assert.Equal(QueryAnswerKind.NotFound, (await venue.Account.QueryAsync(poor, "", None)).Kind);
        Assert.Equal(2, venue.Orders);
    }

    [Fact]
    public async Task Stop_Rests_AndFillsWhenItsTriggerIsTouched()
    {
        await using var venue = await StartAsync(new());
        if (!venue.Account.Traits.HasStops) return;
        if (venue.Account.Traits.IsDerivative) Assert.Equal(SendAnswerKind.Accepted, (await venue.Account.PlaceAsync(venue.Order(Side.Buy, OrderType.Market, 0.05m), None)).Kind);
        var stop = venue.Order(Side.Sell, OrderType.Stop, 0.05m, trigger: venue.Below(0.01m));
        var answer = await venue.Account.PlaceAsync(stop, None);
        Assert.Equal(SendAnswerKind.Accepted, answer.Kind);
        var resting = Assert.Single((await venue.Account.OpenOrdersAsync(None)).Value);
        Assert.Equal((stop.Id.ToString(), OrderType.Stop, stop.Wish.Trigger, 0.05m), (resting.ClientId, resting.Type, resting.Trigger, resting.Quantity));
        Assert.True((await venue.Account.QueryAsync(stop, answer.VenueOrderId, None)).Order!.Agrees(stop.Wish));
        venue.Control("POST", $"/control/trade?symbol={Symbol}&price={venue.Below(0.02m)}&quantity=1&side=SELL");
        var found = await venue.Account.QueryAsync(stop, answer.VenueOrderId, None);
        Assert.Equal((OrderState.Filled, 0.05m, 0.05m), (found.Order!.State, found.Order.Executed, found.Fills!.Sum(fill => fill.Quantity)));
    }
}
