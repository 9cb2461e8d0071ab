using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Server.Auth;
using Argosy.Server.Tests.Jobs;

namespace Argosy.Server.Tests.Research;

public sealed class RunTests : IAsyncLifetime
{
    Lab _lab = null!;

    public async Task InitializeAsync() => _lab = await Lab.StartAsync();

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task Runs_AreListedChangedComparedRerunExportedAndDeleted()
    {
        var first = await _lab.RunAsync(Lab.Cross());
        var second = await _lab.RunAsync(Lab.Cross(5, 20));
        await Changes(first);
        await Compares(first, second);
        await Reruns(first);
        await Parts(first);
        await Sorts(first);
        await Exports(first);
        await Shares(first, second);

        Assert.Equal(HttpStatusCode.NoContent, (await _lab.Client.DeleteAsync($"/api/runs/{second}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _lab.Client.GetAsync($"/api/runs/{second}/result")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _lab.Client.DeleteAsync($"/api/runs/{second}")).StatusCode);
        // The first one's and the two reruns' folders are left.
        Assert.Equal(3, Directory.GetDirectories(Path.Combine(_lab.Rig.Folder, "research", "runs")).Length);
    }

    [Fact]
    public async Task Consensus_VotesAreKeptAndRecounted()
    {
        var run = await _lab.RunAsync(new { strategy = "consensus", series = new[] { "demo" } });
        var votes = await _lab.GetAsync($"/api/runs/{run}/votes?limit=3");
        Assert.Equal(3, votes.GetProperty("items").GetArrayLength());
        var time = votes.GetProperty("items")[2].GetProperty("time").GetInt64();
        var later = await _lab.GetAsync($"/api/runs/{run}/votes?from={time}&limit=1");
        Assert.Equal(time, later.GetProperty("items")[0].GetProperty("time").GetInt64());
        var paged = await _lab.GetAsync($"/api/runs/{run}/votes?limit=2&after={votes.GetProperty("next").GetString()}");
        Assert.Equal(2, paged.GetProperty("items").GetArrayLength());

        var recount = await _lab.PostAsync($"/api/runs/{run}/recount", new { mode = "unanimous" });
        Assert.Equal("argosy-recount/1", recount.GetProperty("format").GetString());
        Assert.True(recount.GetProperty("rounds").GetInt32() > 100);
        var wrong = await _lab.PostAsync($"/api/runs/{run}/recount", new { mute = new[] { "nobody" } }, HttpStatusCode.BadRequest);
        Assert.Equal("mute", wrong.GetProperty("field").GetString());
        var plain = await _lab.RunAsync(Lab.Cross());
        await _lab.PostAsync($"/api/runs/{plain}/recount", new { quorum = 2 }, HttpStatusCode.BadRequest);
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_lab.Rig.Folder, "research", "tools")));
    }

    async Task Changes(long run)
    {
        var changed = await ServerRig.JsonAsync(await _lab.Client.PatchAsJsonAsync($"/api/runs/{run}", new { note = "keep", tags = new[] { "a", "b", "a" }, star = true, pinned = true }));
        Assert.Equal(["a", "b"], changed.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        Assert.Equal([run], await Ids("?star=true"));
        Assert.Equal([run], await Ids("?tag=b"));
        Assert.Empty(await Ids("?tag=c"));
        Assert.Equal("tags", (await ServerRig.JsonAsync(await _lab.Client.PatchAsJsonAsync($"/api/runs/{run}", new { tags = new[] { "a,b" } }), HttpStatusCode.BadRequest)).GetProperty("field").GetString());
        Assert.Equal("sort", (await ServerRig.JsonAsync(await _lab.Client.GetAsync("/api/runs?sort=1%27--"), HttpStatusCode.BadRequest)).GetProperty("field").GetString());
        Assert.Equal(2, (await Ids("?strategy=ma-cross&instrument=DEMO/USD&timeframe=1h")).Count);
        var best = await _lab.GetAsync("/api/runs?sort=-sharpe&limit=1");
        var next = await _lab.GetAsync($"/api/runs?sort=-sharpe&limit=1&after={best.GetProperty("next").GetString()}");
        Assert.True(Sharpe(best) >= Sharpe(next));
        Assert.Equal(2, best.GetProperty("total").GetInt32());
    }

    async Task Compares(long first, long second)
    {
        var compared = await _lab.GetAsync($"/api/runs/compare?ids={first},{second}");
        Assert.False(compared.GetProperty("sameTrades").GetBoolean());
        var fast = compared.GetProperty("parameters").EnumerateArray().Single(line => line.GetProperty("name").GetString() == "parameters.fast");
        Assert.Equal(["10", "5"], fast.GetProperty("values").EnumerateArray().Select(value => value.GetString()));
        Assert.Equal(1, compared.GetProperty("correlation")[0][0].GetDouble());
        Assert.InRange(compared.GetProperty("correlation")[0][1].GetDouble(), -1, 1);
        Assert.Equal(compared.GetProperty("equity")[0].GetProperty("times").GetArrayLength(), compared.GetProperty("equity")[0].GetProperty("values").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await _lab.Client.GetAsync($"/api/runs/compare?ids={first}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _lab.Client.GetAsync($"/api/runs/compare?ids={first},999")).StatusCode);
    }

    async Task Reruns(long run)
    {
        var job = (await _lab.PostAsync($"/api/runs/{run}/rerun", expected: HttpStatusCode.Created)).GetProperty("id").GetInt64();
        var done = await _lab.UntilAsync(job, "done");
        Assert.EndsWith($"equals run {run}", done.GetProperty("message").GetString(), StringComparison.Ordinal);
        var again = await _lab.GetAsync($"/api/runs/{done.GetProperty("run").GetInt64()}");
        Assert.True(again.GetProperty("rerun").GetProperty("equal").GetBoolean());
        // The same question of other data.
        _lab.AddSeries("demo", 3_000, seed: 99);
        var other = await _lab.UntilAsync((await _lab.PostAsync($"/api/runs/{run}/rerun", expected: HttpStatusCode.Created)).GetProperty("id").GetInt64(), "done");
        Assert.Contains("its data have changed", other.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False((await _lab.GetAsync($"/api/runs/{other.GetProperty("run").GetInt64()}")).GetProperty("rerun").GetProperty("sameData").GetBoolean());
        _lab.AddSeries("demo", 3_000, seed: 7);
    }

    async Task Parts(long run)
    {
        foreach (var list in (string[])["trades", "orders", "fills"])
        {
            var page = await _lab.GetAsync($"/api/runs/{run}/{list}?limit=2");
            Assert.Equal(2, page.GetProperty("items").GetArrayLength());
            var rest = await _lab.GetAsync($"/api/runs/{run}/{list}?limit=5000&after={page.GetProperty("next").GetString()}");
            Assert.Equal(page.GetProperty("total").GetInt32() - 2, rest.GetProperty("items").GetArrayLength());
        }
        var equity = await _lab.GetAsync($"/api/runs/{run}/equity");
        Assert.Equal(10_000, decimal.Parse(equity.GetProperty("equity")[0][1].ToString(), System.Globalization.CultureInfo.InvariantCulture));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{run}/result");
        request.Headers.AcceptEncoding.ParseAdd("gzip");
        var packed = await _lab.Client.SendAsync(request);
        Assert.Equal("gzip", packed.Content.Headers.ContentEncoding.Single());
        Assert.Equal(0x1f, (await packed.Content.ReadAsByteArrayAsync())[0]);
    }

    async Task Sorts(long run)
    {
        var all = await Rows(run, "trades?limit=5000");
        var best = await _lab.GetAsync($"/api/runs/{run}/trades?sort=-pnl&limit=2");
        var others = await Rows(run, $"trades?sort=-pnl&limit=5000&after={best.GetProperty("next").GetString()}");
        Assert.Equal(Numbers(all.OrderByDescending(row => Money(row, "pnl"))), Numbers(best.GetProperty("items").EnumerateArray().Concat(others)));
        static long Held(JsonElement row) => row.GetProperty("exitTime").GetInt64() - row.GetProperty("entryTime").GetInt64();
        Assert.Equal(Numbers(all.OrderBy(Held).ThenByDescending(row => Money(row, "fees"))), Numbers(await Rows(run, "trades?sort=duration,-fees&limit=5000")));
        var won = Numbers(all.Where(row => Money(row, "pnl") > 0));
        Assert.InRange(won.Length, 1, all.Length - 1);
        Assert.Equal(won, Numbers(await Rows(run, "trades?pnl=%3E0&limit=5000")));
        Assert.Equal(won.Length, (await _lab.GetAsync($"/api/runs/{run}/trades?pnl=%3E0&limit=1")).GetProperty("total").GetInt32());
        var (low, high) = (Money(all[0], "entryPrice") - 1, Money(all[0], "entryPrice") + 1);
        Assert.Equal(Numbers(all.Where(row => Money(row, "entryPrice") >= low && Money(row, "entryPrice") <= high)), Numbers(await Rows(run, FormattableString.Invariant($"trades?entryPrice={low}..{high}&limit=5000"))));
        var fills = await Rows(run, "fills?limit=5000");
        Assert.Equal(fills.Count(row => row.GetProperty("side").GetString() == "sell"), (await Rows(run, "fills?side=%3DSELL&limit=5000")).Length);
        Assert.Equal(fills.Count(row => row.GetProperty("side").GetString() != "sell"), (await Rows(run, "fills?side=!sell&limit=5000")).Length);
        Assert.Equal(fills.Count(row => row.GetProperty("side").GetString() == "buy"), (await Rows(run, "fills?q=buy%20usd&limit=5000")).Length);
        Assert.Empty(await Rows(run, "orders?q=nowhere&sort=-decisionTime"));
        foreach (var wrong in (string[])["trades?sort=profit", "trades?colour=red", "orders?sort=pnl", $"fills?q={new string('x', 201)}"])
        {
            Assert.Equal("bad-input", (await ServerRig.JsonAsync(await _lab.Client.GetAsync($"/api/runs/{run}/{wrong}"), HttpStatusCode.BadRequest)).GetProperty("code").GetString());
        }

        static decimal Money(JsonElement row, string name) => decimal.Parse(row.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

        static long[] Numbers(IEnumerable<JsonElement> rows) => [.. rows.Select(row => row.GetProperty("id").GetInt64())];
    }

    async Task<JsonElement[]> Rows(long run, string list) => [.. (await _lab.GetAsync($"/api/runs/{run}/{list}")).GetProperty("items").EnumerateArray()];

    async Task Exports(long run)
    {
        var html = await _lab.Client.GetStringAsync($"/api/runs/{run}/export?format=html");
        Assert.StartsWith("<!doctype html>", html, StringComparison.Ordinal);
        Assert.Contains("report-data", html, StringComparison.Ordinal);
        var total = (await _lab.GetAsync($"/api/runs/{run}/trades?limit=1")).GetProperty("total").GetInt32();
        var csv = (await _lab.Client.GetStringAsync($"/api/runs/{run}/export?format=csv")).TrimEnd().Split('\n');
        Assert.Equal(total + 1, csv.Length);
        Assert.StartsWith("id,instrument,side,entryTime,", csv[0], StringComparison.Ordinal);
        Assert.Equal("argosy-result/1", (await _lab.GetAsync($"/api/runs/{run}/export")).GetProperty("format").GetString());
        Assert.Equal("format", (await ServerRig.JsonAsync(await _lab.Client.GetAsync($"/api/runs/{run}/export?format=pdf"), HttpStatusCode.BadRequest)).GetProperty("field").GetString());
    }

    async Task Shares(long first, long second)
    {
        using var eve = await _lab.Rig.LoginAsync(Role.Developer, "eve");
        Assert.Equal(0, (await ServerRig.JsonAsync(await eve.GetAsync("/api/runs"))).GetProperty("total").GetInt32());
        foreach (var path in (string[])["", "/result", "/trades", "/equity", "/logs", "/votes", "/export"]) Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync($"/api/runs/{first}{path}")).StatusCode);
        await ServerRig.JsonAsync(await _lab.Client.PatchAsJsonAsync($"/api/runs/{first}", new { shared = true }));
        Assert.Equal(HttpStatusCode.OK, (await eve.GetAsync($"/api/runs/{first}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await eve.DeleteAsync($"/api/runs/{first}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync($"/api/runs/compare?ids={first},{second}")).StatusCode);
    }

    async Task<IReadOnlyList<long>> Ids(string query) => [.. (await _lab.GetAsync($"/api/runs{query}")).GetProperty("items").EnumerateArray().Select(run => run.GetProperty("id").GetInt64())];

    static double Sharpe(JsonElement page) => page.GetProperty("items")[0].GetProperty("metrics").GetProperty("sharpe").GetDouble();
}
