using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Server.Auth;
using Argosy.Server.Tests.Jobs;

namespace Argosy.Server.Tests.Bots;

/// <summary>Versions of the library in research: named, locked, kept with the run.</summary>
public sealed class BotJobTests : IAsyncLifetime
{
    Lab _lab = null!;

    public async Task InitializeAsync() => _lab = await Lab.StartAsync(options => options with { AllowUserCode = true });

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task Backtest_OfAVersion_LocksItAndKeepsItsText()
    {
        var bot = await _lab.Client.MakeBotAsync("My Pulse!");
        await _lab.Client.VersionAsync(bot, BotSteps.Pulse());
        await _lab.Client.VersionAsync(bot, BotSteps.Pulse(25));
        var id = await _lab.RunAsync(Request($"{bot}@1.0"));
        var run = (await _lab.GetAsync($"/api/runs/{id}")).GetProperty("run");
        Assert.Equal(("My Pulse!", "1.0", bot, "my-pulse.cs"), (run.GetProperty("bot").Text("name"), run.GetProperty("bot").Text("version"), run.GetProperty("bot").GetProperty("id").GetInt64(), run.Text("strategy")));
        Assert.Equal(BotSteps.Pulse(), (await _lab.GetAsync($"/api/runs/{id}/source")).Text("text"));
        Assert.True((await _lab.GetAsync($"/api/bots/{bot}/versions/1.0")).GetProperty("version").GetProperty("locked").GetBoolean());
        Assert.False((await _lab.GetAsync($"/api/bots/{bot}/versions/1.1")).GetProperty("version").GetProperty("locked").GetBoolean());

        // Parameters on top, the newest version by its bot's number alone, and the same again.
        var other = Request($"{bot}");
        other["parameters"] = new { bars = 12 };
        var second = await _lab.RunAsync(other);
        var same = (await _lab.GetAsync($"/api/runs/{second}")).GetProperty("run");
        Assert.Equal("1.1", same.GetProperty("bot").Text("version"));
        Assert.Equal(run.Text("tradeHash"), same.Text("tradeHash"));
        var rerun = await _lab.UntilAsync((await _lab.PostAsync($"/api/runs/{id}/rerun", expected: HttpStatusCode.Created)).GetProperty("id").GetInt64(), "done");
        Assert.Equal(run.Text("tradeHash"), (await _lab.GetAsync($"/api/runs/{rerun.GetProperty("run").GetInt64()}")).GetProperty("run").Text("tradeHash"));
        Assert.Equal(3, (await _lab.GetAsync($"/api/runs?bot={bot}")).GetProperty("total").GetInt32());

        var listed = (await _lab.GetAsync("/api/bots")).GetProperty("items")[0];
        Assert.Equal(run.GetProperty("metrics").GetProperty("sharpe").GetDouble(), listed.GetProperty("best").GetProperty("sharpe").GetDouble());
        Assert.Contains("3 stored runs", (await _lab.Client.DeletedAsync($"/api/bots/{bot}", HttpStatusCode.Conflict)).Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_OfAVersion_FindsItsParameters()
    {
        var bot = await _lab.Client.MakeBotAsync("search");
        await _lab.Client.VersionAsync(bot, BotSteps.Pulse());
        var request = Request($"{bot}@1.0");
        request["ranges"] = new { bars = "5..25:10" };
        request["method"] = "grid";
        var job = await _lab.UntilAsync(await _lab.QueueAsync("optimise", request), "done");
        Assert.Equal(3, (await _lab.GetAsync($"/api/optimisations/{job.GetProperty("optimisation").GetInt64()}/trials")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Job_OfABotThatIsNotSeenOrNotThere_IsRefused()
    {
        var bot = await _lab.Client.MakeBotAsync("mine");
        Assert.Contains("no version yet", (await _lab.RefusedAsync("backtest", Request($"{bot}"))).Message, StringComparison.Ordinal);
        await _lab.Client.VersionAsync(bot, BotSteps.Pulse());
        foreach (var wrong in (string[])[$"{bot}@9.9", "999@1.0", "x", $"{bot}@1.0@2", "", $"{bot}@", "-1@1.0"]) Assert.Equal("bot", (await _lab.RefusedAsync("backtest", Request(wrong))).Field);
        var both = Request($"{bot}@1.0");
        both["strategy"] = "ma-cross";
        Assert.Equal("bot", (await _lab.RefusedAsync("backtest", both)).Field);
        using var eve = await _lab.Rig.LoginAsync(Role.Developer, "eve");
        Assert.Equal("bot", (await eve.PostedAsync("/api/jobs", new { kind = "backtest", request = Request($"{bot}@1.0") }, HttpStatusCode.BadRequest)).Text("field"));
        Assert.False((await _lab.GetAsync($"/api/bots/{bot}/versions/1.0")).GetProperty("version").GetProperty("locked").GetBoolean());
        await _lab.Client.PatchedAsync($"/api/bots/{bot}", new { shared = true });
        var job = await eve.PostedAsync("/api/jobs", new { kind = "backtest", request = Request($"{bot}@1.0") }, HttpStatusCode.Created);
        Assert.Equal("eve", job.Text("owner"));
        // Its text is not in the request: who sees the job sees the version's number alone.
        Assert.DoesNotContain("IStrategy", job.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_WithoutASandbox_IsRefused()
    {
        await using var lab = await Lab.StartAsync(bars: 100);
        var bot = await lab.Client.MakeBotAsync("mine");
        await lab.Client.VersionAsync(bot, BotSteps.Pulse());
        var refused = await lab.PostAsync("/api/jobs", new { kind = "backtest", request = Request($"{bot}@1.0") }, HttpStatusCode.UnprocessableEntity);
        Assert.Equal("bot", refused.Text("field"));
        Assert.Contains("no sandbox", refused.Text("message"), StringComparison.Ordinal);
    }

    static Dictionary<string, object> Request(string bot) => new() { ["bot"] = bot, ["series"] = new[] { "demo" }, ["cash"] = "10000" };
}
