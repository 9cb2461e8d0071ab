using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Tests.Jobs;
using Argosy.Server.Tests.Trading;

namespace Argosy.Server.Tests.Live;

/// <summary>Who subscribes to a topic of trading has its state at once, and hears numbered changes from there on.</summary>
public sealed class SnapshotTests : IAsyncLifetime
{
    TradingRig _rig = null!;
    HttpClient _trader = null!;

    public async Task InitializeAsync()
    {
        _rig = await TradingRig.StartAsync(withHub: true);
        _trader = await _rig.Server.LoginAsync(Role.Trader);
    }

    public async Task DisposeAsync()
    {
        _trader.Dispose();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task Subscribe_ToTrading_BeginsWithItsState()
    {
        var id = await TradingRig.MakeAsync(_trader, TradingRig.Wish("seen"));
        await TradingRig.UntilAsync(_trader, "/api/positions", positions => positions.GetArrayLength() == 1);
        await _trader.PostAsJsonAsync("/api/commands", new { text = "status" });
        await _rig.Server.Database.Logs.Append([new LogRow { Deployment = id, Time = 5, Level = "info", Message = "was here" }]);
        await using var hub = await HubClient.ConnectAsync(_rig.Server, await _rig.Server.CookiesAsync("trader"));
        var fleet = await SubscribeAsync(hub, "fleet");
        Assert.Equal("seen", fleet.GetProperty("deployments")[0].GetProperty("name").GetString());
        Assert.Equal("paper", fleet.GetProperty("modes")[0].GetProperty("mode").GetString());
        var begin = await hub.CallAsync("Subscribe", $"deployment:{id}");
        var one = begin.GetProperty("snapshot");
        Assert.Equal((id, "seen"), (one.GetProperty("row").GetProperty("id").GetInt32(), one.GetProperty("spec").GetProperty("name").GetString()));
        Assert.Equal(1, one.GetProperty("row").GetProperty("positions").GetArrayLength());
        Assert.Contains((await SubscribeAsync(hub, $"logs:{id}")).EnumerateArray(), line => line.GetProperty("message").GetString() == "was here");
        Assert.Empty((await SubscribeAsync(hub, $"state:{id}")).EnumerateArray());
        Assert.Equal(id, (await SubscribeAsync(hub, $"plots:{id}")).GetProperty("deployment").GetInt32());
        Assert.Empty((await SubscribeAsync(hub, "alerts")).EnumerateArray());
        Assert.Equal(JsonValueKind.Array, (await SubscribeAsync(hub, "commands")).ValueKind);
        Assert.Equal("9.9.9", (await SubscribeAsync(hub, "health")).GetProperty("version").GetString());
        // Changes of a topic follow one another from the number its state came with.
        var sequence = begin.GetProperty("seq").GetInt64();
        for (var heard = 0; heard < 3; heard++)
        {
            var change = await hub.ChangeAsync(told => told.GetProperty("topic").GetString() == $"deployment:{id}");
            Assert.Equal(++sequence, change.GetProperty("seq").GetInt64());
        }
    }

    [Theory]
    [InlineData("deployment:9999")]
    [InlineData("logs:9999")]
    [InlineData("plots:x")]
    [InlineData("deployment:-1")]
    public async Task Subscribe_ToWhatIsNotThere_IsRefused(string topic)
    {
        await using var hub = await HubClient.ConnectAsync(_rig.Server, await _rig.Server.CookiesAsync("trader"));
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => hub.CallAsync("Subscribe", topic));
        Assert.Contains("not-found", refused.Message, StringComparison.Ordinal);
    }

    static async Task<JsonElement> SubscribeAsync(HubClient hub, string topic) => (await hub.CallAsync("Subscribe", topic)).GetProperty("snapshot");
}
