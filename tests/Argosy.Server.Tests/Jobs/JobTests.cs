using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Research.Results;
using Argosy.Server.Auth;
using Argosy.Testnet.Hosting;

namespace Argosy.Server.Tests.Jobs;

public sealed class JobTests : IAsyncLifetime
{
    Lab _lab = null!;

    public async Task InitializeAsync() => _lab = await Lab.StartAsync();

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task Backtest_EqualsTheCommandLine()
    {
        var request = Lab.Cross();
        request["fee"] = 0.002m;
        request["exits"] = new[] { "stop:5%" };
        request["note"] = "first\nrun";
        request["tags"] = new[] { "swing" };
        var id = await _lab.RunAsync(request);
        var told = Path.Combine(_lab.Rig.Folder, "told.json");
        await ArgosyAsync("backtest", "--data=demo", "--strategy=ma-cross", "--param=fast=10", "--param=slow=40", "--cash=10000", "--fee=0.002", "--exit=stop:5%", $"--json={told}");
        var expected = ResultFile.Read(told).Value;

        var run = (await _lab.GetAsync($"/api/runs/{id}")).GetProperty("run");
        Assert.Equal(expected.TradeHash, run.GetProperty("tradeHash").GetString());
        Assert.Equal(expected.StateHash, run.GetProperty("stateHash").GetString());
        Assert.Equal(expected.Metrics.Sharpe, run.GetProperty("metrics").GetProperty("sharpe").GetDouble());
        Assert.Equal(Core.Values.Exact.Text(expected.Metrics.FinalEquity - 10_000m), run.GetProperty("metrics").GetProperty("netProfit").GetString());
        Assert.Equal("first\nrun", run.GetProperty("note").GetString());
        Assert.Equal(["swing"], run.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()));
        var result = await _lab.GetAsync($"/api/runs/{id}/result");
        Assert.Equal("argosy-result/1", result.GetProperty("format").GetString());
        Assert.Equal(expected.Trades.Count, (await _lab.GetAsync($"/api/runs/{id}/trades?limit=1")).GetProperty("total").GetInt32());
        var log = await _lab.GetAsync($"/api/runs/{id}/logs?limit=5");
        Assert.Equal(5, log.GetProperty("items").GetArrayLength());
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_lab.Rig.Folder, "research", "jobs")));
    }

    [Theory]
    [InlineData("strategy", """{"strategy":"ma-crss","series":["demo"]}""", "ma-cross")]
    [InlineData("strategy", """{"series":["demo"]}""", "missing")]
    [InlineData("strategy", """{"strategy":"/etc/passwd.cs","series":["demo"]}""", "no strategy")]
    [InlineData("series", """{"strategy":"ma-cross"}""", "missing")]
    [InlineData("series", """{"strategy":"ma-cross","series":["demq"]}""", "demo")]
    [InlineData("series", """{"strategy":"ma-cross","series":["../demo"]}""", "no name")]
    [InlineData("parameters", """{"strategy":"ma-cross","series":["demo"],"parameters":{"fast":"x"}}""", "fast")]
    [InlineData("parameters", """{"strategy":"ma-cross","series":["demo"],"parameters":{"fsat":5}}""", "fast")]
    [InlineData("parameters", """{"strategy":"prediction","series":["demo"],"parameters":{"model":"/etc/passwd"}}""", "study:NUMBER")]
    [InlineData("cash", """{"strategy":"ma-cross","series":["demo"],"cash":"-5"}""", "too small")]
    [InlineData("cash", """{"strategy":"ma-cross","series":["demo"],"cash":"much"}""", "number")]
    [InlineData("fee", """{"strategy":"ma-cross","series":["demo"],"fee":1.5}""", "too large")]
    [InlineData("size", """{"strategy":"ma-cross","series":["demo"],"size":"--json=/tmp/x"}""", "size")]
    [InlineData("exits", """{"strategy":"ma-cross","series":["demo"],"exits":["stpo:2%"]}""", "stop")]
    [InlineData("guards", """{"strategy":"ma-cross","series":["demo"],"guards":["cooldown:never"]}""", "never")]
    [InlineData("to", """{"strategy":"ma-cross","series":["demo"],"from":1600000000000,"to":1500000000000}""", "before")]
    [InlineData("slipageBps", """{"strategy":"ma-cross","series":["demo"],"slipageBps":5}""", "slippageBps")]
    [InlineData("short", """{"strategy":"ma-cross","series":["demo"],"short":"yes"}""", "true or false")]
    [InlineData("path", """{"strategy":"ma-cross","series":["demo"],"path":"sideways"}""", "near-first")]
    public async Task BadRequest_IsRefusedWithItsField(string field, string request, string says)
    {
        var (named, message) = await _lab.RefusedAsync("backtest", JsonDocument.Parse(request).RootElement);
        Assert.Equal(field, named);
        Assert.Contains(says, message, StringComparison.Ordinal);
        Assert.Equal(0, (await _lab.GetAsync("/api/jobs")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task BadRequest_OfOtherKinds_IsRefusedWithItsField()
    {
        Assert.Equal("kind", (await _lab.RefusedAsync("backtset", new { })).Field);
        Assert.Equal("ranges", (await _lab.RefusedAsync("optimise", new { strategy = "ma-cross", series = new[] { "demo" } })).Field);
        Assert.Equal("ranges", (await _lab.RefusedAsync("optimise", new { strategy = "ma-cross", series = new[] { "demo" }, ranges = new { fast = "5..x" } })).Field);
        Assert.Equal("objective", (await _lab.RefusedAsync("optimise", new { strategy = "ma-cross", series = new[] { "demo" }, ranges = new { fast = "5..9" }, objective = "shrpe" })).Field);
        Assert.Equal("train", (await _lab.RefusedAsync("walkforward", new { strategy = "ma-cross", series = new[] { "demo" }, ranges = new { fast = "5..9" }, train = "long", test = "30d" })).Field);
        Assert.Equal("checks", (await _lab.RefusedAsync("validate", new { strategy = "ma-cross", series = new[] { "demo" }, checks = new[] { "luck" } })).Field);
        Assert.Equal("venue", (await _lab.RefusedAsync("fetch", new { venue = "nasdaq", instrument = "BTC/USDT", timeframe = "1h" })).Field);
        Assert.Equal("url", (await _lab.RefusedAsync("fetch", new { venue = "binance", instrument = "BTC/USDT", timeframe = "1h", url = "http://127.0.0.1:1" })).Field);
        Assert.Equal("bars", (await _lab.RefusedAsync("synth", new { bars = 0 })).Field);
        var code = await ServerRig.JsonAsync(await _lab.Client.PostAsJsonAsync("/api/jobs", new { kind = "backtest", request = new { source = "class X {}", series = new[] { "demo" } } }), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("source", code.GetProperty("field").GetString());
    }

    [Fact]
    public async Task Failure_OfTheCommand_IsTheJobsError()
    {
        // What only the data tell: the period lies outside them.
        var request = Lab.Cross();
        request["from"] = 946_684_800_000;
        var failed = await _lab.UntilAsync(await _lab.QueueAsync("backtest", request), "failed");
        var error = failed.GetProperty("error");
        Assert.Equal("bad-input", error.GetProperty("code").GetString());
        Assert.Equal("from", error.GetProperty("field").GetString());
        Assert.Contains("outside the data", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await _lab.GetAsync("/api/runs")).GetProperty("total").GetInt64());
    }

    [Fact]
    public async Task Synth_AddsASeries()
    {
        var done = await _lab.UntilAsync(await _lab.QueueAsync("synth", new { bars = 500, timeframe = "1d", seed = 3, name = "made", instrument = "ABC/USD" }), "done");
        Assert.Contains("made: 500 bars", done.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(500, (await _lab.GetAsync("/api/data/made")).GetProperty("bars").GetInt32());
    }

    [Fact]
    public async Task Fetch_GoesToAnAddressTheServerNames_AndOnFromItsEnd()
    {
        await using var venue = (await TestnetServer.StartAsync(new TestnetOptions { Speed = 0, History = 1_500, TradeGapMs = 60_000 })).Value;
        await using var lab = await Lab.StartAsync(options => options with { FetchAddresses = [venue.Address.ToString()] }, bars: 10);
        object Request(long from, long? to = null) => new { venue = "binance", instrument = "BTC/USDT", timeframe = "1m", from, to, url = venue.Address.ToString() };
        var begin = venue.Now - (1_400 * 60_000);
        await lab.UntilAsync(await lab.QueueAsync("fetch", Request(begin, begin + (500 * 60_000))), "done");
        var first = (await lab.GetAsync("/api/data/binance_BTC-USDT_1m")).GetProperty("bars").GetInt32();
        Assert.InRange(first, 400, 501);
        await lab.UntilAsync(await lab.QueueAsync("fetch", Request(begin)), "done");
        var whole = await lab.GetAsync("/api/data/binance_BTC-USDT_1m");
        Assert.InRange(whole.GetProperty("bars").GetInt32(), first + 500, 1_500);
        Assert.Equal(0, whole.GetProperty("gaps").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Jobs_OfOthers_AreNotThere()
    {
        var job = await _lab.QueueAsync("backtest", Lab.Cross());
        using var other = await _lab.Rig.LoginAsync(Role.Developer, "eve");
        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"/api/jobs/{job}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsJsonAsync($"/api/jobs/{job}/cancel", new { })).StatusCode);
        Assert.Equal(0, (await ServerRig.JsonAsync(await other.GetAsync("/api/jobs"))).GetProperty("items").GetArrayLength());
        using var owner = await _lab.Rig.LoginAsync(Role.Owner);
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync($"/api/jobs/{job}")).StatusCode);
        using var viewer = await _lab.Rig.LoginAsync(Role.Viewer);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PostAsJsonAsync("/api/jobs", new { kind = "backtest", request = Lab.Cross() })).StatusCode);
    }

    [Fact]
    public async Task Cancel_EndsTheProcessAndLeavesNothing()
    {
        var first = await _lab.QueueAsync("optimise", Long());
        var second = await _lab.QueueAsync("backtest", Lab.Cross());
        await _lab.UntilAsync(first, "running");
        Assert.Equal("queued", (await _lab.GetAsync($"/api/jobs/{second}")).GetProperty("state").GetString());
        await _lab.PostAsync($"/api/jobs/{second}/cancel");
        Assert.Equal("cancelled", (await _lab.GetAsync($"/api/jobs/{second}")).GetProperty("state").GetString());
        await _lab.PostAsync($"/api/jobs/{first}/cancel");
        var ended = await _lab.UntilAsync(first, "cancelled");
        Assert.Equal(JsonValueKind.Number, ended.GetProperty("ended").ValueKind);
        await _lab.PostAsync($"/api/jobs/{first}/cancel", expected: HttpStatusCode.Conflict);
        Assert.Equal(0, (await _lab.GetAsync("/api/runs")).GetProperty("total").GetInt64());
        // The queue goes on.
        await _lab.RunAsync(Lab.Cross());
    }

    [Fact]
    public async Task Pause_KeepsTrialsAndResumeEndsWithTheSameResult()
    {
        var request = Long(18, 40);
        var whole = await _lab.UntilAsync(await _lab.QueueAsync("optimise", request), "done");
        var expected = await _lab.GetAsync($"/api/optimisations/{whole.GetProperty("optimisation").GetInt64()}");

        var job = await _lab.QueueAsync("optimise", request);
        var running = await _lab.UntilAsync(job, "running");
        var study = running.GetProperty("optimisation").GetInt64();
        var began = Stopwatch.StartNew();
        while (!((await _lab.GetAsync($"/api/optimisations/{study}")).GetProperty("trialsDone") is { ValueKind: JsonValueKind.Number } done && done.GetInt32() >= 5))
        {
            Assert.True(began.Elapsed < Lab.Patience);
            await Task.Delay(30);
        }
        await _lab.PostAsync($"/api/jobs/{job}/pause");
        var paused = await _lab.UntilAsync(job, "paused", "done");
        Assert.Equal("paused", paused.GetProperty("state").GetString());
        var kept = (await _lab.GetAsync($"/api/optimisations/{study}")).GetProperty("trialsDone").GetInt32();
        Assert.InRange(kept, 5, 18 * 40);
        await _lab.PostAsync($"/api/jobs/{job}/resume");
        await _lab.UntilAsync(job, "done");
        var resumed = await _lab.GetAsync($"/api/optimisations/{study}");
        Assert.Equal(expected.GetProperty("trialsDone").GetInt32(), resumed.GetProperty("trialsDone").GetInt32());
        Assert.Equal(expected.GetProperty("best").GetProperty("tradeHash").GetString(), resumed.GetProperty("best").GetProperty("tradeHash").GetString());
        Assert.Equal(expected.GetProperty("plateau").GetDouble(), resumed.GetProperty("plateau").GetDouble());
    }

    [Fact]
    public async Task Job_ThatRanWhenItsServerWasKilled_IsTakenUpAgain()
    {
        // As a kill leaves it: running, held by a server that is gone.
        await using var idle = await Lab.StartAsync(options => options with { Parallel = 0 });
        var job = await idle.QueueAsync("backtest", Lab.Cross());
        await idle.Rig.Database.Jobs.Claim("gone", 1, long.MaxValue);
        var worn = await idle.QueueAsync("backtest", Lab.Cross());
        for (var i = 1; i < 7; i += 2) Assert.Equal(worn, (await idle.Rig.Database.Jobs.Claim("gone", i, i + 1))!.Id);
        await idle.Rig.RestartAsync(parts => parts with { Research = new() { Command = Lab.Command, Parallel = 1, Threads = 1 } });
        using var client = await idle.Rig.AgainAsync("dana");
        var again = new Dictionary<long, JsonElement>();
        var began = Stopwatch.StartNew();
        while (again.Count < 2)
        {
            Assert.True(began.Elapsed < Lab.Patience);
            await Task.Delay(30);
            foreach (var id in (long[])[job, worn])
            {
                var now = await ServerRig.JsonAsync(await client.GetAsync($"/api/jobs/{id}"));
                if (now.GetProperty("state").GetString() is "done" or "failed") again[id] = now;
            }
        }
        Assert.Equal("done", again[job].GetProperty("state").GetString());
        Assert.Equal("interrupted", again[worn].GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Child_StopsWhenItsServerIsGone()
    {
        var start = new ProcessStartInfo(Lab.Command[0]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = _lab.Rig.Folder };
        foreach (var word in (string[])[Lab.Command[1], "optimize", "--data=demo", "--strategy=ma-cross", "--range=fast=2..200", "--range=slow=201..900", "--method=random", "--trials=1000000", "--jobs=1", "--json=search.json"]) start.ArgumentList.Add(word);
        start.Environment["ARGOSY_PROGRESS"] = "json";
        start.Environment["ARGOSY_DATA"] = _lab.Bars;
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEndAsync();
        Assert.StartsWith("{\"progress\":", await child.StandardError.ReadLineAsync(), StringComparison.Ordinal);
        child.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await child.StandardError.ReadToEndAsync(patience.Token);
        await child.WaitForExitAsync(patience.Token);
        Assert.Equal(130, child.ExitCode);
        await output;
    }

    static object Long(int fast = 60, int slow = 400) => new
    {
        strategy = "ma-cross", series = new[] { "demo" }, ranges = new { fast = $"2..{fast + 1}", slow = $"100..{slow + 99}" }, prune = true, size = "equity:50%", exits = new[] { "stop:5%" },
    };

    async Task ArgosyAsync(params string[] words)
    {
        var start = new ProcessStartInfo(Lab.Command[0]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var word in (string[])[Lab.Command[1], .. words]) start.ArgumentList.Add(word);
        start.Environment["ARGOSY_DATA"] = _lab.Bars;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        await output;
    }
}
