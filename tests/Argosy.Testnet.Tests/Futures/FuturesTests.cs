using System.Text.Json.Nodes;
using Argosy.Testnet.Hosting;

namespace Argosy.Testnet.Tests.Futures;

public sealed class FuturesTests
{
    const string Path = "/fapi/v1/order";

    [Fact]
    public async Task Position_OpenedAndClosed_BooksProfitAndFees()
    {
        await using var client = await Start();
        await client.Ok("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=10");
        Assert.Equal("FILLED", (string)(await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1"))["status"]!);
        client.Control("POST", "/control/trade?symbol=BTCUSDT&price=31000&quantity=1");
        var risk = (await client.Ok("GET", "/fapi/v3/positionRisk"))[0]!;
        Assert.Equal("0.10000000", (string)risk["positionAmt"]!);
        Assert.True(Number(risk, "unRealizedProfit") > 0);
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=5&reduceOnly=true");
        Assert.Empty((await client.Ok("GET", "/fapi/v3/positionRisk")).AsArray());
        var trades = (await client.Ok("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT")).AsArray();
        var expected = 100_000m + trades.Sum(trade => Number(trade!, "realizedPnl") - Number(trade!, "commission"));
        Assert.Equal(expected, Number((await client.Ok("GET", "/fapi/v3/balance"))[0]!, "balance"));
        var (_, refused) = await client.Signed("POST", Path, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.1&reduceOnly=true");
        Assert.Equal(-2022, (int)refused["code"]!);
    }

    [Fact]
    public async Task Margin_TooSmall_IsRefused()
    {
        await using var client = await Start();
        await client.Ok("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=1");
        var (_, body) = await client.Signed("POST", Path, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=5&price=25000");
        Assert.Equal(-2019, (int)body["code"]!);
    }

    [Theory]
    [InlineData("type=STOP_MARKET&triggerPrice=28000&closePosition=true")]
    [InlineData("type=TRAILING_STOP_MARKET&callbackRate=5&quantity=0.1&reduceOnly=true")]
    public async Task Conditional_Sell_ClosesWhenThePriceFalls(string stop)
    {
        await using var client = await Start();
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1");
        await client.Ok("POST", "/fapi/v1/algoOrder", $"algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&clientAlgoId=s&{stop}");
        Assert.Empty((await client.Ok("GET", "/fapi/v1/openOrders")).AsArray());
        Assert.Single((await client.Ok("GET", "/fapi/v1/openAlgoOrders")).AsArray());
        client.Control("POST", "/control/trade?symbol=BTCUSDT&price=27900&quantity=1");
        client.Control("POST", "/control/trade?symbol=BTCUSDT&price=27900&quantity=1");
        Assert.Empty((await client.Ok("GET", "/fapi/v1/openAlgoOrders")).AsArray());
    }

    [Fact]
    public async Task Loss_OfTheMargin_Liquidates()
    {
        await using var client = await Start();
        await client.Ok("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=50");
        await client.Ok("POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=ISOLATED");
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.5");
        var limit = Number((await client.Ok("GET", "/fapi/v3/positionRisk"))[0]!, "liquidationPrice");
        Assert.InRange(limit, 29_000m, 29_700m);
        client.Control("POST", "/control/trade?symbol=BTCUSDT&price=29800&quantity=1");
        Assert.Single((await client.Ok("GET", "/fapi/v3/positionRisk")).AsArray());
        client.Control("POST", $"/control/trade?symbol=BTCUSDT&price={decimal.Floor(limit) - 1}&quantity=1");
        client.Control("POST", $"/control/trade?symbol=BTCUSDT&price={decimal.Floor(limit) - 1}&quantity=1");
        Assert.Empty((await client.Ok("GET", "/fapi/v3/positionRisk")).AsArray());
    }

    [Fact]
    public async Task Funding_IsPaidEveryEightHours()
    {
        await using var client = await Start();
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1");
        client.Step(8 * 3_600_000);
        var paid = Assert.Single((await client.Ok("GET", "/fapi/v1/income", "incomeType=FUNDING_FEE")).AsArray())!;
        Assert.True(Number(paid, "income") < 0);
    }

    [Fact]
    public async Task UserStream_TellsOrderAndAccount()
    {
        await using var client = await Start();
        var key = (string)(await client.Call("POST", "/fapi/v1/listenKey")).Body["listenKey"]!;
        using var socket = await client.Open($"/private/ws?listenKey={key}");
        await Client.Say(socket, """{"method":"LIST_SUBSCRIPTIONS","params":[],"id":7}""");
        await Client.Hear(socket);
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1");
        Assert.Equal("NEW", (string)(await Client.Hear(socket, Is("ORDER_TRADE_UPDATE")))["o"]!["x"]!);
        Assert.Equal("BTCUSDT", (string)(await Client.Hear(socket, Is("ACCOUNT_UPDATE")))["a"]!["P"]![0]!["s"]!);

        static Func<JsonNode, bool> Is(string kind) => message => (string?)message["e"] == kind;
    }

    static Task<Client> Start() => Client.Start(new TestnetOptions { Protocol = TestnetProtocol.BinanceFutures, TradeGapMs = 20_000 });

    static decimal Number(JsonNode node, string name) => decimal.Parse((string)node[name]!, System.Globalization.CultureInfo.InvariantCulture);
}
