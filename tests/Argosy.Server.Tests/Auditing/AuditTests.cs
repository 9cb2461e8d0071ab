using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Hosting.Auditing;
using Argosy.Server.Auth;

namespace Argosy.Server.Tests.Auditing;

public sealed class AuditTests : IAsyncLifetime
{
    ServerRig _rig = null!;

    public async Task InitializeAsync() => _rig = await ServerRig.StartAsync();

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Log_IsFilteredPagedVerifiedAndExported()
    {
        using var owner = await _rig.LoginAsync(Role.Owner);
        using var trader = await _rig.LoginAsync(Role.Trader);
        for (var i = 0; i < 5; i++) await _rig.Database.Audit.Append(1_000 + i, i % 2 == 0 ? "trader" : "bot", "order", $$"""{"n":{{i}}}""");
        Assert.Equal([4, 3], (await Items(owner, "?kind=order&limit=2")).Select(Number));
        var page = await ServerRig.JsonAsync(await owner.GetAsync("/api/audit?kind=order&limit=2"));
        Assert.Equal([2, 1], (await Items(owner, $"?kind=order&limit=2&after={page.GetProperty("next").GetString()}")).Select(Number));
        Assert.Equal([4, 2, 0], (await Items(owner, "?kind=order&actor=trader")).Select(Number));
        Assert.Equal([2, 1], (await Items(owner, "?kind=order&from=1001&to=1003")).Select(Number));
        // Others see what they did themselves.
        Assert.Equal([4, 2, 0], (await Items(trader, "?kind=order")).Select(Number));
        Assert.Empty(await Items(trader, "?actor=bot"));
        Assert.Equal(HttpStatusCode.Forbidden, (await trader.GetAsync("/api/audit/export")).StatusCode);
        Assert.Equal("after", (await ServerRig.JsonAsync(await owner.GetAsync("/api/audit?after=x"), HttpStatusCode.BadRequest)).GetProperty("field").GetString());

        var verified = await ServerRig.JsonAsync(await owner.PostAsJsonAsync("/api/audit/verify", new { }));
        Assert.True(verified.GetProperty("ok").GetBoolean());
        Assert.True(verified.GetProperty("lines").GetInt64() >= 5);
        var export = await owner.GetStringAsync("/api/audit/export");
        using var lines = new StringReader(export);
        Assert.True(AuditFile.Verify(lines).Value >= 5);
        using var changed = new StringReader(export.Replace("\\u0022n\\u0022:3", "\\u0022n\\u0022:7", StringComparison.Ordinal).Replace("\\\"n\\\":3", "\\\"n\\\":7", StringComparison.Ordinal));
        Assert.False(AuditFile.Verify(changed).Ok);
    }

    static async Task<JsonElement[]> Items(HttpClient client, string query) => [.. (await ServerRig.JsonAsync(await client.GetAsync($"/api/audit{query}"))).GetProperty("items").EnumerateArray()];

    static int Number(JsonElement line) => line.GetProperty("data").GetProperty("n").GetInt32();
}
