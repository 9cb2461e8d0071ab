using Argosy.Core.Orders;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Reconciling;
using static Argosy.Venues.Tests.Contract.ContractVenue;

namespace Argosy.Venues.Tests.Usdm;

/// <summary>An account in hedge mode: what is sent names its position and never says reduce-only, what is told says whose it is.</summary>
public sealed class UsdmHedgeTests
{
    const long Settled = 1_570_608_000_000;

    static readonly CancellationToken None = CancellationToken.None;
    static readonly string[] Varying = ["newClientOrderId", "clientAlgoId", "recvWindow", "timestamp", "signature"];

    readonly ClientOrderIds _ids = new(7, 1, 1);

    /// <summary>Orders as the desk wishes them, and every field of their requests.</summary>
    public static TheoryData<string, Side, OrderType, PositionLeg, bool, string> Requests { get; } = new()
    {
        { "long entry", Side.Buy, OrderType.Market, PositionLeg.Long, false, "POST /fapi/v1/order symbol=BTCUSDT&side=BUY&type=MARKET&positionSide=LONG&quantity=1.5&newOrderRespType=ACK" },
        { "short entry", Side.Sell, OrderType.Limit, PositionLeg.Short, false, "POST /fapi/v1/order symbol=BTCUSDT&side=SELL&type=LIMIT&positionSide=SHORT&timeInForce=GTC&quantity=1.5&price=30000.5&newOrderRespType=ACK" },
        { "close of a long", Side.Sell, OrderType.Market, PositionLeg.Long, true, "POST /fapi/v1/order symbol=BTCUSDT&side=SELL&type=MARKET&positionSide=LONG&quantity=1.5&newOrderRespType=ACK" },
        { "target of a short", Side.Buy, OrderType.Limit, PositionLeg.Short, true, "POST /fapi/v1/order symbol=BTCUSDT&side=BUY&type=LIMIT&positionSide=SHORT&timeInForce=GTC&quantity=1.5&price=30000.5&newOrderRespType=ACK" },
        { "stop of a long", Side.Sell, OrderType.Stop, PositionLeg.Long, true, "POST /fapi/v1/algoOrder algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&positionSide=LONG&quantity=1.5&triggerPrice=29000&workingType=CONTRACT_PRICE" },
        { "stop of a short", Side.Buy, OrderType.Stop, PositionLeg.Short, true, "POST /fapi/v1/algoOrder algoType=CONDITIONAL&symbol=BTCUSDT&side=BUY&type=STOP_MARKET&positionSide=SHORT&quantity=1.5&triggerPrice=29000&workingType=CONTRACT_PRICE" },
        // A purchase that makes good what was sold too much of a long position: an exit by its kind, of the long position all the same.
        { "over-fill of a long", Side.Buy, OrderType.Market, PositionLeg.Long, true, "POST /fapi/v1/order symbol=BTCUSDT&side=BUY&type=MARKET&positionSide=LONG&quantity=1.5&newOrderRespType=ACK" },
        // Orders of a journal of before do not name it.
        { "exit without a name", Side.Buy, OrderType.Market, PositionLeg.Both, true, "POST /fapi/v1/order symbol=BTCUSDT&side=BUY&type=MARKET&positionSide=SHORT&quantity=1.5&newOrderRespType=ACK" },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Order_InHedgeMode_HasExactlyTheseFields(string what, Side side, OrderType type, PositionLeg leg, bool exit, string expected)
    {
        await using var server = await UsdmServer.StartAsync();
        server.Answers["GET /fapi/v1/positionSide/dual"] = """{"dualSidePosition":true}""";
        Assert.True((await server.Adapter.SetHedgedAsync(true, None)).Ok);
        var id = _ids.Next();
        var wish = new OrderWish
        {
            Account = "a", Instrument = UsdmVenue.Instrument, Side = side, Type = type, Quantity = 1.5m, Leg = leg, IsExit = exit, ReduceOnly = exit,
            Price = type == OrderType.Limit ? 30_000.5m : 0, Trigger = type == OrderType.Stop ? 29_000m : 0,
        };
        await server.Adapter.PlaceAsync(new(id, id, wish, 1, server.Time.Now, server.Time.Now + 1_000, 5_000), None);
        var sent = server.Requests.Last(request => request.StartsWith("POST /fapi/v1/order", StringComparison.Ordinal) || request.StartsWith("POST /fapi/v1/algoOrder", StringComparison.Ordinal));
        Assert.True(expected == Fields(sent), $"{what}: {sent}");
        Assert.True(server.Adapter.Traits.HasLegs);
    }

    // Both positions have a line each, which does not say whose it is: longs pay a rate above 0.
    [Theory]
    [InlineData("0.00010000", PositionLeg.Long, PositionLeg.Short)]
    [InlineData("-0.00010000", PositionLeg.Short, PositionLeg.Long)]
    public async Task Funding_InHedgeMode_IsOfThePositionThatPaysAtItsRate(string rate, PositionLeg payer, PositionLeg receiver)
    {
        await using var server = await UsdmServer.StartAsync();
        server.Answers["GET /fapi/v1/positionSide/dual"] = """{"dualSidePosition":true}""";
        server.Answers["GET /fapi/v1/income"] = Income;
        server.Answers["GET /fapi/v1/fundingRate"] = $$"""[{"symbol":"BTCUSDT","fundingTime":{{Settled}},"fundingRate":"{{rate}}","markPrice":"30000.0"}]""";
        // As long as nobody has said that there are two positions nobody is asked about rates.
        Assert.All((await server.Adapter.FlowsAsync(server.Time.Now - 1_000, None)).Value, flow => Assert.Equal(PositionLeg.Both, flow.Leg));
        Assert.DoesNotContain(server.Requests, Asks);
        Assert.True((await server.Adapter.SetHedgedAsync(true, None)).Ok);
        Assert.True((await server.Adapter.IsHedgedAsync(None)).Value);
        for (var i = 0; i < 2; i++)
        {
            var flows = (await server.Adapter.FlowsAsync(server.Time.Now - 1_000, None)).Value;
            Assert.Equal([(FlowKind.Funding, -0.375m, payer), (FlowKind.Funding, 0.125m, receiver), (FlowKind.Transfer, 5m, PositionLeg.Both)], flows.Select(flow => (flow.Kind, flow.Amount, flow.Leg)));
        }
        // A rate that was told is not asked for again.
        Assert.Single(server.Requests, Asks);

        static bool Asks(string request) => request.StartsWith("GET /fapi/v1/fundingRate", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Funding_WhoseRateCannotBeRead_IsAskedForLater()
    {
        await using var server = await UsdmServer.StartAsync();
        server.Answers["GET /fapi/v1/positionSide/dual"] = """{"dualSidePosition":true}""";
        server.Answers["GET /fapi/v1/income"] = Income;
        server.Answers["GET /fapi/v1/fundingRate"] = """{"code":-1001,"msg":"Internal error; unable to process your request. Please try again."}""";
        await server.Adapter.SetHedgedAsync(true, None);
        await server.Adapter.IsHedgedAsync(None);
        Assert.False((await server.Adapter.FlowsAsync(server.Time.Now - 1_000, None)).Ok);
    }

    // The whole way on the stand-in exchange: two positions, a stop each, executions that name their position in the stream and in the history.
    [Fact]
    public async Task TwoPositions_AreOpenedStoppedAndTold_EachByItself()
    {
        await using var venue = await UsdmVenue.StartAsync();
        await using var ear = new Contract.AccountEar(venue.Adapter);
        await Until(() => ear.Connected == 1, "the log-in");
        Assert.True((await venue.Adapter.SetHedgedAsync(true, None)).Value);
        var before = venue.Testnet.Server.Now;
        var entries = new[] { await venue.Placed(Wish(Side.Buy, 0.3m, PositionLeg.Long)), await venue.Placed(Wish(Side.Sell, 0.1m, PositionLeg.Short)) };
        var (low, high) = (await venue.Placed(Wish(Side.Sell, 0.3m, PositionLeg.Long, venue.Testnet.Below(0.01m))), await venue.Placed(Wish(Side.Buy, 0.1m, PositionLeg.Short, Math.Ceiling(venue.Testnet.Last * 1.01m))));
        venue.Trade(venue.Testnet.Below(0.02m));
        await Until(() => ear.Has(low.Id.ToString(), OrderState.Filled), "the long one's stop");
        Assert.Equal([(PositionLeg.Short, -0.1m)], (await venue.Adapter.PositionsAsync(None)).Value.Select(position => (position.Leg, position.Quantity)));
        Assert.Equal(high.Id.ToString(), Assert.Single((await venue.Adapter.OpenOrdersAsync(None)).Value).ClientId);
        var legs = new Dictionary<string, PositionLeg> { [entries[0].Id.ToString()] = PositionLeg.Long, [entries[1].Id.ToString()] = PositionLeg.Short, [low.Id.ToString()] = PositionLeg.Long };
        var fills = (await venue.Adapter.FillsAsync([UsdmVenue.Instrument], before, None)).Value;
        Assert.Equal(legs.Keys.Order(StringComparer.Ordinal), fills.Select(fill => fill.ClientId!).Distinct().Order(StringComparer.Ordinal));
        Assert.All(fills, fill => Assert.Equal(legs[fill.ClientId!], fill.Leg));
        Assert.All(ear.Updates.Where(update => update.Fill is not null), update => Assert.Equal(legs[update.Fill!.ClientId!], update.Fill.Leg));
        // What has no position left is refused, the other one's is not touched.
        Assert.Equal(SendAnswerKind.Rejected, (await venue.Adapter.PlaceAsync(Wish(Side.Sell, 0.1m, PositionLeg.Long), None)).Kind);

        OrderRequest Wish(Side side, decimal quantity, PositionLeg leg, decimal trigger = 0) => venue.Testnet.Order(new OrderWish
        {
            Account = "a", Instrument = UsdmVenue.Instrument, Side = side, Type = trigger > 0 ? OrderType.Stop : OrderType.Market, Quantity = quantity, Trigger = trigger, Leg = leg,
            IsExit = side == Side.Buy != (leg == PositionLeg.Long), ReduceOnly = side == Side.Buy != (leg == PositionLeg.Long),
        });
    }

    static string Income => $$"""
        [{"symbol":"BTCUSDT","incomeType":"FUNDING_FEE","income":"-0.37500000","asset":"USDT","info":"FUNDING_FEE","time":{{Settled + 1_000}},"tranId":1,"tradeId":""},
         {"symbol":"BTCUSDT","incomeType":"FUNDING_FEE","income":"0.12500000","asset":"USDT","info":"FUNDING_FEE","time":{{Settled + 1_000}},"tranId":2,"tradeId":""},
         {"symbol":"","incomeType":"TRANSFER","income":"5","asset":"USDT","info":"TRANSFER","time":{{Settled + 2_000}},"tranId":3,"tradeId":""}]
        """;

    static string Fields(string request)
    {
        var (route, fields) = (request[..request.LastIndexOf(' ')], request[(request.LastIndexOf(' ') + 1)..]);
        return $"{route} {string.Join('&', fields.Split('&').Where(field => !Varying.Contains(field.Split('=')[0])))}";
    }
}
