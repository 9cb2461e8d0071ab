using Argosy.Core.Orders;
using Argosy.Venues.Tests.Contract;
using static Argosy.Venues.Tests.Contract.ContractVenue;

namespace Argosy.Venues.Tests.Usdm;

/// <summary>Frames a test gives: what comes in another order than hoped, and what cannot be read.</summary>
public sealed class UsdmUserStreamTests
{
    const string Ours = "000700100000100000", Stranger = "venue-made-this-one";

    [Fact]
    public async Task Child_ToldBeforeItsTrigger_WaitsForItsName()
    {
        await using var server = await UsdmServer.StartAsync(waits: true);
        await using var ear = await Listen(server);
        server.Push(Algo("NEW", ""));
        server.Push(Order(Stranger, 77, "TRADE", "FILLED"));
        server.Push(Order("another-one", 78, "NEW", "NEW", side: "BUY"));
        await Until(() => ear.Updates.Any(update => update.Order.ClientId == "another-one"), "the order that cannot be a child");
        Assert.DoesNotContain(ear.Updates, update => update.Order.VenueOrderId == "77");
        server.Push(Algo("TRIGGERED", "77"));
        await Until(() => ear.Has(Ours, OrderState.Filled), "the child");
        var told = ear.Updates.Single(update => update.Order.VenueOrderId == "77");
        Assert.Equal((Ours, Ours, OrderType.Stop, 28000m, 0.5m), (told.Order.ClientId, told.Fill!.ClientId, told.Order.Type, told.Order.Trigger, told.Fill.Quantity));
        Assert.DoesNotContain(ear.Updates, update => update.Order.ClientId == Stranger);
    }

    [Fact]
    public async Task Child_WhoseTriggerIsNotTold_IsAskedFor()
    {
        await using var server = await UsdmServer.StartAsync();
        server.Answers["GET /fapi/v1/allAlgoOrders"] = Row("FINISHED", "77");
        await using var ear = await Listen(server);
        server.Push(Algo("NEW", ""));
        server.Push(Order(Stranger, 77, "TRADE", "FILLED"));
        await Until(() => ear.Has(Ours, OrderState.Filled), "the child");
        Assert.DoesNotContain(ear.Updates, update => update.Order.ClientId == Stranger);
    }

    [Fact]
    public async Task Stranger_ThatMightHaveBeenAChild_IsToldAfterAll()
    {
        await using var server = await UsdmServer.StartAsync();
        server.Answers["GET /fapi/v1/allAlgoOrders"] = Row("NEW", "");
        await using var ear = await Listen(server);
        server.Push(Algo("NEW", ""));
        server.Push(Order(Stranger, 77, "TRADE", "FILLED"));
        await Until(() => ear.Updates.Any(update => update.Order.ClientId == Stranger), "the order of a stranger");
        Assert.Equal(0.5m, ear.Updates.Single(update => update.Order.ClientId == Stranger).Fill!.Quantity);
    }

    [Fact]
    public async Task Child_WithTheStopsOwnId_IsNamedAtOnce()
    {
        await using var server = await UsdmServer.StartAsync();
        await using var ear = await Listen(server);
        server.Push(Algo("NEW", ""));
        server.Push(Order(Ours, 77, "TRADE", "FILLED"));
        await Until(() => ear.Has(Ours, OrderState.Filled), "the child");
        Assert.Equal((OrderType.Stop, 28000m), ear.Updates.Single(update => update.Fill is not null).Order is var order ? (order.Type, order.Trigger) : default);
    }

    [Theory]
    [InlineData("CANCELED", OrderState.Cancelled)]
    [InlineData("EXPIRED", OrderState.Expired)]
    [InlineData("REJECTED", OrderState.Rejected)]
    public async Task Conditional_ThatEnds_IsToldSo(string word, OrderState state)
    {
        await using var server = await UsdmServer.StartAsync();
        await using var ear = await Listen(server);
        server.Push(Algo("NEW", ""));
        server.Push(Algo(word, ""));
        await Until(() => ear.Has(Ours, state), "the end");
    }

    [Theory]
    [InlineData("""{"e":"ORDER_TRADE_UPDATE","o":{"s":"BTCUSDT","c":"x","S":"SELL","o":"MARKET","x":"TRADE","X":"FILLED","q":"NaN","p":"0","z":"1","i":5,"T":1}}""")]
    [InlineData("""{"e":"ALGO_UPDATE","T":1,"o":{"caid":"x","X":"NEW"}}""")]
    [InlineData("""{"e":"ALGO_UPDATE","T":1,"o":{"caid":"x","X":"NE""")]
    [InlineData("""{"e":"ORDER_TRADE_UPDATE","T":1,"o":{"s":"BTC""")]
    [InlineData("""{"e":"ACCOUNT_UPDATE","a":{"m":"ORD""")]
    [InlineData("""{"e":"ACCOUNT_UPDATE","a":{"m":"ORDER","B":[{"a":"USDT"}],"P":[]}}""")]
    [InlineData("""{"e":"listenKeyExpired","listenKey":"x"}""")]
    [InlineData("not json")]
    public async Task Frame_ThatCannotBeRead_LeadsToANewConnection(string frame)
    {
        await using var server = await UsdmServer.StartAsync();
        await using var ear = await Listen(server);
        server.Push(frame);
        await Until(() => ear is { Lost: 1, Connected: 2 }, "the new connection");
        Assert.Empty(ear.Updates);
        Assert.Equal(2, server.Requests.Count(request => request.StartsWith("POST /fapi/v1/listenKey", StringComparison.Ordinal)));
        server.Push(Order(Ours, 77, "TRADE", "FILLED"));
        await Until(() => ear.Has(Ours, OrderState.Filled), "an order on it");
    }

    static async Task<AccountEar> Listen(UsdmServer server)
    {
        server.Answers["GET /fapi/v1/openAlgoOrders"] = server.Answers["GET /fapi/v1/openOrders"] = "[]";
        var ear = new AccountEar(server.Adapter);
        await Until(() => ear.Connected == 1, "the log-in");
        return ear;
    }

    static string Algo(string status, string child) => """{"e":"ALGO_UPDATE","T":1765431097030,"E":1765431097037,"o":{"caid":"OURS","aid":1000000033225453,"at":"CONDITIONAL","o":"STOP_MARKET","s":"BTCUSDT","S":"SELL","ps":"BOTH","f":"GTC","q":"0.5","X":"STATUS","ai":"CHILD","ap":"0","aq":"0","act":"MARKET","tp":"28000","p":"0","V":"EXPIRE_MAKER","wt":"CONTRACT_PRICE","pm":"NONE","cp":false,"pP":false,"R":true,"tt":0,"gtd":0}}"""
        .Replace("OURS", Ours, StringComparison.Ordinal).Replace("STATUS", status, StringComparison.Ordinal).Replace("CHILD", child, StringComparison.Ordinal);

    static string Row(string status, string child) => $$"""[{"algoId":1000000033225453,"clientAlgoId":"{{Ours}}","algoType":"CONDITIONAL","orderType":"STOP_MARKET","symbol":"BTCUSDT","side":"SELL","quantity":"0.5","algoStatus":"{{status}}","actualOrderId":"{{child}}","triggerPrice":"28000","price":"0","updateTime":1765431097030}]""";

    static string Order(string client, long id, string doing, string state, string side = "SELL") => $$$"""
        {"e":"ORDER_TRADE_UPDATE","E":1,"T":1,"o":{"s":"BTCUSDT","c":"{{{client}}}","S":"{{{side}}}","o":"MARKET","f":"GTC","q":"0.5","p":"0","ap":"0","sp":"0","x":"{{{doing}}}","X":"{{{state}}}","i":{{{id}}},"l":"0.5","z":"{{{(state == "FILLED" ? "0.5" : "0")}}}","L":"27990","N":"USDT","n":"5.6","T":1765431097040,"t":991,"b":"0","a":"0","m":false,"R":true,"wt":"CONTRACT_PRICE","ot":"MARKET","ps":"BOTH","cp":false,"rp":"0","pP":false,"si":0,"ss":0}}
        """;
}
