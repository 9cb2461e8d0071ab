using System.Text.Json.Nodes;

namespace Argosy.Testnet.Tests.Spot;

public sealed class SpotOrderTests
{
    const string Path = "/api/v3/order";

    [Fact]
    public async Task Limit_BelowTheMarket_RestsAndIsCancelled()
    {
        await using var client = await Client.Start();
        var placed = await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=20000&newClientOrderId=one");
        Assert.Equal("NEW", Text(placed, "status"));
        Assert.Equal(("99800.00000000", "200.00000000"), await Balance(client, "USDT"));
        var (status, twice) = await client.Signed("POST", Path, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=20000&newClientOrderId=one");
        Assert.Equal((400, -2010, "Duplicate order sent."), (status, (int)twice["code"]!, Text(twice, "msg")));
        Assert.Single((await client.Ok("GET", "/api/v3/openOrders")).AsArray());
        var cancelled = await client.Ok("DELETE", Path, "symbol=BTCUSDT&origClientOrderId=one");
        Assert.Equal(("CANCELED", "one"), (Text(cancelled, "status"), Text(cancelled, "origClientOrderId")));
        Assert.Equal(("100000.00000000", "0.00000000"), await Balance(client, "USDT"));
        var (_, again) = await client.Signed("DELETE", Path, "symbol=BTCUSDT&origClientOrderId=one");
        Assert.Equal(-2011, (int)again["code"]!);
        Assert.Equal("CANCELED", Text(await client.Ok("GET", Path, "symbol=BTCUSDT&origClientOrderId=one"), "status"));
    }

    [Theory]
    [InlineData("quantity=0.01")]
    [InlineData("quoteOrderQty=500")]
    public async Task Market_Buy_FillsAndTheBooksBalance(string amount)
    {
        await using var client = await Client.Start();
        var filled = await client.Ok("POST", Path, $"symbol=BTCUSDT&side=BUY&type=MARKET&{amount}");
        Assert.Equal("FILLED", Text(filled, "status"));
        Assert.NotEmpty(filled["fills"]!.AsArray());
        AssertConserved(client, "USDT", 100_000m);
        AssertConserved(client, "BTC", 100m);
        var trades = (await client.Ok("GET", "/api/v3/myTrades", "symbol=BTCUSDT")).AsArray();
        Assert.Equal(Number(filled, "executedQty"), trades.Sum(trade => Number(trade!, "qty")));
    }

    [Theory]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=20000.001", -1013, "Filter failure: PRICE_FILTER")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.0000001&price=20000", -1013, "Filter failure: LOT_SIZE")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.00001&price=20000", -1013, "Filter failure: NOTIONAL")]
    [InlineData("side=BUY&type=LIMIT&timeInForce=GTC&quantity=10&price=20000", -2010, "Account has insufficient balance for requested action.")]
    [InlineData("side=BUY&type=LIMIT_MAKER&quantity=0.01&price=60000", -2010, "Order would immediately match and take.")]
    [InlineData("side=SELL&type=STOP_LOSS&quantity=0.01&stopPrice=60000", -2010, "Stop price would trigger immediately.")]
    [InlineData("side=BUY&type=LIMIT&quantity=0.01&price=20000", -1102, "Mandatory parameter 'timeInForce' was not sent, was empty/null, or malformed.")]
    [InlineData("side=BUY&type=ODD&quantity=0.01", -1116, "Invalid orderType.")]
    public async Task BadOrder_IsRefusedInTheExchangesWords(string order, int code, string text)
    {
        await using var client = await Client.Start();
        var (status, body) = await client.Signed("POST", Path, "symbol=BTCUSDT&" + order);
        Assert.Equal((400, code, text), (status, (int)body["code"]!, Text(body, "msg")));
    }

    [Fact]
    public async Task StopLoss_TriggersWhenThePriceComes()
    {
        await using var client = await Client.Start();
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=SELL&type=STOP_LOSS&quantity=0.5&stopPrice=20000&newClientOrderId=stop");
        client.Control("POST", "/control/trade?symbol=BTCUSDT&price=20000.01&quantity=1&side=SELL");
        Assert.Equal("NEW", Text(await client.Ok("GET", Path, "symbol=BTCUSDT&origClientOrderId=stop"), "status"));
        client.Control("POST", "/control/trade?symbol=BTCUSDT&price=19999&quantity=1&side=SELL");
        client.Control("POST", "/control/trade?symbol=BTCUSDT&price=19999&quantity=1&side=SELL");
        var stop = await client.Ok("GET", Path, "symbol=BTCUSDT&origClientOrderId=stop");
        Assert.NotEqual("NEW", Text(stop, "status"));
        AssertConserved(client, "USDT", 100_000m);
        AssertConserved(client, "BTC", 100m);
    }

    [Fact]
    public async Task Oco_TargetFilled_ExpiresTheStopAndReturnsTheMoney()
    {
        await using var client = await Client.Start();
        var list = await client.Ok("POST", "/api/v3/orderList/oco", "symbol=BTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER&abovePrice=40000&belowType=STOP_LOSS_LIMIT&belowStopPrice=20000&belowPrice=19900&belowTimeInForce=GTC");
        Assert.Equal(("99.00000000", "1.00000000"), await Balance(client, "BTC"));
        client.Control("POST", "/control/trade?symbol=BTCUSDT&price=40001&quantity=1");
        var orders = (await client.Ok("GET", "/api/v3/allOrders", "symbol=BTCUSDT")).AsArray();
        Assert.Equal(["FILLED", "EXPIRED"], orders.Select(order => Text(order!, "status")));
        Assert.Equal(("99.00000000", "0.00000000"), await Balance(client, "BTC"));
        Assert.Equal("ALL_DONE", Text(await client.Ok("GET", "/api/v3/orderList", $"orderListId={list["orderListId"]}"), "listOrderStatus"));
        AssertConserved(client, "BTC", 100m);
    }

    [Fact]
    public async Task Oco_StopTriggered_ExpiresTheTarget()
    {
        await using var client = await Client.Start();
        await client.Ok("POST", "/api/v3/order/oco", "symbol=BTCUSDT&side=SELL&quantity=0.1&price=40000&stopPrice=20000");
        client.Control("POST", "/control/trade?symbol=BTCUSDT&price=20000&quantity=1");
        client.Step(10_000);
        var orders = (await client.Ok("GET", "/api/v3/allOrders", "symbol=BTCUSDT")).AsArray();
        Assert.Equal("EXPIRED", Text(orders[0]!, "status"));
        Assert.NotEqual("NEW", Text(orders[1]!, "status"));
        AssertConserved(client, "USDT", 100_000m);
    }

    [Fact]
    public async Task CancelReplace_Works_AndStopsOnFailure()
    {
        await using var client = await Client.Start();
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=20000&newClientOrderId=old");
        var replaced = await client.Ok("POST", "/api/v3/order/cancelReplace", "symbol=BTCUSDT&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=old&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.02&price=21000&newClientOrderId=new");
        Assert.Equal(("SUCCESS", "NEW"), (Text(replaced, "cancelResult"), Text(replaced["newOrderResponse"]!, "status")));
        var (status, refused) = await client.Signed("POST", "/api/v3/order/cancelReplace", "symbol=BTCUSDT&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=old&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.02&price=21000");
        Assert.Equal((400, -2022), (status, (int)refused["code"]!));
        Assert.Single((await client.Ok("GET", "/api/v3/openOrders", "symbol=BTCUSDT")).AsArray());
    }

    [Fact]
    public async Task ManyOrders_OverAMovingMarket_ConserveEveryAsset()
    {
        await using var client = await Client.Start();
        client.Control("POST", "/control/limits?orders=1000&weight=1000000");
        for (var i = 0; i < 40; i++)
        {
            var side = i % 2 == 0 ? "BUY" : "SELL";
            await client.Signed("POST", Path, (i % 4) switch
            {
                0 or 1 => $"symbol=BTCUSDT&side={side}&type=LIMIT&timeInForce=GTC&quantity=0.0{1 + (i % 9)}&price={30_000 + ((i % 7) * 3) - 9}",
                2 => $"symbol=BTCUSDT&side={side}&type=MARKET&quoteOrderQty={100 + i}",
                _ => $"symbol=BTCUSDT&side={side}&type=LIMIT&timeInForce=IOC&quantity=0.05&price={30_000 + ((i % 5) * 10) - 20}",
            });
            client.Step(5000);
        }
        AssertConserved(client, "USDT", 100_000m);
        AssertConserved(client, "BTC", 100m);
        await client.Signed("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT");
        Assert.Equal("0.00000000", (await Balance(client, "USDT")).Locked);
        Assert.Equal("0.00000000", (await Balance(client, "BTC")).Locked);
    }

    static void AssertConserved(Client client, string asset, decimal deposited)
    {
        var ledger = client.Control("GET", "/control/ledger");
        var balance = ledger["accounts"]![0]!["balances"]![asset]!;
        var total = Number(balance, "free") + Number(balance, "locked") + (ledger["fees"]![asset] is null ? 0 : Number(ledger["fees"]!, asset)) + (ledger["house"]![asset] is null ? 0 : Number(ledger["house"]!, asset));
        Assert.Equal(deposited, total);
    }

    static async Task<(string Free, string Locked)> Balance(Client client, string asset)
    {
        var row = (await client.Ok("GET", "/api/v3/account"))["balances"]!.AsArray().First(balance => Text(balance!, "asset") == asset)!;
        return (Text(row, "free"), Text(row, "locked"));
    }

    static string Text(JsonNode node, string name) => (string)node[name]!;

    static decimal Number(JsonNode node, string name) => decimal.Parse((string)node[name]!, System.Globalization.CultureInfo.InvariantCulture);
}
