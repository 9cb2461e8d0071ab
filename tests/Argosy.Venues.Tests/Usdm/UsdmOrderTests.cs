using System.Text.Json.Nodes;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Ports;
using Argosy.Venues.Tests.Contract;
using static Argosy.Venues.Tests.Contract.ContractVenue;

namespace Argosy.Venues.Tests.Usdm;

/// <summary>Orders as only futures have them: conditional ones with children, amended ones, two legs.</summary>
public sealed class UsdmOrderTests
{
    static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(OrderType.Stop)]
    [InlineData(OrderType.StopLimit)]
    public async Task Child_OfATriggeredOrder_IsOursEverywhere(OrderType type)
    {
        await using var venue = await UsdmVenue.StartAsync();
        await using var ear = new AccountEar(venue.Adapter);
        await Until(() => ear.Connected == 1, "the log-in");
        var before = venue.Testnet.Server.Now;
        await venue.Enter(Side.Buy, 0.5m);
        var stop = await venue.Placed(venue.Order(Side.Sell, type, 0.5m, type == OrderType.StopLimit ? venue.Testnet.Below(0.05m) : 0, venue.Testnet.Below(0.01m), reduceOnly: true));
        venue.Trade(venue.Testnet.Below(0.02m));
        await Until(() => ear.Has(stop.Id.ToString(), OrderState.Filled), "the fill");
        var told = ear.Updates.Where(update => update.Order.ClientId == stop.Id.ToString()).ToArray();
        Assert.All(told, update => Assert.Equal((type, stop.Wish.Trigger, 0.5m), (update.Order.Type, update.Order.Trigger, update.Order.Quantity)));
        Assert.All(told.Where(update => update.Fill is not null), update => Assert.Equal(stop.Id.ToString(), update.Fill!.ClientId));
        Assert.Equal(0.5m, told.Sum(update => update.Fill?.Quantity ?? 0));
        // The history names the child's executions by the stop's id, and the query by the child's number.
        var fills = (await venue.Adapter.FillsAsync([UsdmVenue.Instrument], before, None)).Value.Where(fill => fill.Side == Side.Sell).ToArray();
        Assert.All(fills, fill => Assert.Equal(stop.Id.ToString(), fill.ClientId));
        var found = await venue.Adapter.QueryAsync(stop, "", None);
        Assert.True(found.Order!.Agrees(stop.Wish));
        Assert.Equal((OrderState.Filled, 0.5m), (found.Order.State, found.Fills!.Sum(fill => fill.Quantity)));
        Assert.Equal(fills.Select(fill => fill.TradeId), found.Fills!.Select(fill => fill.TradeId));
    }

    [Fact]
    public async Task History_BothSidesOfATradeBetweenTwoOrdersOfTheAccount_AreExecutions()
    {
        await using var server = await UsdmServer.StartAsync();
        var both = JsonNode.Parse(UsdmServer.Fixture("rest-trading-getusertrades.json"))!.AsArray();
        var other = both[0]!.DeepClone();
        (other["side"], other["buyer"], other["orderId"]) = ("BUY", true, 25851814);
        both.Add(other);
        server.Answers["GET /fapi/v1/userTrades"] = both.ToJsonString();
        var fills = await server.Adapter.FillsAsync([UsdmVenue.Instrument], server.Time.Now - 1_000, None);
        Assert.Equal([("698759", Side.Sell), ("698759", Side.Buy)], fills.Value.Select(fill => (fill.TradeId, fill.Side)));
    }

    [Fact]
    public async Task Child_ThatRests_IsListedAndCancelledAsTheStop()
    {
        await using var venue = await UsdmVenue.StartAsync();
        await venue.Enter(Side.Buy, 0.5m);
        var stop = await venue.Placed(venue.Order(Side.Sell, OrderType.StopLimit, 0.5m, venue.Testnet.Last, venue.Testnet.Below(0.01m), reduceOnly: true));
        Assert.Equal((stop.Id.ToString(), OrderState.Working), Only(await venue.Adapter.OpenOrdersAsync(None)));
        venue.Trade(venue.Testnet.Below(0.02m));
        var open = Assert.Single((await venue.Adapter.OpenOrdersAsync(None)).Value);
        Assert.True(open.Agrees(stop.Wish));
        Assert.Equal(stop.Id.ToString(), open.ClientId);
        Assert.True((await venue.Adapter.CancelAsync(stop, "", None)).Value);
        Assert.Empty((await venue.Adapter.OpenOrdersAsync(None)).Value);
        Assert.Equal(OrderState.Cancelled, (await venue.Adapter.QueryAsync(stop, "", None)).Order!.State);

        static (string, OrderState) Only(Result<IReadOnlyList<Hosting.Orders.VenueOrder>> orders) => Assert.Single(orders.Value) is var one ? (one.ClientId, one.State) : default;
    }

    [Fact]
    public async Task Child_OfAStopAnAdapterDidNotPlace_IsNamedAllTheSame()
    {
        await using var venue = await UsdmVenue.StartAsync();
        var before = venue.Testnet.Server.Now;
        await venue.Enter(Side.Buy, 0.2m);
        var stop = await venue.Placed(venue.Order(Side.Sell, OrderType.Stop, 0.2m, trigger: venue.Testnet.Below(0.01m), reduceOnly: true));
        venue.Trade(venue.Testnet.Below(0.02m));
        // The program was started anew.
        using var http = new HttpClient();
        var (_, fresh) = BinanceUsdmContract.Make(venue.Testnet.Server, http, venue.Testnet.Time, null);
        await ((IMarketVenue)fresh).LoadAsync(None);
        var sold = (await fresh.FillsAsync([UsdmVenue.Instrument], before, None)).Value.Where(fill => fill.Side == Side.Sell).ToArray();
        Assert.NotEmpty(sold);
        Assert.All(sold, fill => Assert.Equal(stop.Id.ToString(), fill.ClientId));
        Assert.Equal(OrderState.Filled, (await fresh.QueryAsync(stop, "", None)).Order!.State);
    }

    [Fact]
    public async Task Conditional_Cancelled_IsToldAndFoundSo()
    {
        await using var venue = await UsdmVenue.StartAsync();
        await using var ear = new AccountEar(venue.Adapter);
        await Until(() => ear.Connected == 1, "the log-in");
        await venue.Enter(Side.Buy, 0.2m);
        var target = await venue.Placed(venue.Order(Side.Sell, OrderType.TakeProfit, 0.2m, trigger: Math.Floor(venue.Testnet.Last * 1.1m), reduceOnly: true));
        Assert.True((await venue.Adapter.QueryAsync(target, "", None)).Order!.Agrees(target.Wish));
        Assert.True((await venue.Adapter.CancelAsync(target, "", None)).Value);
        await Until(() => ear.Has(target.Id.ToString(), OrderState.Cancelled), "the cancellation");
        Assert.Equal(OrderState.Cancelled, (await venue.Adapter.QueryAsync(target, "", None)).Order!.State);
        Assert.Equal(ErrorKind.UnknownOrder, (await venue.Adapter.CancelAsync(target, "", None)).Error!.Kind);
    }

    [Theory]
    [InlineData("timeout-after", 1)]
    [InlineData("timeout-before", 0)]
    [InlineData("status-after", 1)]
    [InlineData("status-before", 0)]
    [InlineData("cut-after", 1)]
    [InlineData("cut-before", 0)]
    public async Task Conditional_WhoseAnswerIsLost_IsThereOnceOrNotAtAll(string fault, int orders)
    {
        await using var venue = await UsdmVenue.StartAsync();
        await venue.Enter(Side.Buy, 0.2m);
        var stop = venue.Order(Side.Sell, OrderType.Stop, 0.2m, trigger: venue.Testnet.Below(0.1m), reduceOnly: true);
        venue.Testnet.Control("POST", $"/control/fault?kind={fault}&method=POST&path=/fapi/v1/algoOrder&ms=60000");
        var placing = venue.Adapter.PlaceAsync(stop, None);
        if (fault.StartsWith("timeout", StringComparison.Ordinal))
        {
            await Until(() => (int)venue.Testnet.Control("GET", "/control/state")["faults"]! == 0, "the request");
            venue.Testnet.Step(15_000);
        }
        Assert.Equal(SendAnswerKind.Unknown, (await placing).Kind);
        venue.Testnet.Step(7_001);
        var answer = await venue.Adapter.QueryAsync(stop, "", None);
        Assert.Equal(orders == 0 ? QueryAnswerKind.NotFound : QueryAnswerKind.Found, answer.Kind);
        Assert.True(answer.VenueTime > stop.LatestAcceptance + 1_000);
        Assert.Equal(orders, (await venue.Adapter.OpenOrdersAsync(None)).Value.Count);
        if (orders == 1) Assert.Equal(SendAnswerKind.Duplicate, (await venue.Adapter.PlaceAsync(stop with { SignBy = venue.Testnet.Server.Now + 1_000 }, None)).Kind);
    }

    [Fact]
    public async Task Limit_Amended_KeepsItsId()
    {
        await using var venue = await UsdmVenue.StartAsync();
        var order = await venue.Placed(venue.Testnet.Resting(0.1m));
        var answer = await venue.Adapter.AmendAsync(order, venue.Testnet.Below(0.3m), 0.3m, None);
        Assert.Equal(SendAnswerKind.Accepted, answer.Kind);
        var found = (await venue.Adapter.QueryAsync(order, "", None)).Order!;
        Assert.Equal((order.Id.ToString(), answer.VenueOrderId, venue.Testnet.Below(0.3m), 0.3m), (found.ClientId, found.VenueOrderId, found.Price, found.Quantity));
        Assert.Equal(SendAnswerKind.Rejected, (await venue.Adapter.AmendAsync(order, venue.Testnet.Below(0.3m), 100m, None)).Kind);
        Assert.Equal(0.3m, (await venue.Adapter.QueryAsync(order, "", None)).Order!.Quantity);
        await venue.Adapter.CancelAsync(order, "", None);
        Assert.Equal(SendAnswerKind.Rejected, (await venue.Adapter.AmendAsync(order, venue.Testnet.Below(0.2m), 0.3m, None)).Kind);
    }

    [Fact]
    public async Task HedgeMode_KeepsALongAndAShort()
    {
        await using var venue = await UsdmVenue.StartAsync();
        Assert.False((await venue.Adapter.IsHedgedAsync(None)).Value);
        Assert.True((await venue.Adapter.SetHedgedAsync(true, None)).Value);
        Assert.True((await venue.Adapter.SetHedgedAsync(true, None)).Value);
        await venue.Enter(Side.Buy, 0.3m);
        await venue.Enter(Side.Sell, 0.1m);
        Assert.Equal([(PositionLeg.Long, 0.3m), (PositionLeg.Short, -0.1m)], await Positions());
        var stop = await venue.Placed(venue.Order(Side.Sell, OrderType.Stop, 0.3m, trigger: venue.Testnet.Below(0.01m), reduceOnly: true));
        await venue.Placed(venue.Order(Side.Buy, OrderType.Market, 0.1m, exit: true));
        Assert.Equal([(PositionLeg.Long, 0.3m)], await Positions());
        venue.Trade(venue.Testnet.Below(0.02m));
        Assert.Empty(await Positions());
        Assert.Equal(OrderState.Filled, (await venue.Adapter.QueryAsync(stop, "", None)).Order!.State);

        async Task<(PositionLeg, decimal)[]> Positions() => [.. (await venue.Adapter.PositionsAsync(None)).Value.Select(position => (position.Leg, position.Quantity))];
    }

    [Fact]
    public async Task PositionMode_ChangedByAnother_CostsOneAttempt()
    {
        await using var venue = await UsdmVenue.StartAsync();
        using var http = new HttpClient();
        var (_, other) = BinanceUsdmContract.Make(venue.Testnet.Server, http, venue.Testnet.Time, null);
        Assert.True((await ((Argosy.Venues.Binance.Usdm.BinanceUsdm)other).SetHedgedAsync(true, None)).Value);
        var order = venue.Order(Side.Buy, OrderType.Market, 0.1m);
        Assert.Equal(SendAnswerKind.NotAccepted, (await venue.Adapter.PlaceAsync(order, None)).Kind);
        Assert.Equal(SendAnswerKind.Accepted, (await venue.Adapter.PlaceAsync(order with { Id = order.Id.NextAttempt() }, None)).Kind);
    }

    [Fact]
    public async Task ReduceOnly_WithNothingToReduce_IsRejected()
    {
        await using var venue = await UsdmVenue.StartAsync();
        Assert.Equal(SendAnswerKind.Rejected, (await venue.Adapter.PlaceAsync(venue.Order(Side.Sell, OrderType.Market, 0.1m, reduceOnly: true), None)).Kind);
    }
}
