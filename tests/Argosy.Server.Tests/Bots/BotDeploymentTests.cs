using System.Net;
using System.Text.Json;
using Argosy.Server.Auth;
using Argosy.Server.Tests.Trading;

namespace Argosy.Server.Tests.Bots;

/// <summary>Versions of the library as deployments: pinned, updated while flat, rolled back.</summary>
public sealed class BotDeploymentTests : IAsyncLifetime
{
    TradingRig _rig = null!;
    HttpClient _dana = null!;

    public async Task InitializeAsync()
    {
        _rig = await TradingRig.StartAsync();
        _dana = await _rig.Server.LoginAsync(Role.Developer, "dana");
    }

    public async Task DisposeAsync()
    {
        _dana.Dispose();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task Deployment_StaysWithItsVersionUntilUpdated_AndGoesBack()
    {
        var bot = await _dana.MakeBotAsync("My Pulse");
        await _dana.VersionAsync(bot, BotSteps.Pulse());
        await _dana.VersionAsync(bot, BotSteps.Pulse(25));
        var made = await _dana.PostedAsync("/api/deployments", Wish("first", $"{bot}@1.0"), HttpStatusCode.Created);
        var row = made.GetProperty("row");
        Assert.Equal(("My Pulse", bot, "1.0", "my-pulse.cs"), (row.Text("bot"), row.GetProperty("botId").GetInt64(), row.Text("version"), row.Text("strategy")));
        Assert.Empty(made.GetProperty("spec").GetProperty("sources").EnumerateObject());
        Assert.Equal("5", made.GetProperty("spec").GetProperty("parameters").Text("bars"));
        Assert.True((await _dana.ReadAsync($"/api/bots/{bot}/versions/1.0")).GetProperty("version").GetProperty("locked").GetBoolean());

        // A newer version changes nothing that is deployed.
        await _dana.VersionAsync(bot, BotSteps.Pulse(50));
        var id = row.GetProperty("id").GetInt32();
        Assert.Equal("1.0", (await _dana.ReadAsync($"/api/deployments/{id}")).GetProperty("row").Text("version"));
        var updated = (await _dana.PostedAsync($"/api/deployments/{id}/update", new { version = "1.2" })).GetProperty("row");
        Assert.Equal(("1.2", bot), (updated.Text("version"), updated.GetProperty("botId").GetInt64()));
        var back = (await _dana.PostedAsync($"/api/deployments/{updated.GetProperty("id").GetInt32()}/update", new { version = "1.0" })).GetProperty("row");
        Assert.Equal("1.0", back.Text("version"));
        Assert.False((await _dana.ReadAsync($"/api/bots/{bot}/versions/1.1")).GetProperty("version").GetProperty("locked").GetBoolean());

        var listed = (await _dana.ReadAsync($"/api/deployments?bot={bot}")).GetProperty("items");
        Assert.Equal(back.GetProperty("id").GetInt32(), Assert.Single(listed.EnumerateArray()).GetProperty("id").GetInt32());
        Assert.Equal(1, (await _dana.ReadAsync("/api/bots")).GetProperty("items")[0].GetProperty("deployments").GetInt32());
        Assert.Contains("deployment", (await _dana.DeletedAsync($"/api/bots/{bot}", HttpStatusCode.Conflict)).Text("message"), StringComparison.Ordinal);
        await _dana.DeletedAsync($"/api/deployments/{back.GetProperty("id").GetInt32()}", HttpStatusCode.NoContent);
        await _dana.DeletedAsync($"/api/bots/{bot}", HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Deployment_OfABotThatIsNotSeen_IsRefused()
    {
        var bot = await _dana.MakeBotAsync("mine");
        await _dana.VersionAsync(bot, BotSteps.Pulse());
        using var tom = await _rig.Server.LoginAsync(Role.Trader, "tom");
        foreach (var named in (string[])[$"{bot}@1.0", $"#{bot}", $"{bot}", "999@1.0"]) Assert.Equal("bot", (await tom.PostedAsync("/api/deployments", Wish("theirs", named), HttpStatusCode.BadRequest)).Text("field"));
        await _dana.PatchedAsync($"/api/bots/{bot}", new { shared = true });
        var made = await tom.PostedAsync("/api/deployments", Wish("theirs", $"{bot}@1.0"), HttpStatusCode.Created);
        var id = made.GetProperty("row").GetProperty("id").GetInt32();
        // No longer shared it stays as it is; another version of it is not to be had.
        await _dana.VersionAsync(bot, BotSteps.Pulse(25));
        await _dana.PatchedAsync($"/api/bots/{bot}", new { shared = false });
        Assert.Equal("bot", (await tom.PostedAsync($"/api/deployments/{id}/update", new { version = "1.1" }, HttpStatusCode.BadRequest)).Text("field"));
        // The library's names are the library's: nobody takes one for a strategy of his own.
        Assert.Equal("bot", (await tom.PostedAsync("/api/deployments", new { name = "fake", strategy = "buy-and-hold", bot = $"#{bot}", venue = "virtual", instruments = new[] { "BTC/USDT" }, timeframe = "1m" }, HttpStatusCode.BadRequest)).Text("field"));
    }

    [Fact]
    public async Task Script_IsGivenItsStateMigrated_AndGoesBackToWhatTheOldVersionKept()
    {
        const string First = """
            export function initializeState(config: BotConfig, state: BotState) { state.bars = 0; }
            export function onData({ state }: BotInput) { state.bars++; }
            """;
        // The state looks different now; the count goes on far above.
        const string Second = """
            export function initializeState(config: BotConfig, state: BotState) { state.seen = { bars: 0, from: '' }; }
            export function onData({ state }: BotInput) { state.seen.bars++; }
            export function migrateState(old: BotState, from: string) { return { seen: { bars: old.bars + 1_000_000, from } }; }
            """;
        const string Broken = """
            export function onData({ state }: BotInput) { state.own = (state.own ?? 0) + 1; }
            export function migrateState(old: any) { return { own: old.nothing.at.all }; }
            """;
        var bot = await _dana.MakeBotAsync("Counter", First, "typescript");
        foreach (var text in (string[])[First, Second, Broken]) await _dana.VersionAsync(bot, text);
        var wish = new { name = "counter", bot = $"{bot}@1.0", venue = "virtual", instruments = new[] { "BTC/USDT" }, timeframe = "1s", warmUp = 20, cash = "10000" };
        var id = (await _dana.PostedAsync("/api/deployments", wish, HttpStatusCode.Created)).GetProperty("row").GetProperty("id").GetInt32();
        // Warmed up on 20 candles, and some that came since.
        var first = await KeptAsync(id, state => state.GetProperty("bars").GetInt64() > 22);

        id = await UpdateAsync(id, "1.1");
        var second = await KeptAsync(id, state => state.TryGetProperty("seen", out var seen) && seen.GetProperty("bars").GetInt64() > 1_000_000 + first.GetProperty("bars").GetInt64());
        Assert.Equal("1.0", second.GetProperty("seen").Text("from"));

        // Of another shape than the old version knows: it goes on with its own.
        id = await UpdateAsync(id, "1.0");
        var back = await KeptAsync(id, state => state.TryGetProperty("bars", out var bars) && bars.GetInt64() > first.GetProperty("bars").GetInt64());
        Assert.InRange(back.GetProperty("bars").GetInt64(), first.GetProperty("bars").GetInt64(), 100_000);
        Assert.False(back.TryGetProperty("seen", out _));

        // Forward again it is migrated from what came since.
        id = await UpdateAsync(id, "1.1");
        await KeptAsync(id, state => state.TryGetProperty("seen", out var seen) && seen.GetProperty("bars").GetInt64() > 1_000_000 + back.GetProperty("bars").GetInt64());

        // One that cannot migrate says so and begins with what its warm-up made.
        id = await UpdateAsync(id, "1.2");
        var own = await KeptAsync(id, state => state.TryGetProperty("own", out var count) && count.GetInt64() > 20);
        Assert.Single(own.EnumerateObject());
        var lines = await TradingRig.UntilAsync(_dana, $"/api/deployments/{id}/logs", page => page.GetProperty("items").EnumerateArray().Any(line => line.Text("message").Contains("not taken over", StringComparison.Ordinal)));
        Assert.Contains(lines.GetProperty("items").EnumerateArray(), line => line.Text("message").Contains("TypeError", StringComparison.Ordinal) && line.Text("message").Contains("counter.ts:2:", StringComparison.Ordinal));
        await _dana.PostedAsync($"/api/deployments/{id}/stop", null, HttpStatusCode.NoContent);
    }

    async Task<int> UpdateAsync(int id, string version) => (await _dana.PostedAsync($"/api/deployments/{id}/update", new { version })).GetProperty("row").GetProperty("id").GetInt32();

    async Task<JsonElement> KeptAsync(int id, Func<JsonElement, bool> isThere)
    {
        var states = await TradingRig.UntilAsync(_dana, $"/api/deployments/{id}/strategy-state", all => all.GetArrayLength() == 1 && isThere(all[0].GetProperty("state")));
        return states[0].GetProperty("state");
    }

    static object Wish(string name, string bot) => new { name, bot, venue = "virtual", instruments = new[] { "BTC/USDT" }, timeframe = "1m", warmUp = 20, cash = "10000", size = "quote:500", parameters = new { bars = "5" }, start = false };
}
