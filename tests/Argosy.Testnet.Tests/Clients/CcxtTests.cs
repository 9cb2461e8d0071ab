using System.Diagnostics;
using System.Text.Json.Nodes;
using Argosy.Testnet.Hosting;
using Argosy.TestSupport;

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
        var folder = Path.Combine(SharedData.Repository(), "tests", "Argosy.Testnet.Tests", "Clients");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules", "ccxt")), $"ccxt is not installed; run npm ci in {folder}");
        var started = await TestnetServer.StartAsync(new TestnetOptions { Protocol = protocol, TradeGapMs = 200, History = 60 });
        await using var server = started.Value;
        var seen = await Run(folder, id, server.Address.Authority);
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

    static async Task<JsonNode> Run(string folder, string id, string address)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using var node = Process.Start(new ProcessStartInfo("node", ["trade.mjs", id, address]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var (output, error) = (node.StandardOutput.ReadToEndAsync(limit.Token), node.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await node.WaitForExitAsync(limit.Token);
        }
        finally
        {
            if (!node.HasExited) node.Kill(entireProcessTree: true);
        }
        Assert.True(node.ExitCode == 0, await error);
        return JsonNode.Parse(await output)!;
    }
}
