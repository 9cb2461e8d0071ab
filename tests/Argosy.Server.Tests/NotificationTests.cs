using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Hosting.Alerting;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Notifying;

namespace Argosy.Server.Tests;

/// <summary>The webhook of alerts, with a real receiver on loopback.</summary>
public sealed class NotificationTests : IAsyncLifetime
{
    readonly Receiver _receiver = new();
    ServerRig _rig = null!;
    Notifications _channel = null!;
    HttpClient _posting = null!;

    public async Task InitializeAsync()
    {
        _posting = Notifications.Client();
        _rig = await ServerRig.StartAsync(parts: parts => parts with { Notifications = _channel = Task.Run(() => Notifications.OpenAsync(parts.Database, parts.Vault, _posting, TimeProvider.System, CancellationToken.None)).GetAwaiter().GetResult() });
    }

    public async Task DisposeAsync()
    {
        await _rig.DisposeAsync();
        _posting.Dispose();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task Test_ReallyPosts_AndSaysWhatTheReceiverAnswered()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        Assert.Equal(HttpStatusCode.Conflict, (await owner.PostAsync("/api/notifications/webhook/test", null)).StatusCode);
        var set = await ServerRig.JsonAsync(await owner.PutAsJsonAsync("/api/notifications/webhook", Wish(_receiver.Address, "quiet-harbour")));
        Assert.Equal($"http://127.0.0.1:{_receiver.Address.Port}/…", set.GetProperty("place").GetString());
        Assert.True(set.GetProperty("hasSecret").GetBoolean());
        var tried = await ServerRig.JsonAsync(await owner.PostAsync("/api/notifications/webhook/test", null));
        Assert.Equal(JsonValueKind.Null, tried.GetProperty("lastError").ValueKind);
        var (body, secret) = Assert.Single(_receiver.Taken);
        Assert.Equal("quiet-harbour", secret);
        Assert.Equal("test", body.GetProperty("code").GetString());
        Assert.Contains("owner", body.GetProperty("text").GetString(), StringComparison.Ordinal);

        _receiver.Status = 500;
        var failed = await ServerRig.JsonAsync(await owner.PostAsync("/api/notifications/webhook/test", null), HttpStatusCode.ServiceUnavailable);
        Assert.Contains("500", failed.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("500", (await owner.GetFromJsonAsync<JsonElement>("/api/notifications")).GetProperty("lastError").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alerts_ReachTheWebhook_AsFarAsSeverityAndKindAreWanted()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        await using (var alerts = new AlertHub([], [_channel], null, TimeProvider.System, new AlertOptions { DrainTimeout = TimeSpan.FromMinutes(1) }))
        {
            alerts.Tell(new Alert(AlertSeverity.Critical, "kill-switch", "before anything is set"));
            await ServerRig.JsonAsync(await owner.PutAsJsonAsync("/api/notifications/webhook", Wish(_receiver.Address, null, muted: ["venues"])));
            alerts.Tell(new Alert(AlertSeverity.Info, "kill-switch", "too little"));
            alerts.Tell(new Alert(AlertSeverity.Critical, "clock", "muted"));
            alerts.Tell(new Alert(AlertSeverity.Warning, "a-new-code", "told by default"));
            alerts.Tell(new Alert(AlertSeverity.Critical, "bot-disabled", "told"));
        }
        Assert.Equal(["told by default", "told"], _receiver.Taken.Select(taken => taken.Body.GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Settings_KeepWhatIsLeftOut_AndTellNoSecret()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        var address = new Uri(_receiver.Address, "/hooks/T0K3N-of-the-chat");
        await ServerRig.JsonAsync(await owner.PutAsJsonAsync("/api/notifications/webhook", Wish(address, "quiet-harbour")));
        await ServerRig.JsonAsync(await owner.PutAsJsonAsync("/api/notifications/webhook", new { isOn = true, least = "critical", muted = new[] { "server" } }));
        await ServerRig.JsonAsync(await owner.PostAsync("/api/notifications/webhook/test", null));
        Assert.Equal(("/hooks/T0K3N-of-the-chat", "quiet-harbour"), (_receiver.Paths.Single(), _receiver.Taken.Single().Secret));
        var told = await owner.GetStringAsync("/api/notifications") + await _rig.Database.Documents.Get("server", "notifications");
        Assert.DoesNotContain("T0K3N", told, StringComparison.Ordinal);
        Assert.DoesNotContain("quiet-harbour", told, StringComparison.Ordinal);
        await ServerRig.JsonAsync(await owner.PutAsJsonAsync("/api/notifications/webhook", new { isOn = true, least = "critical", muted = Array.Empty<string>(), secret = "" }));
        Assert.False((await owner.GetFromJsonAsync<JsonElement>("/api/notifications")).GetProperty("hasSecret").GetBoolean());
        Assert.Equal(HttpStatusCode.NoContent, (await owner.DeleteAsync("/api/notifications/webhook")).StatusCode);
        Assert.Equal(JsonValueKind.Null, (await owner.GetFromJsonAsync<JsonElement>("/api/notifications")).GetProperty("place").ValueKind);
    }

    [Theory]
    [InlineData("ftp://example.org/x", "address")]
    [InlineData("http://example.org/x", "address")]
    [InlineData("nonsense", "address")]
    [InlineData(null, "address")]
    public async Task Settings_WrongAddress_IsToldAtItsField(string? address, string field)
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        var failure = await ServerRig.JsonAsync(await owner.PutAsJsonAsync("/api/notifications/webhook", new { isOn = true, least = "warning", muted = Array.Empty<string>(), address }), HttpStatusCode.BadRequest);
        Assert.Equal(field, failure.GetProperty("field").GetString());
    }

    static object Wish(Uri address, string? secret, string[]? muted = null) => new { isOn = true, least = "warning", muted = muted ?? [], address = address.AbsoluteUri, secret };
}
