using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Server.Auth;
using Argosy.Server.Tests.Jobs;

namespace Argosy.Server.Tests.Research;

public sealed class RunMonteCarloTests : IAsyncLifetime
{
    Lab _lab = null!;

    public async Task InitializeAsync() => _lab = await Lab.StartAsync();

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task StoredRun_IsDrawnFromAsAValidationDraws()
    {
        var run = await _lab.RunAsync(Lab.Cross());
        var drawn = await _lab.GetAsync($"/api/runs/{run}/monte-carlo?runs=300&seed=5");
        await EqualsAValidation(drawn);
        var bootstrap = drawn.GetProperty("bootstrap");
        // 3,000 hours from midnight on are 125 days: 60 of them, and the start.
        Assert.Equal((125, 5, 61), (drawn.GetProperty("days").GetInt32(), bootstrap.GetProperty("blockDays").GetInt32(), bootstrap.GetProperty("fan").GetArrayLength()));
        Assert.Equal(bootstrap.GetProperty("totalReturn").ToString(), bootstrap.GetProperty("fan")[60].GetProperty("return").ToString());
        Assert.Equal((await _lab.GetAsync($"/api/runs/{run}/trades?limit=1")).GetProperty("total").GetInt32(), drawn.GetProperty("trades").GetInt32());
        await Repeats(run, drawn.ToString());
        await Refuses(run);
        await IsItsOwners(run);
    }

    [Fact]
    public async Task ShortRun_HasNothingToDrawFrom()
    {
        _lab.AddSeries("short", 300, seed: 3);
        var run = await _lab.RunAsync(new { strategy = "ma-cross", parameters = new { fast = 100, slow = 299 }, series = new[] { "short" }, cash = "10000" });
        var drawn = await _lab.GetAsync($"/api/runs/{run}/monte-carlo");
        Assert.Equal(13, drawn.GetProperty("days").GetInt32());
        Assert.InRange(drawn.GetProperty("trades").GetInt32(), 0, 1);
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (drawn.GetProperty("shuffle").ValueKind, drawn.GetProperty("bootstrap").ValueKind));
    }

    // The stored result gives back what the check sees of the run itself.
    async Task EqualsAValidation(JsonElement drawn)
    {
        var request = Lab.Cross();
        foreach (var (name, value) in new Dictionary<string, object> { ["checks"] = new[] { "monte-carlo" }, ["draws"] = 300, ["noiseRuns"] = 1, ["searchSeed"] = 5 }) request[name] = value;
        var study = (await _lab.UntilAsync(await _lab.QueueAsync("validate", request), "done")).GetProperty("optimisation").GetInt64();
        var figures = (await _lab.GetAsync($"/api/optimisations/{study}/result")).GetProperty("checks").EnumerateArray().Single(check => check.GetProperty("name").GetString() == "monte-carlo").GetProperty("figures");
        var (shuffle, bootstrap) = (drawn.GetProperty("shuffle"), drawn.GetProperty("bootstrap"));
        Assert.Equal(figures.GetProperty("tradeShuffle").GetProperty("actualMaxDrawdown").GetDouble(), shuffle.GetProperty("actual").GetDouble(), 1e-9);
        Same(figures.GetProperty("tradeShuffle").GetProperty("maxDrawdown"), shuffle.GetProperty("maxDrawdown"));
        foreach (var name in (string[])["totalReturn", "maxDrawdown", "sharpe"]) Same(figures.GetProperty("blockBootstrap").GetProperty(name), bootstrap.GetProperty(name));
        Assert.Equal(figures.GetProperty("blockBootstrap").GetProperty("lossShare").GetDouble(), bootstrap.GetProperty("lossShare").GetDouble());
        Assert.True(shuffle.GetProperty("maxDrawdown").GetProperty("p05").GetDouble() < shuffle.GetProperty("maxDrawdown").GetProperty("p95").GetDouble());
    }

    static void Same(JsonElement expected, JsonElement found)
    {
        Assert.Equal(8, found.EnumerateObject().Count());
        foreach (var value in found.EnumerateObject()) Assert.Equal(expected.GetProperty(value.Name).GetDouble(), value.Value.GetDouble(), 1e-9);
    }

    async Task Repeats(long run, string drawn)
    {
        Assert.Equal(drawn, (await _lab.GetAsync($"/api/runs/{run}/monte-carlo?seed=5&runs=300")).ToString());
        Assert.NotEqual(drawn, (await _lab.GetAsync($"/api/runs/{run}/monte-carlo?seed=6&runs=300")).ToString());
        var plain = await _lab.GetAsync($"/api/runs/{run}/monte-carlo");
        Assert.Equal((1_000, 1_000), (plain.GetProperty("shuffle").GetProperty("runs").GetInt32(), plain.GetProperty("bootstrap").GetProperty("runs").GetInt32()));
        Assert.Equal(plain.ToString(), (await _lab.GetAsync($"/api/runs/{run}/monte-carlo?runs=1000&seed=1")).ToString());
    }

    async Task Refuses(long run)
    {
        foreach (var (query, field) in ((string, string)[])[("runs=99", "runs"), ("runs=10001", "runs"), ("runs=-1", "runs"), ("seed=-1", "seed"), ("runs=many", "runs"), ("seed=1.5", "seed")])
        {
            var failure = await ServerRig.JsonAsync(await _lab.Client.GetAsync($"/api/runs/{run}/monte-carlo?{query}"), HttpStatusCode.BadRequest);
            Assert.Equal(("bad-input", field), (failure.GetProperty("code").GetString(), failure.GetProperty("field").GetString()));
        }
    }

    async Task IsItsOwners(long run)
    {
        using var eve = await _lab.Rig.LoginAsync(Role.Viewer, "eve");
        Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync($"/api/runs/{run}/monte-carlo")).StatusCode);
        await ServerRig.JsonAsync(await _lab.Client.PatchAsJsonAsync($"/api/runs/{run}", new { shared = true }));
        Assert.Equal(HttpStatusCode.OK, (await eve.GetAsync($"/api/runs/{run}/monte-carlo")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _lab.Client.GetAsync("/api/runs/999/monte-carlo")).StatusCode);
    }
}
