using Argosy.Testnet.Hosting;

namespace Argosy.Testnet.Tests.Clients;

/// <summary>A client nobody here wrote trades on the exchange. Its packages come by <c>npm ci</c> in this folder.</summary>
[Trait("Category", "Slow")]
public sealed class CcxtTests
{
    [Theory]
    [InlineData("binance", TestnetProtocol.Binance)]
    [InlineData("binanceusdm", TestnetProtocol.BinanceFutures)]
    public async Task Ccxt_LoadsTradesAndWatches(string id, TestnetProtocol protocol)
    {
        var started = await TestnetServer.StartAsync(new TestnetOptions { Protocol = protocol, TradeGapMs = 200, History = 60 });
        await using var server = started.Value;
        using var client = new NodeClient("trade.mjs", certificate: null, id, server.Address.Authority);
        var seen = await client.ReadAsync();
        Assert.Equal("[\"open\",\"ccxt1\"]", seen["limit"]!.ToJsonString());
        Assert.Equal((1, "canceled", 10), ((int)seen["open"]!, (string)seen["cancelled"]!, (int)seen["candles"]!));
        Assert.Equal("[\"closed\",0.01]", seen["market"]!.ToJsonString());
        Assert.Equal((0.01, 100_000.0), ((double)seen["trades"]!, (double)seen["before"]!));
        foreach (var name in (string[])["watched", "watchedTicker", "watchedTrades", "watchedCandles"]) Assert.True((bool)seen[name]!, name);
        Assert.Equal("open", (string)seen["watchedOrder"]!);
        if (protocol != TestnetProtocol.BinanceFutures) return;
        Assert.Equal("[[\"long\",0.01]]", seen["position"]!.ToJsonString());
        Assert.True((bool)seen["stop"]!);
    }
}
