using System.Globalization;
using System.Text.Json.Nodes;
using Argosy.Testnet.Hosting;

namespace Argosy.Testnet.Tests.Futures;

/// <summary>Hedge mode, margin tiers, funding, and that every wallet is the sum of its income.</summary>
public sealed class FuturesMoneyTests
{
    const string Path = "/fapi/v1/order";
    const decimal Given = 100_000m;

    [Fact]
    public async Task HedgeMode_HoldsALongAndAShort_AndClosesEachByItself()
    {
        await using var client = await Start();
        Assert.False((bool)(await client.Ok("GET", "/fapi/v1/positionSide/dual"))["dualSidePosition"]!);
        await client.Ok("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=true");
        Assert.Equal(-4059, await Refusal(client, "/fapi/v1/positionSide/dual", "dualSidePosition=true"));
        Assert.Equal(-4061, await Refusal(client, Path, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1"));
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&positionSide=LONG&type=MARKET&quantity=0.3");
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=SELL&positionSide=SHORT&type=MARKET&quantity=0.1");
        Assert.Equal(["LONG 0.30000000", "SHORT -0.10000000"], await Positions(client));
        Assert.Equal(-4068, await Refusal(client, "/fapi/v1/positionSide/dual", "dualSidePosition=false"));
        Assert.Equal(-1106, await Refusal(client, Path, "symbol=BTCUSDT&side=SELL&positionSide=LONG&type=MARKET&quantity=0.1&reduceOnly=true"));
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=SELL&positionSide=LONG&type=MARKET&quantity=5");
        Assert.Equal(["SHORT -0.10000000"], await Positions(client));
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&positionSide=SHORT&type=MARKET&quantity=0.1");
        Assert.Empty(await Positions(client));
        await AssertExplained(client);
    }

    [Fact]
    public async Task Tiers_LeaveNoStep_AndBoundThePosition()
    {
        await using var client = await Start();
        var tiers = (await client.Ok("GET", "/fapi/v1/leverageBracket", "symbol=BTCUSDT"))["brackets"]!.AsArray();
        for (var i = 1; i < tiers.Count; i++)
        {
            var floor = (decimal)tiers[i]!["notionalFloor"]!;
            Assert.Equal((decimal)tiers[i - 1]!["notionalCap"]!, floor);
            Assert.Equal((floor * (decimal)tiers[i - 1]!["maintMarginRatio"]!) - (decimal)tiers[i - 1]!["cum"]!, (floor * (decimal)tiers[i]!["maintMarginRatio"]!) - (decimal)tiers[i]!["cum"]!);
        }
        await client.Ok("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=125");
        Assert.Equal(-2027, await Refusal(client, Path, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=3&price=25000"));
        await client.Ok("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=100");
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=3&price=25000");
    }

    [Fact]
    public async Task Funding_IsPaidAtTheRateThatWasSet_AndRemembered()
    {
        await using var client = await Start();
        client.Control("POST", "/control/funding?symbol=BTCUSDT&rate=-0.0003");
        Assert.Equal("-0.00030000", (string)(await client.Ok("GET", "/fapi/v1/premiumIndex", "symbol=BTCUSDT"))["lastFundingRate"]!);
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1");
        client.Step(8 * 3_600_000);
        var paid = Assert.Single((await client.Ok("GET", "/fapi/v1/income", "incomeType=FUNDING_FEE")).AsArray())!;
        var rate = (await client.Ok("GET", "/fapi/v1/fundingRate", "symbol=BTCUSDT")).AsArray()[^1]!;
        Assert.Equal(0, (long)rate["fundingTime"]! % 28_800_000);
        Assert.Equal(decimal.Round(-0.1m * Number(rate, "markPrice") * -0.0003m, 8), Number(paid, "income"));
        await AssertExplained(client);
    }

    [Theory]
    [InlineData("ISOLATED")]
    [InlineData("CROSSED")]
    public async Task Liquidation_TakesNoMoreThanTheMargin(string margin)
    {
        await using var client = await Start();
        await client.Ok("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=100");
        if (margin == "ISOLATED") await client.Ok("POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=ISOLATED");
        client.Control("POST", "/control/liquidity?symbol=BTCUSDT&value=10000000");
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=15");
        var before = await Wallet(client);
        // A gap far beyond the price of liquidation.
        client.Control("POST", "/control/trade?symbol=BTCUSDT&price=20000&quantity=1");
        client.Control("POST", "/control/trade?symbol=BTCUSDT&price=20000&quantity=1");
        Assert.Empty(await Positions(client));
        var forced = Assert.Single((await client.Ok("GET", "/fapi/v1/forceOrders")).AsArray())!;
        Assert.StartsWith("autoclose-", (string)forced["clientOrderId"]!, StringComparison.Ordinal);
        if (margin == "CROSSED") Assert.Equal(0, await Wallet(client));
        else Assert.InRange(before - await Wallet(client), 4_000m, 5_000m);
        Assert.Single((await client.Ok("GET", "/fapi/v1/income", "incomeType=INSURANCE_CLEAR")).AsArray());
        await AssertExplained(client);
    }

    // On cross margin a long and a short of one contract make good each other's losses: they have one price of liquidation, and both go at it.
    [Fact]
    public async Task HedgeMode_Cross_BothPositionsAreLiquidatedAtTheirOnePrice()
    {
        await using var client = await Hedged(leverage: 75);
        client.Control("POST", "/control/liquidity?symbol=BTCUSDT&value=10000000");
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&positionSide=LONG&type=MARKET&quantity=40");
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=SELL&positionSide=SHORT&type=MARKET&quantity=10");
        // The tiers of maintenance change on the way.
        for (var i = 0; i < 4; i++) Trade(client, Math.Ceiling(await Limit(client)) + 200);
        var limit = await Limit(client);
        Trade(client, Math.Ceiling(limit) + 2);
        Assert.Equal(2, (await Positions(client)).Length);
        Trade(client, Math.Floor(await Limit(client)) - 2);
        Trade(client, Math.Floor(limit) - 2);
        Assert.Empty(await Positions(client));
        await AssertExplained(client);
    }

    [Fact]
    public async Task HedgeMode_Isolated_LiquidatesOnePositionByItself()
    {
        await using var client = await Hedged(leverage: 50, isolated: true);
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&positionSide=LONG&type=MARKET&quantity=0.3");
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=SELL&positionSide=SHORT&type=MARKET&quantity=0.2");
        Trade(client, 28_000);
        Trade(client, 28_000);
        Assert.Equal(["SHORT -0.20000000"], await Positions(client));
        await AssertExplained(client);
    }

    [Fact]
    public async Task HedgeMode_Funding_IsALineOfEachPosition()
    {
        await using var client = await Hedged();
        client.Control("POST", "/control/funding?symbol=BTCUSDT&rate=0.0003");
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&positionSide=LONG&type=MARKET&quantity=0.3");
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=SELL&positionSide=SHORT&type=MARKET&quantity=0.1");
        client.Step(8 * 3_600_000);
        var paid = (await client.Ok("GET", "/fapi/v1/income", "incomeType=FUNDING_FEE")).AsArray().Select(line => Number(line!, "income")).ToArray();
        Assert.Equal(2, paid.Length);
        Assert.True(paid[0] < 0 && paid[1] > 0 && Math.Abs(paid[0] + (3 * paid[1])) <= 0.00000002m, $"{paid[0]} of 0.3 long, {paid[1]} of 0.1 short");
        await AssertExplained(client);
    }

    [Fact]
    public async Task Deleveraging_ClosesAPosition()
    {
        await using var client = await Start();
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.2");
        client.Control("POST", "/control/deleverage?symbol=BTCUSDT");
        Assert.Empty(await Positions(client));
        Assert.StartsWith("adl_autoclose-", (string)Assert.Single((await client.Ok("GET", "/fapi/v1/forceOrders", "autoCloseType=ADL")).AsArray())!["clientOrderId"]!, StringComparison.Ordinal);
        Assert.Empty((await client.Ok("GET", "/fapi/v1/forceOrders", "autoCloseType=LIQUIDATION")).AsArray());
        await AssertExplained(client);
    }

    [Fact]
    public async Task ReduceOnlyOrder_EndsWithItsPosition()
    {
        await using var client = await Start();
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1");
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&price=40000&quantity=0.1&reduceOnly=true&newClientOrderId=target");
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.1&reduceOnly=true");
        Assert.Equal("EXPIRED", (string)(await client.Ok("GET", Path, "symbol=BTCUSDT&origClientOrderId=target"))["status"]!);
    }

    [Fact]
    public async Task ConditionalOrder_SendsAnOrderWithANumberOfItsOwn()
    {
        await using var client = await Start();
        var key = (string)(await client.Call("POST", "/fapi/v1/listenKey")).Body["listenKey"]!;
        using var socket = await client.Open($"/private/ws?listenKey={key}");
        await Client.Say(socket, """{"method":"LIST_SUBSCRIPTIONS","params":[],"id":7}""");
        await Client.Hear(socket);
        await client.Ok("POST", Path, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.1");
        var placed = await client.Ok("POST", "/fapi/v1/algoOrder", "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=STOP_MARKET&triggerPrice=28000&quantity=0.1&reduceOnly=true&clientAlgoId=stop");
        client.Control("POST", "/control/trade?symbol=BTCUSDT&price=27900&quantity=1");
        var algo = await client.Ok("GET", "/fapi/v1/algoOrder", "clientAlgoId=stop");
        Assert.Equal(("FINISHED", (long)placed["algoId"]!), ((string)algo["algoStatus"]!, (long)algo["algoId"]!));
        Assert.NotEqual(placed["algoId"]!.ToString(), (string)algo["actualOrderId"]!);
        var sent = await client.Ok("GET", Path, $"symbol=BTCUSDT&orderId={algo["actualOrderId"]}");
        Assert.Equal(("FILLED", "MARKET", "STOP_MARKET"), ((string)sent["status"]!, (string)sent["type"]!, (string)sent["origType"]!));
        List<string> heard = [];
        while (heard.Count(line => line.StartsWith("ALGO_UPDATE", StringComparison.Ordinal)) < 3)
        {
            var message = await Client.Hear(socket);
            if ((string?)message["e"] is "ALGO_UPDATE" or "ORDER_TRADE_UPDATE" && (message["o"]!["caid"] ?? message["o"]!["c"])!.ToString() == "stop") heard.Add($"{message["e"]} {message["o"]!["X"]}");
        }
        Assert.Equal(["ALGO_UPDATE NEW", "ORDER_TRADE_UPDATE NEW", "ALGO_UPDATE TRIGGERED", "ORDER_TRADE_UPDATE FILLED", "ALGO_UPDATE FINISHED"], heard);
    }

    [Fact]
    public async Task ListenKey_NotRenewed_EndsWithAWord()
    {
        await using var client = await Start();
        var key = (string)(await client.Call("POST", "/fapi/v1/listenKey")).Body["listenKey"]!;
        using var socket = await client.Open($"/private/ws?listenKey={key}");
        await Client.Say(socket, """{"method":"LIST_SUBSCRIPTIONS","params":[],"id":7}""");
        await Client.Hear(socket);
        client.Step(3_600_000);
        Assert.Equal(key, (string)(await Client.Hear(socket, message => (string?)message["e"] == "listenKeyExpired"))["listenKey"]!);
        Assert.Equal(-1125, (int)(await client.Call("PUT", "/fapi/v1/listenKey")).Body["code"]!);
        Assert.NotEqual(key, (string)(await client.Call("POST", "/fapi/v1/listenKey")).Body["listenKey"]!);
    }

    [Fact]
    public async Task Deposit_IsToldAndExplained()
    {
        await using var client = await Start();
        client.Control("POST", "/control/deposit?asset=USDT&amount=250");
        Assert.Equal(Given + 250, await Wallet(client));
        await AssertExplained(client);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task KeyRights_AreTold(string on)
    {
        await using var client = await Start();
        client.Control("POST", $"/control/withdrawals?on={on}");
        var rights = await client.Ok("GET", "/sapi/v1/account/apiRestrictions");
        Assert.Equal((true, on == "true"), ((bool)rights["enableFutures"]!, (bool)rights["enableWithdrawals"]!));
    }

    static async Task<Client> Hedged(int leverage = 20, bool isolated = false)
    {
        var client = await Start();
        await client.Ok("POST", "/fapi/v1/positionSide/dual", "dualSidePosition=true");
        await client.Ok("POST", "/fapi/v1/leverage", $"symbol=BTCUSDT&leverage={leverage}");
        if (isolated) await client.Ok("POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=ISOLATED");
        return client;
    }

    static void Trade(Client client, decimal price) => client.Control("POST", $"/control/trade?symbol=BTCUSDT&price={price.ToString(CultureInfo.InvariantCulture)}&quantity=1");

    // Both rows say the same price.
    static async Task<decimal> Limit(Client client) => Assert.Single((await client.Ok("GET", "/fapi/v3/positionRisk")).AsArray().Select(position => Number(position!, "liquidationPrice")).Distinct());

    static async Task AssertExplained(Client client)
    {
        var income = (await client.Ok("GET", "/fapi/v1/income", "limit=1000")).AsArray();
        Assert.Equal(await Wallet(client), Given + income.Sum(line => Number(line!, "income")));
    }

    static async Task<int> Refusal(Client client, string path, string query) => (int)(await client.Signed("POST", path, query)).Body["code"]!;

    static async Task<string[]> Positions(Client client) => [.. (await client.Ok("GET", "/fapi/v3/positionRisk")).AsArray().Select(position => $"{position!["positionSide"]} {position["positionAmt"]}")];

    static async Task<decimal> Wallet(Client client) => Number((await client.Ok("GET", "/fapi/v3/balance"))[0]!, "balance");

    static Task<Client> Start() => Client.Start(new TestnetOptions { Protocol = TestnetProtocol.BinanceFutures, TradeGapMs = 20_000 });

    static decimal Number(JsonNode node, string name) => decimal.Parse((string)node[name]!, CultureInfo.InvariantCulture);
}
