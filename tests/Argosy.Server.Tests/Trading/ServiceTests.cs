using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Server.Auth;

namespace Argosy.Server.Tests.Trading;

/// <summary>Commands of chart programs through the open door.</summary>
public sealed class ServiceTests : IAsyncLifetime
{
    TradingRig _rig = null!;

    public async Task InitializeAsync() => _rig = await TradingRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task ChartAlerts_AreCarriedOutOnce_WithTheSecretAlone()
    {
        using var owner = await _rig.Server.LoginAsync(Role.Owner);
        using var chart = _rig.Server.Stranger();
        var shut = await chart.PostAsync("/webhook", new StringContent("balance"));
        Assert.Equal(HttpStatusCode.Unauthorized, shut.StatusCode);
        var secret = (await ServerRig.JsonAsync(await owner.PostAsync("/api/services/chart-alerts", null))).GetProperty("secret").GetString()!;

        var preview = await ServerRig.JsonAsync(await owner.PostAsJsonAsync("/api/services/chart-alerts/test", new { secret, text = "buy btc 100 -m paper" }));
        Assert.Equal("buy BTC 100 -m paper", preview.GetProperty("parsed").GetString());
        Assert.Equal("secret", (await ServerRig.JsonAsync(await owner.PostAsJsonAsync("/api/services/chart-alerts/test", new { secret = "no", text = "balance" }), HttpStatusCode.BadRequest)).GetProperty("field").GetString());

        var message = new { command = "buy btc 100 -m paper", id = "alert-1", secret };
        var first = await ServerRig.JsonAsync(await chart.PostAsJsonAsync("/webhook", message));
        Assert.Equal("done", first.GetProperty("state").GetString());
        await ServerRig.JsonAsync(await chart.PostAsJsonAsync("/webhook", message));
        Assert.Equal(HttpStatusCode.BadRequest, (await chart.PostAsync($"/webhook?secret={secret}", new StringContent("buy btc 80x"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await chart.PostAsJsonAsync("/webhook", message with { secret = "no" })).StatusCode);
        var mouths = (await owner.GetFromJsonAsync<JsonElement>("/api/services")).GetProperty("mouths");
        var webhook = mouths.EnumerateArray().Single(mouth => mouth.GetProperty("name").GetString() == "webhook");
        Assert.Equal(1, webhook.GetProperty("commands").GetInt32());

        var second = (await ServerRig.JsonAsync(await owner.PostAsync("/api/services/chart-alerts", null))).GetProperty("secret").GetString()!;
        Assert.Equal(HttpStatusCode.Unauthorized, (await chart.PostAsync($"/webhook?secret={secret}", new StringContent("balance"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await chart.PostAsync($"/webhook?secret={second}", new StringContent("balance"))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync("/api/services/chart-alerts")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await chart.PostAsync($"/webhook?secret={second}", new StringContent("balance"))).StatusCode);
    }

    [Fact]
    public async Task ChartAlerts_GuessingIsHeldBack_AndOtherSitesAreRefused()
    {
        using var owner = await _rig.Server.LoginAsync(Role.Owner);
        var secret = (await ServerRig.JsonAsync(await owner.PostAsync("/api/services/chart-alerts", null))).GetProperty("secret").GetString()!;
        using var stranger = _rig.Server.Stranger();
        using var page = new HttpRequestMessage(HttpMethod.Post, $"/webhook?secret={secret}") { Content = new StringContent("balance") };
        page.Headers.Add("Origin", "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.SendAsync(page)).StatusCode);
        for (var guess = 0; guess < 10; guess++) Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync($"/webhook?secret=guess-{guess}", new StringContent("balance"))).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await stranger.PostAsync($"/webhook?secret={secret}", new StringContent("balance"))).StatusCode);
    }
}
