using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Venues.Binance;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;
using Microsoft.AspNetCore.Http;

namespace Argosy.Venues.Tests.Binance;

/// <summary>The adapter over real sockets against a server that checks signatures and answers what was recorded.</summary>
public sealed class BinanceSpotTests
{
    static readonly CancellationToken None = CancellationToken.None;

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
    public async Task Order_Placed_IsAccepted_AndItsFieldsStandInTheBody()
    {
        await using var server = await BinanceServer.StartAsync();
        server.Answers["POST /api/v3/order"] = context => BinanceServer.Text(context, 200, Placed(Id));
        Assert.Equal(new SendAnswer(SendAnswerKind.Accepted, "7"), await server.Spot.PlaceAsync(Order(), None));
        var request = Assert.Single(server.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
        Assert.StartsWith($"POST /api/v3/order?symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=10&price=3995&newClientOrderId={Id}&selfTradePreventionMode=EXPIRE_MAKER&newOrderRespType=ACK&recvWindow=4000&timestamp=", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Order_AskedFor_IsNamedByOurId()
    {
        await using var server = await BinanceServer.StartAsync();
        var found = await server.Spot.QueryAsync(Order("LTC/BTC"), "", None);
        Assert.Equal((QueryAnswerKind.Found, "myOrder1", OrderState.Working, 0.1m, "LTC/BTC"), (found.Kind, found.Order!.ClientId, found.Order.State, found.Order.Price, found.Order.Instrument));
        // The venue told its time before it looked.
        Assert.Equal(server.Time.Now + 700, found.VenueTime);
        Assert.NotEmpty((await server.Spot.OpenOrdersAsync(None)).Value);
    }

    [Fact]
    public async Task Account_AndFills_AreRead()
    {
        await using var server = await BinanceServer.StartAsync();
        Assert.Equal(new AssetBalance("BTC", 4723846.89208129m, 0), (await server.Spot.BalancesAsync(None)).Value[0]);
        var fill = Assert.Single((await server.Spot.FillsAsync(["BNB/BTC"], 0, None)).Value);
        Assert.Equal(("28457", Side.Buy, 4.000001m, 10.1m, "BNB"), (fill.TradeId, fill.Side, fill.Price, fill.Fee, fill.FeeAsset));
    }

    [Theory]
    [InlineData(2, 1_200)]
    [InlineData(2, 3)]
    [InlineData(29, 2_500)]
    [InlineData(400, 2_500)]
    [InlineData(0, 0)]
    public async Task Fills_OfManyDays_AreAll_WithinTheVenuesStretches(int days, int count)
    {
        await using var server = await BinanceServer.StartAsync();
        var (day, now) = (86_400_000L, server.Time.Now + server.Skew);
        var from = now - (days * day);
        // Trades of before, then from the middle of the first day on.
        var trades = Enumerable.Range(0, 5).Select(i => (Id: i, Time: from - 10 + i)).Concat(Enumerable.Range(5, count).Select(i => (Id: i, Time: from + (day / 2) + ((long)i * (days * day / 2) / (count + 5))))).ToArray();
        server.Answers["GET /api/v3/myTrades"] = context =>
        {
            long? Field(string name) => context.Request.Query.TryGetValue(name, out var text) ? long.Parse(text!) : null;
            var (first, start, end) = (Field("fromId"), Field("startTime"), Field("endTime"));
            if (start is null != end is null || end - start >= day || (start is not null && first is not null)) return BinanceServer.Text(context, 400, """{"code":-1127,"msg":"More than 24 hours between startTime and endTime."}""");
            var rows = trades.Where(trade => trade.Id >= (first ?? 0) && trade.Time >= (start ?? 0) && trade.Time <= (end ?? long.MaxValue)).Take((int)Field("limit")!.Value);
            return BinanceServer.Text(context, 200, $"[{string.Join(',', rows.Select(trade => $$"""{"symbol":"BTCUSDT","id":{{trade.Id}},"orderId":1,"price":"1","qty":"1","commission":"0","commissionAsset":"","time":{{trade.Time}},"isBuyer":true,"isMaker":true}"""))}]");
        };
        var fills = (await server.Spot.FillsAsync(["BTC/USDT"], from, None)).Value;
        Assert.Equal(Enumerable.Range(5, count).Select(id => $"{id}"), fills.Select(fill => fill.TradeId));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(400)]
    public async Task Fills_OfATradeWithOurselves_AreBoth_WhereAPageEndsBetweenThem(int days)
    {
        await using var server = await BinanceServer.StartAsync();
        var from = server.Time.Now + server.Skew - (days * 86_400_000L);
        // The thousandth row and the next are the two sides of one trade; all share one instant.
        var rows = Enumerable.Range(0, 1_000).Select(id => (Id: id, IsBuyer: true)).Append((Id: 999, IsBuyer: false)).Concat(Enumerable.Range(1_000, 1_500).Select(id => (Id: id, IsBuyer: true))).ToArray();
        server.Answers["GET /api/v3/myTrades"] = context =>
        {
            long? Field(string name) => context.Request.Query.TryGetValue(name, out var text) ? long.Parse(text!) : null;
            var page = rows.Where(row => row.Id >= (Field("fromId") ?? 0) && from + 1 >= (Field("startTime") ?? 0) && from + 1 <= (Field("endTime") ?? long.MaxValue)).Take((int)Field("limit")!.Value);
            return BinanceServer.Text(context, 200, $"[{string.Join(',', page.Select(row => $$"""{"symbol":"BTCUSDT","id":{{row.Id}},"orderId":{{(row.IsBuyer ? 1 : 2)}},"price":"1","qty":"1","commission":"0","commissionAsset":"","time":{{from + 1}},"isBuyer":{{(row.IsBuyer ? "true" : "false")}},"isMaker":true}"""))}]");
        };
        var fills = (await server.Spot.FillsAsync(["BTC/USDT"], from, None)).Value;
        Assert.Equal(rows.Select(row => ($"{row.Id}", row.IsBuyer ? Side.Buy : Side.Sell)).Order(), fills.Select(fill => (fill.TradeId, fill.Side)).Order());
    }

    [Theory]
    [InlineData(400, """{"code":-2010,"msg":"Account has insufficient balance for requested action."}""", SendAnswerKind.Rejected)]
    [InlineData(400, """{"code":-2010,"msg":"Duplicate order sent."}""", SendAnswerKind.Duplicate)]
    [InlineData(400, """{"code":-2010,"msg":"Order would immediately match and take."}""", SendAnswerKind.Rejected)]
    [InlineData(400, """{"code":-2010,"msg":"Market is closed."}""", SendAnswerKind.NotAccepted)]
    [InlineData(400, """{"code":-1013,"msg":"Filter failure: LOT_SIZE"}""", SendAnswerKind.Rejected)]
    [InlineData(400, """{"code":-1007,"msg":"Timeout waiting for response from backend server."}""", SendAnswerKind.Unknown)]
    [InlineData(503, """{"code":-1008,"msg":"Server is currently overloaded with other requests."}""", SendAnswerKind.Unknown)]
    [InlineData(401, """{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}""", SendAnswerKind.Rejected)]
    [InlineData(400, """{"code":-1021,"msg":"Timestamp for this request was 1000ms ahead of the server's time."}""", SendAnswerKind.NotAccepted)]
    [InlineData(429, """{"code":-1015,"msg":"Too many new orders."}""", SendAnswerKind.NotAccepted)]
    [InlineData(418, """{"code":-1003,"msg":"Way too much request weight used; IP banned."}""", SendAnswerKind.NotAccepted)]
    [InlineData(403, "<html>forbidden</html>", SendAnswerKind.NotAccepted)]
    [InlineData(408, "", SendAnswerKind.Unknown)]
    [InlineData(502, "<html>bad gateway</html>", SendAnswerKind.Unknown)]
    [InlineData(503, """{"code":0,"msg":"System is under maintenance."}""", SendAnswerKind.NotAccepted)]
    [InlineData(200, "not json", SendAnswerKind.Unknown)]
    [InlineData(200, "{}", SendAnswerKind.Unknown)]
    [InlineData(200, """{"orderId":7,"clientOrderId":"another"}""", SendAnswerKind.Unknown)]
    [InlineData(302, "", SendAnswerKind.Unknown)]
    [InlineData(400, """{"code":-9999,"msg":"something new"}""", SendAnswerKind.Rejected)]
    public async Task Order_Refused_IsOfOneKind_AndSentOnce(int status, string body, SendAnswerKind kind)
    {
        await using var server = await BinanceServer.StartAsync();
        server.Answers["POST /api/v3/order"] = context => BinanceServer.Text(context, status, body);
        var answer = await server.Spot.PlaceAsync(Order(), None);
        Assert.Equal(kind, answer.Kind);
        Assert.NotEqual("", answer.Reason);
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
        Assert.Equal(SendAnswerKind.Unknown, (await server.Spot.PlaceAsync(Order(), None)).Kind);
        server.Answers["POST /api/v3/order"] = async context =>
        {
            server.Time.Advance(TimeSpan.FromSeconds(91));
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        Assert.Equal(new SendAnswer(SendAnswerKind.Unknown, "", "Binance: no answer within 90 s"), await server.Spot.PlaceAsync(Order(), None));
    }

    [Fact]
    public async Task Order_WhoseConnectionIsClosedInOrderInsteadOfAnAnswer_IsSentOnce()
    {
        await using var venue = new ClosingVenue();
        using var http = VenueHttp.Create();
        var spot = new BinanceSpot(http, new() { Rest = venue.Address }, new(), "loopback", BinanceServer.Key, TimeProvider.System);
        Assert.Null((await spot.LoadAsync(None)).Error);
        foreach (var replaces in (bool[])[false, true])
        {
            var order = Order() with { SignBy = long.MaxValue };
            var answer = replaces ? await spot.ReplaceAsync(Order(), "1", order, None) : await spot.PlaceAsync(order, None);
            Assert.Equal(SendAnswerKind.Unknown, answer.Kind);
        }
        Assert.Equal(2, venue.Orders);
    }

    [Fact]
    public async Task Order_TooOldToBeSigned_OrWithoutAVenue_IsNotAccepted()
    {
        await using var server = await BinanceServer.StartAsync();
        Assert.Equal(SendAnswerKind.NotAccepted, (await server.Spot.PlaceAsync(Order() with { SignBy = server.Time.Now }, None)).Kind);
        Assert.DoesNotContain(server.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        server.Spot.Clock.Observe(0, 1, 0);
        Assert.NotEqual(SendAnswerKind.Accepted, (await server.Spot.PlaceAsync(Order(), cancelled.Token)).Kind);
    }

    [Theory]
    [InlineData(OrderType.TrailingStop, false, TimeInForce.Gtc)]
    [InlineData(OrderType.Stop, true, TimeInForce.Gtc)]
    [InlineData(OrderType.Limit, false, TimeInForce.Gtd)]
    public async Task Order_TheVenueDoesNotKnow_IsRejectedUnsent(OrderType type, bool postOnly, TimeInForce inForce)
    {
        await using var server = await BinanceServer.StartAsync();
        var order = Order();
        Assert.Equal(SendAnswerKind.Rejected, (await server.Spot.PlaceAsync(order with { Wish = order.Wish with { Type = type, PostOnly = postOnly, TimeInForce = inForce } }, None)).Kind);
        Assert.DoesNotContain(server.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Query_AfterAClockWasSet_IsAskedOnceMore()
    {
        await using var server = await BinanceServer.StartAsync();
        server.Skew = -20_000;
        Assert.Equal(QueryAnswerKind.Found, (await server.Spot.QueryAsync(Order("LTC/BTC"), "", None)).Kind);
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

    [Theory]
    [InlineData(200, """{"cancelResult":"SUCCESS","newOrderResult":"SUCCESS","newOrderResponse":{"orderId":7,"clientOrderId":"ID"}}""", SendAnswerKind.Accepted)]
    [InlineData(200, """{"cancelResult":"SUCCESS","newOrderResult":"SUCCESS"}""", SendAnswerKind.Unknown)]
    [InlineData(400, """{"code":-2022,"msg":"Order cancel-replace failed.","data":{"cancelResult":"FAILURE","newOrderResult":"NOT_ATTEMPTED","cancelResponse":{"code":-2011,"msg":"Unknown order sent."},"newOrderResponse":null}}""", SendAnswerKind.Rejected)]
    [InlineData(409, """{"code":-2021,"msg":"Order cancel-replace partially failed.","data":{"cancelResult":"SUCCESS","newOrderResult":"FAILURE","newOrderResponse":{"code":-2010,"msg":"Order would immediately match and take."}}}""", SendAnswerKind.Rejected)]
    [InlineData(409, """{"code":-2021,"msg":"Order cancel-replace partially failed.","data":{"cancelResult":"SUCCESS","newOrderResult":"FAILURE","newOrderResponse":{"code":-1015,"msg":"Too many new orders."}}}""", SendAnswerKind.NotAccepted)]
    [InlineData(409, """{"code":-2021,"msg":"Order cancel-replace partially failed.","data":{"cancelResult":"SUCCESS","newOrderResult":"FAILURE","newOrderResponse":{"code":-1007,"msg":"Timeout"}}}""", SendAnswerKind.Unknown)]
    [InlineData(409, """{"code":-2021,"msg":"Order cancel-replace partially failed.","data":{"newOrderResult":"FAILURE"}}""", SendAnswerKind.Unknown)]
    [InlineData(409, """{"code":-2021,"msg":"Order cancel-replace partially failed."}""", SendAnswerKind.Unknown)]
    public async Task Replacement_IsOneRequest_AndItsHalvesAreToldApart(int status, string body, SendAnswerKind kind)
    {
        await using var server = await BinanceServer.StartAsync();
        server.Answers["POST /api/v3/order/cancelReplace"] = context => BinanceServer.Text(context, status, body.Replace("ID", Id, StringComparison.Ordinal));
        var (old, order) = (Order(), Order());
        old = old with { Id = new(1, 1, 1, 0, 0) };
        order = order with { Wish = order.Wish with { Type = OrderType.Stop, Price = 0, Trigger = 3900 } };
        Assert.Equal(kind, (await server.Spot.ReplaceAsync(old, "1", order, None)).Kind);
        Assert.Contains(server.Requests, request => request.Contains($"type=STOP_LOSS&quantity=10&stopPrice=3900&newClientOrderId={Id}&selfTradePreventionMode=EXPIRE_MAKER&newOrderRespType=ACK&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId={old.Id}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Rights_WithoutAListOfRestrictions_AreTheAccounts_AndUnreadableOnesAreNone()
    {
        await using var server = await BinanceServer.StartAsync();
        server.Answers["GET /sapi/v1/account/apiRestrictions"] = context => BinanceServer.Text(context, 404, "<html></html>");
        Assert.Equal(new KeyRights(true, true, null), (await server.Spot.RightsAsync(None)).Value);
        server.Answers["GET /sapi/v1/account/apiRestrictions"] = context => BinanceServer.Text(context, 200, """{"enableSpotAndMarginTrading":true}""");
        Assert.Equal(ErrorKind.Corrupt, (await server.Spot.RightsAsync(None)).Error!.Kind);
        server.Answers["GET /sapi/v1/account/apiRestrictions"] = context => BinanceServer.Text(context, 200, """{"enableSpotAndMarginTrading":true,"enableWithdrawals":false,"tradingAuthorityExpirationTime":1628985600000}""");
        Assert.Equal(new KeyRights(true, false, 1_628_985_600_000), (await server.Spot.RightsAsync(None)).Value);
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

    internal static OrderRequest Order(string instrument = "BTC/USDT")
    {
        var id = new ClientOrderId(1, 2, 3, 4, 0);
        return new(id, id, new OrderWish { Account = "a", Instrument = instrument, Side = Side.Sell, Type = OrderType.Limit, Quantity = 10, Price = 3995 }, 1, 0, 1_700_000_600_000, 4_000);
    }

    static string Id => Order().Id.ToString();

    static string Placed(string id) => $$"""{"symbol":"BTCUSDT","orderId":7,"orderListId":-1,"clientOrderId":"{{id}}","transactTime":1}""";

    static string Row(long time) => $"""[{time},"100.1","101","99","100","12.5",{time + 59_999},"1250",10,"5","500","0"]""";
}
