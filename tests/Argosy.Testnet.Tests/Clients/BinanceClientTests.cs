using System.Text.Json.Nodes;
using Argosy.Testnet.Hosting;

namespace Argosy.Testnet.Tests.Clients;

/// <summary>The venue's own clients and the most used one of its community trade on the exchange, as they are: over TLS, which they insist on.</summary>
[Trait("Category", "Slow")]
public sealed class BinanceClientTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("argosy-clients-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("official-spot.mjs")]
    [InlineData("connector.mjs")]
    [InlineData("community.mjs")]
    public async Task Client_OnSpot_LoadsTradesAndStreams(string script)
    {
        var seen = await SeenAsync(script, "binance", TestnetProtocol.Binance);
        AssertTraded(seen);
        if (script != "official-spot.mjs") return;
        Assert.Equal("[\"EXECUTING\",2]", seen["list"]!.ToJsonString());
        Assert.Equal("ALL_DONE", (string)seen["ended"]!);
    }

    [Theory]
    [InlineData("official-futures.mjs")]
    [InlineData("community.mjs")]
    public async Task Client_OnFutures_LoadsTradesAndStreams(string script)
    {
        var seen = await SeenAsync(script, "binanceusdm", TestnetProtocol.BinanceFutures);
        AssertTraded(seen);
        if (script != "official-futures.mjs") return;
        Assert.Equal((5, "success", "0.02000000"), ((int)seen["leverage"]!, (string)seen["margin"]!, (string)seen["modified"]!));
        Assert.Equal("[[\"BTCUSDT\",\"0.01000000\"]]", seen["position"]!.ToJsonString());
        Assert.Equal("[true]", seen["stop"]!.ToJsonString());
        Assert.True((bool)seen["income"]! && (bool)seen["mark"]!);
    }

    [Fact]
    public async Task Certificate_ThatCannotBeWritten_IsAnError()
    {
        var started = await TestnetServer.StartAsync(new TestnetOptions { History = 1, CertificateFile = Path.Combine(_folder, "none", "testnet.pem") });
        Assert.False(started.Ok);
        Assert.Contains("testnet.pem", started.Error!.Message, StringComparison.Ordinal);
    }

    async Task<JsonNode> SeenAsync(string script, string id, TestnetProtocol protocol)
    {
        var certificate = Path.Combine(_folder, "testnet.pem");
        var started = await TestnetServer.StartAsync(new TestnetOptions { Protocol = protocol, TradeGapMs = 200, History = 60, CertificateFile = certificate });
        Assert.True(started.Ok, started.Error?.Message);
        await using var server = started.Value;
        Assert.Equal("https", server.Address.Scheme);
        using var client = new NodeClient(script, certificate, id, server.Address.Authority);
        return await client.ReadAsync();
    }

    // A script comes to its end only when both streams have told everything it waits for.
    static void AssertTraded(JsonNode seen)
    {
        Assert.Equal("[\"BTCUSDT\",\"ETHUSDT\",\"SOLUSDT\"]", seen["symbols"]!.ToJsonString());
        Assert.Equal((10, 100_000.0, 0.01), ((int)seen["candles"]!, (double)seen["before"]!, (double)seen["trades"]!));
        Assert.Equal("NEW", (string)seen["limit"]![0]!);
        Assert.Single(seen["open"] as JsonArray ?? [seen["open"]!.DeepClone()]);
        Assert.Equal(("CANCELED", "FILLED"), ((string)seen["cancelled"]!, (string)seen["market"]![0]!));
        Assert.Equal(("NEW", "CANCELED"), ((string)seen["placed"]!, (string)seen["withdrawn"]!));
        Assert.Contains(seen["refused"]!.ToString(), (string[])["BadRequestError", "-1013"]);
        Assert.True((bool)seen["told"]!);
    }
}
