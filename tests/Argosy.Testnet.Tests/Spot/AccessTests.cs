using System.Text.Json.Nodes;
using Argosy.Testnet.Api;
using Argosy.Testnet.Hosting;
using Argosy.TestSupport;

namespace Argosy.Testnet.Tests.Spot;

public sealed class AccessTests
{
    [Fact]
    public void Signature_OfEveryRecordedBinanceRequest_IsTheOneComputed()
    {
        var vectors = JsonNode.Parse(File.ReadAllText(SharedData.Path("fixtures", "signing", "vectors.json")))!.AsArray();
        var tested = 0;
        foreach (var vector in vectors.Where(v => ((string)v!["exchange"]!).StartsWith("binance", StringComparison.Ordinal) && v["stringToSign"] is not null && v["secret"] is not null))
        {
            var expected = (string?)vector!["signature"] ?? (string)vector["frame"]!["params"]!["signature"]!;
            Assert.Equal(expected, Signatures.Sign((string)vector["secret"]!, (string)vector["stringToSign"]!));
            tested++;
        }
        Assert.True(tested >= 4);
    }

    [Fact]
    public async Task Call_WithAWrongSignature_IsRefused()
    {
        await using var client = await Client.Start();
        var (status, body, _) = await client.Call("GET", "/api/v3/account", $"timestamp={client.Server.Now}&signature=00");
        Assert.Equal((400, -1022), (status, (int)body["code"]!));
    }

    [Theory]
    [InlineData(-5001)]
    [InlineData(1000)]
    public async Task Call_FromAnotherTime_IsRefused(long offset)
    {
        await using var client = await Client.Start();
        var text = $"timestamp={client.Server.Now + offset}";
        var (_, body, _) = await client.Call("GET", "/api/v3/account", $"{text}&signature={Signatures.Sign(TestnetOptions.DefaultSecret, text)}");
        Assert.Equal(-1021, (int)body["code"]!);
    }

    [Fact]
    public async Task Weight_OverTheLimit_IsRefusedThenBannedThenForgiven()
    {
        await using var client = await Client.Start();
        client.Control("POST", "/control/limits?weight=3");
        var (_, _, first) = await client.Call("GET", "/api/v3/ping");
        Assert.Equal("1", first.Headers.GetValues("X-MBX-USED-WEIGHT-1M").Single());
        for (var i = 0; i < 2; i++) await client.Call("GET", "/api/v3/ping");
        var (status, body, limited) = await client.Call("GET", "/api/v3/ping");
        Assert.Equal((429, -1003), (status, (int)body["code"]!));
        Assert.True(limited.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        for (var i = 0; i < 12; i++) (status, _, _) = await client.Call("GET", "/api/v3/ping");
        Assert.Equal(418, status);
        client.Step(180_000);
        Assert.Equal(200, (await client.Call("GET", "/api/v3/ping")).Status);
    }

    [Fact]
    public async Task Maintenance_AnswersNothingElse()
    {
        await using var client = await Client.Start();
        client.Control("POST", "/control/maintenance?on=true");
        Assert.Equal(503, (await client.Call("GET", "/api/v3/ping")).Status);
        client.Control("POST", "/control/clear");
        Assert.Equal(200, (await client.Call("GET", "/api/v3/ping")).Status);
    }
}
