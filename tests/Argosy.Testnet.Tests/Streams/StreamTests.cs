using System.Text.Json.Nodes;
using Argosy.Testnet.Api;
using Argosy.Testnet.Hosting;

namespace Argosy.Testnet.Tests.Streams;

public sealed class StreamTests
{
    const string Order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=20000&newClientOrderId=";

    [Fact]
    public async Task DepthDiffs_AfterASnapshot_GiveTheExchangesBook()
    {
        await using var client = await Client.Start();
        using var socket = await client.Open("/stream?streams=btcusdt@depth@100ms");
        await Client.Say(socket, """{"method":"LIST_SUBSCRIPTIONS","params":[],"id":7}""");
        Assert.Equal("btcusdt@depth@100ms", (string)(await Client.Hear(socket))["result"]![0]!);
        var snapshot = (await client.Call("GET", "/api/v3/depth", "symbol=BTCUSDT&limit=1000")).Body;
        var books = new Dictionary<string, SortedDictionary<decimal, string>> { ["b"] = Levels(snapshot["bids"]!), ["a"] = Levels(snapshot["asks"]!) };
        var (last, end) = ((long)snapshot["lastUpdateId"]!, 0L);
        client.Step(20_000);
        end = (long)client.Control("GET", "/control/book?symbol=BTCUSDT")["updateId"]!;
        while (last < end)
        {
            var diff = (await Client.Hear(socket))["data"]!;
            if ((long)diff["u"]! <= last) continue;
            Assert.Equal(last + 1, (long)diff["U"]!);
            last = (long)diff["u"]!;
            foreach (var side in (string[])["b", "a"])
            {
                foreach (var (price, quantity) in Levels(diff[side]!))
                {
                    if (quantity == "0.00000000") books[side].Remove(price);
                    else books[side][price] = quantity;
                }
            }
        }
        var book = client.Control("GET", "/control/book?symbol=BTCUSDT");
        Assert.Equal(Levels(book["bids"]!), books["b"]);
        Assert.Equal(Levels(book["asks"]!), books["a"]);
    }

    [Fact]
    public async Task Candles_OfAStream_CloseOnceAMinuteAndEqualTheRestOnes()
    {
        await using var client = await Client.Start();
        using var socket = await client.Open("/ws");
        await Client.Say(socket, """{"method":"SUBSCRIBE","params":["btcusdt@kline_1m"],"id":1}""");
        Assert.Equal("""{"result":null,"id":1}""", (await Client.Hear(socket)).ToJsonString());
        client.Step(180_000);
        for (var i = 0; i < 3; i++)
        {
            var closed = (await Client.Hear(socket, message => (bool)message["k"]!["x"]!))["k"]!;
            var rest = (await client.Call("GET", "/api/v3/klines", $"symbol=BTCUSDT&interval=1m&startTime={closed["t"]}&limit=1")).Body[0]!;
            Assert.Equal([(string)closed["o"]!, (string)closed["h"]!, (string)closed["l"]!, (string)closed["c"]!, (string)closed["v"]!], Enumerable.Range(1, 5).Select(column => (string)rest[column]!));
        }
    }

    [Fact]
    public async Task UserStream_OfTheWebSocketApi_TellsOrderAndBalance()
    {
        await using var client = await Client.Start();
        using var socket = await Subscribed(client);
        await client.Ok("POST", "/api/v3/order", Order + "a");
        var report = (await Client.Hear(socket))["event"]!;
        Assert.Equal(("executionReport", "a", "NEW"), ((string)report["e"]!, (string)report["c"]!, (string)report["x"]!));
        Assert.Equal("outboundAccountPosition", (string)(await Client.Hear(socket))["event"]!["e"]!);
        client.Control("POST", "/control/trade?symbol=BTCUSDT&price=19000&quantity=1");
        var trade = (await Client.Hear(socket, message => (string)message["event"]!["e"]! == "executionReport"))["event"]!;
        Assert.Equal(("TRADE", "FILLED", true), ((string)trade["x"]!, (string)trade["X"]!, (bool)trade["m"]!));
    }

    [Fact]
    public async Task UserStream_OfAListenKey_TellsTheSame()
    {
        await using var client = await Client.Start();
        var key = (string)(await client.Call("POST", "/api/v3/userDataStream")).Body["listenKey"]!;
        using var socket = await client.Open($"/ws/{key}");
        await Client.Say(socket, """{"method":"LIST_SUBSCRIPTIONS","params":[],"id":7}""");
        await Client.Hear(socket);
        await client.Ok("POST", "/api/v3/order", Order + "a");
        Assert.Equal("executionReport", (string)(await Client.Hear(socket))["e"]!);
    }

    [Fact]
    public async Task WebSocketApi_PlacesAndCancels()
    {
        await using var client = await Client.Start();
        using var socket = await client.Open("/ws-api/v3");
        await Client.Say(socket, Frame(client, "order.place", "newClientOrderId=w&price=20000&quantity=0.01&side=BUY&symbol=BTCUSDT&timeInForce=GTC", "&type=LIMIT"));
        var placed = await Client.Hear(socket);
        Assert.Equal((200, "w"), ((int)placed["status"]!, (string)placed["result"]!["clientOrderId"]!));
        await Client.Say(socket, Frame(client, "order.cancel", "origClientOrderId=w&symbol=BTCUSDT", ""));
        Assert.Equal("CANCELED", (string)(await Client.Hear(socket))["result"]!["status"]!);
    }

    [Theory]
    [InlineData("drop", "b")]
    [InlineData("duplicate", "a")]
    public async Task MessageFaults_AreDoneToTheNextPush(string kind, string expected)
    {
        await using var client = await Client.Start();
        using var socket = await Subscribed(client);
        client.Control("POST", $"/control/messages?kind={kind}&stream=user&count=2");
        await client.Ok("POST", "/api/v3/order", Order + "a");
        await client.Ok("POST", "/api/v3/order", Order + "b");
        var first = await Client.Hear(socket, IsReport);
        var second = kind == "drop" ? first : await Client.Hear(socket, IsReport);
        Assert.Equal(expected, (string)second["event"]!["c"]!);

        static bool IsReport(JsonNode message) => (string)message["event"]!["e"]! == "executionReport";
    }

    static async Task<System.Net.WebSockets.ClientWebSocket> Subscribed(Client client)
    {
        var socket = await client.Open("/ws-api/v3");
        await Client.Say(socket, Frame(client, "userDataStream.subscribe.signature", "", ""));
        Assert.Equal(0, (int)(await Client.Hear(socket))["result"]!["subscriptionId"]!);
        return socket;
    }

    static string Frame(Client client, string method, string fields, string last)
    {
        var text = string.Join('&', $"apiKey={TestnetOptions.DefaultKey}&{fields}&timestamp={client.Server.Now}{last}".Split('&', StringSplitOptions.RemoveEmptyEntries));
        var parameters = new JsonObject(text.Split('&').Select(pair => KeyValuePair.Create(pair.Split('=')[0], (JsonNode?)pair.Split('=')[1])));
        parameters["signature"] = Signatures.Sign(TestnetOptions.DefaultSecret, text);
        return new JsonObject { ["id"] = "1", ["method"] = method, ["params"] = parameters }.ToJsonString();
    }

    static SortedDictionary<decimal, string> Levels(JsonNode levels) =>
        new(levels.AsArray().ToDictionary(level => decimal.Parse((string)level![0]!, System.Globalization.CultureInfo.InvariantCulture), level => (string)level![1]!));
}
