namespace Argosy.Testnet.Tests.Hosting;

public sealed class FaultTests
{
    const string Order = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=20000&newClientOrderId=f";

    [Theory]
    [InlineData("cut-before", 0)]
    [InlineData("cut-after", 1)]
    public async Task Cut_BeforeOrAfterAcceptance_LosesTheAnswer(string kind, int open)
    {
        await using var client = await Client.Start();
        client.Control("POST", $"/control/fault?kind={kind}&method=POST&path=/api/v3/order");
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.Signed("POST", "/api/v3/order", Order));
        Assert.Equal(open, (await client.Ok("GET", "/api/v3/openOrders")).AsArray().Count);
    }

    [Theory]
    [InlineData("timeout-before", 0)]
    [InlineData("timeout-after", 1)]
    public async Task Timeout_EndsWhenExchangeTimeHasPassed(string kind, int open)
    {
        await using var client = await Client.Start();
        client.Control("POST", $"/control/fault?kind={kind}&method=POST&path=/api/v3/order&ms=10000");
        var waiting = client.Signed("POST", "/api/v3/order", Order);
        while ((int)client.Control("GET", "/control/state")["faults"]! > 0) await Task.Yield();
        while (!waiting.IsCompleted)
        {
            client.Step(10_000);
            await Task.Yield();
        }
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => waiting);
        Assert.Equal(open, (await client.Ok("GET", "/api/v3/openOrders")).AsArray().Count);
    }

    [Theory]
    [InlineData("status-before", 0)]
    [InlineData("status-after", 1)]
    public async Task Status_OfAnError_TellsNothingAboutTheOrder(string kind, int open)
    {
        await using var client = await Client.Start();
        client.Control("POST", $"/control/fault?kind={kind}&method=POST&path=/api/v3/order&status=504");
        var (status, body) = await client.Signed("POST", "/api/v3/order", Order);
        Assert.Equal((504, -1007), (status, (int)body["code"]!));
        Assert.Equal(open, (await client.Ok("GET", "/api/v3/openOrders")).AsArray().Count);
    }

    [Fact]
    public async Task Latency_IsPaidInExchangeTime()
    {
        await using var client = await Client.Start();
        client.Control("POST", "/control/latency?ms=250");
        var waiting = client.Call("GET", "/api/v3/ping");
        while (!waiting.IsCompleted)
        {
            client.Step(50);
            await Task.Yield();
        }
        Assert.Equal(200, (await waiting).Status);
    }

    [Fact]
    public async Task Skew_ShowsAnotherTime()
    {
        await using var client = await Client.Start();
        client.Control("POST", "/control/skew?ms=10000");
        Assert.Equal(client.Server.Now + 10_000, (long)(await client.Call("GET", "/api/v3/time")).Body["serverTime"]!);
        Assert.Equal(-1021, (int)(await client.Signed("GET", "/api/v3/account")).Body["code"]!);
    }

    [Fact]
    public async Task Liquidity_TooThin_FillsInPart()
    {
        await using var client = await Client.Start();
        client.Control("POST", "/control/liquidity?symbol=BTCUSDT&value=300");
        var placed = await client.Ok("POST", "/api/v3/order", "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=40000");
        Assert.Equal("PARTIALLY_FILLED", (string)placed["status"]!);
    }

    [Fact]
    public async Task RecordedBars_ComeBackAsTheSameCandles()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "lab_BTC-USDT_1m.csv");
        var rows = Enumerable.Range(0, 20).Select(i => $"{1_600_000_020_000 + (i * 60_000L)},{100 + i},{102 + i},{99 + i},{(i % 2 == 0 ? 101 : 99.5) + i},4");
        await File.WriteAllLinesAsync(file, ["time,open,high,low,close,volume", .. rows.Select(row => row.Replace(',', ','))]);
        await using var client = await Client.Start(new Testnet.Hosting.TestnetOptions { Data = [file], History = 5 });
        client.Step(5 * 60_000);
        var candles = (await client.Call("GET", "/api/v3/klines", "symbol=BTCUSDT&interval=1m")).Body.AsArray();
        for (var i = 0; i < 8; i++)
        {
            var expected = new[] { 100m + i, 102 + i, 99 + i, (i % 2 == 0 ? 101 : 99.5m) + i, 4 };
            Assert.Equal(expected, Enumerable.Range(1, 5).Select(column => decimal.Parse((string)candles[i]![column]!, System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("argosy-testnet").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
