using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Venues.Binance;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;
using Microsoft.AspNetCore.Http;

namespace Argosy.Venues.Tests.Binance;

/// <summary>The adapter over real sockets against a server that checks signatures and answers what was recorded.</summary>
public sealed class BinanceSpotTests
{
    static readonly CancellationToken None = CancellationToken.None;
    static readonly OrderTicket Ticket = new() { ClientId = "a1b2c3d4e5f6g7h8i9", Instrument = "BTC/USDT", Side = Side.Sell, Type = OrderType.Limit, Quantity = 10, Price = 3995 };

    [Fact]
    public async Task Load_ReadsInstruments_AndNamesThoseLeftOut()
    {
        await using var server = await BinanceServer.StartAsync(load: false);
        Assert.Equal(["ETHBTC: without tick or lot"], (await server.Spot.LoadAsync(None)).Value);
        var listing = server.Spot.Listings["BTC/USDT"];
        Assert.Equal((0.01m, 0.00001m, 5m, 0.00001m, true), (listing.Instrument.TickSize, listing.Instrument.LotSize, listing.Instrument.MinNotional, listing.MarketLot, listing.IsOpen));
        Assert.False(server.Spot.Listings["BNB/BTC"].IsOpen);
        Assert.True(Math.Abs(server.Spot.Clock.Offset - 700) <= server.Spot.Clock.Bound);
    }

    [Fact]
    public async Task Order_Placed_AnswersWithItsFills()
    {
        await using var server = await BinanceServer.StartAsync();
        var answer = (await server.Spot.PlaceAsync(Ticket, None)).Value;
        Assert.Equal((OrderState.Filled, 10m, "28"), (answer.Order.State, answer.Order.Executed, answer.Order.VenueOrderId));
        Assert.Equal(["56", "57", "58", "59", "60"], answer.Fills.Select(fill => fill.TradeId));
        Assert.Equal(10m, answer.Fills.Sum(fill => fill.Quantity));
        Assert.Contains(server.Requests, request => request.StartsWith("POST /api/v3/order?symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=10&price=3995&newClientOrderId=a1b2c3d4e5f6g7h8i9&newOrderRespType=FULL&recvWindow=5000&timestamp=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Order_CancelledAndAskedFor_IsNamedByOurId()
    {
        await using var server = await BinanceServer.StartAsync();
        var cancelled = (await server.Spot.CancelAsync("LTC/BTC", "myOrder1", None)).Value;
        Assert.Equal(("myOrder1", OrderState.Cancelled), (cancelled.ClientId, cancelled.State));
        Assert.Equal(("myOrder1", OrderState.Working, 0.1m), ((await server.Spot.QueryAsync("LTC/BTC", "myOrder1", None)).Value is var asked ? (asked.ClientId, asked.State, asked.Price) : default));
        Assert.NotEmpty((await server.Spot.OpenOrdersAsync(None)).Value);
    }

    [Fact]
    public async Task Account_AndFills_AreRead()
    {
        await using var server = await BinanceServer.StartAsync();
        Assert.Equal(new AssetBalance("BTC", 4723846.89208129m, 0), (await server.Spot.BalancesAsync(None)).Value[0]);
        var fill = Assert.Single((await server.Spot.FillsAsync("BNB/BTC", 28456, 0, None)).Value);
        Assert.Equal(("28457", Side.Buy, 4.000001m, 10.1m, "BNB"), (fill.TradeId, fill.Side, fill.Price, fill.Fee, fill.FeeAsset));
        Assert.Contains(server.Requests, request => request.Contains("fromId=28457", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(400, """{"code":-2010,"msg":"Account has insufficient balance for requested action."}""", ErrorKind.InsufficientFunds)]
    [InlineData(400, """{"code":-2010,"msg":"Duplicate order sent."}""", ErrorKind.DuplicateClientId)]
    [InlineData(400, """{"code":-2010,"msg":"Order would immediately match and take."}""", ErrorKind.WouldMatch)]
    [InlineData(400, """{"code":-2010,"msg":"Market is closed."}""", ErrorKind.MarketClosed)]
    [InlineData(400, """{"code":-1013,"msg":"Filter failure: LOT_SIZE"}""", ErrorKind.BelowMinimum)]
    [InlineData(400, """{"code":-1007,"msg":"Timeout waiting for response from backend server."}""", ErrorKind.FateUnknown)]
    [InlineData(401, """{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}""", ErrorKind.Unauthorised)]
    [InlineData(400, """{"code":-1021,"msg":"Timestamp for this request was 1000ms ahead of the server's time."}""", ErrorKind.ClockSkew)]
    [InlineData(502, "<html>bad gateway</html>", ErrorKind.FateUnknown)]
    [InlineData(503, """{"code":0,"msg":"System is under maintenance."}""", ErrorKind.Maintenance)]
    [InlineData(200, "not json", ErrorKind.FateUnknown)]
    [InlineData(200, "{}", ErrorKind.FateUnknown)]
    [InlineData(400, """{"code":-9999,"msg":"something new"}""", ErrorKind.Refused)]
    public async Task Order_Refused_IsOfOneKind_AndSentOnce(int status, string body, ErrorKind kind)
    {
        await using var server = await BinanceServer.StartAsync();
        server.Answers["POST /api/v3/order"] = context => BinanceServer.Text(context, status, body);
        Assert.Equal(kind, (await server.Spot.PlaceAsync(Ticket, None)).Error!.Kind);
        Assert.Single(server.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Order_WhoseAnswerIsLost_HasAnUnknownFate()
    {
        await using var server = await BinanceServer.StartAsync();
        server.Answers["POST /api/v3/order"] = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        Assert.Equal(ErrorKind.FateUnknown, (await server.Spot.PlaceAsync(Ticket, None)).Error!.Kind);
        server.Answers["POST /api/v3/order"] = async context =>
        {
            server.Time.Advance(TimeSpan.FromSeconds(91));
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        Assert.Equal((ErrorKind.FateUnknown, "Binance: no answer within 90 s"), ((await server.Spot.PlaceAsync(Ticket, None)).Error is var lost ? (lost!.Kind, lost.Message) : default));
    }

    [Fact]
    public async Task Order_TooOldToBeSigned_IsNotSent()
    {
        await using var server = await BinanceServer.StartAsync();
        Assert.Equal(ErrorKind.Refused, (await server.Spot.PlaceAsync(Ticket with { SignBy = server.Time.Now }, None)).Error!.Kind);
        Assert.DoesNotContain(server.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Query_AfterAClockWasSet_IsAskedOnceMore()
    {
        await using var server = await BinanceServer.StartAsync();
        server.Skew = -20_000;
        Assert.True((await server.Spot.QueryAsync("LTC/BTC", "myOrder1", None)).Ok);
        Assert.True(Math.Abs(server.Spot.Clock.Offset + 20_000) <= server.Spot.Clock.Bound);
    }

    [Fact]
    public async Task Pause_ToldByTheVenue_IsKept()
    {
        await using var server = await BinanceServer.StartAsync();
        server.Answers["GET /api/v3/account"] = context =>
        {
            context.Response.Headers.RetryAfter = "30";
            server.Answers.TryRemove("GET /api/v3/account", out _);
            return BinanceServer.Text(context, 429, """{"code":-1003,"msg":"Too much request weight used."}""");
        };
        var refused = (await server.Spot.BalancesAsync(None)).Error!;
        Assert.Equal((ErrorKind.RateLimited, TimeSpan.FromSeconds(30)), (refused.Kind, refused.RetryAfter));
        var before = server.Time.Now;
        Assert.True((await server.Spot.BalancesAsync(None)).Ok);
        Assert.True(server.Time.Now >= before + 30_000);
    }

    [Fact]
    public async Task Pair_IsPlacedByOneRequest()
    {
        await using var server = await BinanceServer.StartAsync();
        server.Answers["POST /api/v3/orderList/oco"] = context => BinanceServer.Text(context, 200, $$"""{"orderListId":1,"orderReports":[{{Report("stop", "STOP_LOSS")}},{{Report("target", "LIMIT_MAKER")}}]}""");
        var orders = (await server.Spot.PlacePairAsync("pair", Ticket with { ClientId = "target" }, Ticket with { ClientId = "stop", Type = OrderType.Stop, Price = 0, Trigger = 3800 }, None)).Value;
        Assert.Equal([("target", OrderType.Limit), ("stop", OrderType.Stop)], orders.Select(order => (order.ClientId, order.Type)));
        Assert.Contains(server.Requests, request => request.Contains("aboveType=LIMIT_MAKER&abovePrice=3995&aboveClientOrderId=target&belowType=STOP_LOSS&belowStopPrice=3800&belowClientOrderId=stop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Replacement_IsOneRequest_AndStopsWhenTheOldOneStays()
    {
        await using var server = await BinanceServer.StartAsync();
        server.Answers["POST /api/v3/order/cancelReplace"] = context => BinanceServer.Text(context, 200, $$$"""{"cancelResult":"SUCCESS","newOrderResult":"SUCCESS","newOrderResponse":{{{Report("next", "STOP_LOSS")}}}}""");
        Assert.Equal("next", (await server.Spot.ReplaceAsync("stop", Ticket with { ClientId = "next", Type = OrderType.Stop, Price = 0, Trigger = 3900 }, None)).Value.Order.ClientId);
        Assert.Contains(server.Requests, request => request.Contains("type=STOP_LOSS&quantity=10&stopPrice=3900&newClientOrderId=next&newOrderRespType=FULL&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=stop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bars_AreClosedOnes()
    {
        await using var server = await BinanceServer.StartAsync();
        var start = (server.Time.Now / 60_000 * 60_000) - 120_000;
        server.Answers["GET /api/v3/klines"] = context => BinanceServer.Text(context, 200, $"[{Row(start)},{Row(start + 60_000)},{Row(start + 120_000)}]");
        var bars = (await server.Spot.BarsAsync("BTC/USDT", Timeframe.Parse("1m").Value, start, None)).Value;
        Assert.Equal([start, start + 60_000], bars.Select(bar => bar.OpenTime));
        Assert.Equal(ErrorKind.NotSupported, (await server.Spot.BarsAsync("BTC/USDT", Timeframe.Parse("7m").Value, start, None)).Error!.Kind);
        Assert.Equal("Binance lists no BTC/USD, did you mean 'BTC/USDT'?", (await server.Spot.BarsAsync("BTC/USD", Timeframe.OneHour, start, None)).Error!.Message);
    }

    [Fact]
    public async Task AccountStream_CutInBetween_ComesBackWithTheGapFilled()
    {
        await using var server = await BinanceServer.StartAsync();
        server.Socket = async (number, socket) =>
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes($$$"""{"subscriptionId":0,"event":{"e":"outboundAccountPosition","E":1,"u":1,"B":[{"a":"ETH","f":"{{{number}}}","l":"0"}]}}"""), WebSocketMessageType.Text, true, None);
            if (number == 1) await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "", None);
            else await socket.ReceiveAsync(new byte[10], None);
        };
        using var cut = new CancellationTokenSource();
        var (seen, balances) = (Channel.CreateUnbounded<string>(), new List<AssetBalance>());
        var reader = new BinanceAccountReader(server.Spot.InstrumentOf);
        var stream = server.Spot.Account(
            frame =>
            {
                if (BinanceReader.KindOf(frame, out var body) == BinanceEvent.Balances && reader.TryBalances(body, balances)) seen.Writer.TryWrite($"ETH {balances[0].Free}");
            },
            async (gap, cancellation) => seen.Writer.TryWrite($"asked for {(await server.Spot.BalancesAsync(cancellation)).Value.Count} balances"),
            lost: null);
        var running = stream.RunAsync(cut.Token);
        Assert.Equal("ETH 1", await seen.Reader.ReadAsync());
        Assert.Equal("asked for 2 balances", await seen.Reader.ReadAsync());
        Assert.Equal("ETH 2", await seen.Reader.ReadAsync());
        await cut.CancelAsync();
        await running;
    }

    static string Row(long time) => $"""[{time},"100.1","101","99","100","12.5",{time + 59_999},"1250",10,"5","500","0"]""";

    static string Report(string id, string type) => $$"""{"symbol":"BTCUSDT","orderId":7,"clientOrderId":"{{id}}","transactTime":1,"price":"0","origQty":"10","executedQty":"0","status":"NEW","type":"{{type}}","side":"SELL","stopPrice":"3800"}""";
}
