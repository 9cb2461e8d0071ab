using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Core.Links;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Trading;

namespace Argosy.Server.Tests.Trading;

public sealed class TradingTests : IAsyncLifetime
{
    TradingRig _rig = null!;
    HttpClient _trader = null!;

    public async Task InitializeAsync()
    {
        _rig = await TradingRig.StartAsync();
        _trader = await _rig.Server.LoginAsync(Role.Trader);
    }

    public async Task DisposeAsync()
    {
        _trader.Dispose();
        await _rig.DisposeAsync();
    }

    [Fact]
    public async Task Candles_OfADeployment_AreThoseOfItsMarket()
    {
        var id = await TradingRig.MakeAsync(_trader, TradingRig.Wish("charted"));
        var last = await GetAsync($"/api/candles?deployment={id}&points=50");
        Assert.Equal("1s", Text(last, "timeframe"));
        Assert.InRange(last.GetProperty("times").GetArrayLength(), 48, 51);
        // A day of seconds at 100 points: the coarsest timeframe with a candle a point.
        var to = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 86_400_000 * 86_400_000;
        var day = await GetAsync($"/api/candles?deployment={id}&instrument=BTC/USDT&from={to - 86_400_000}&to={to}&points=100");
        Assert.Equal("5m", Text(day, "timeframe"));
        var times = day.GetProperty("times").EnumerateArray().Select(time => time.GetInt64()).ToArray();
        Assert.Equal(Enumerable.Range(0, 288).Select(i => to - 86_400_000 + (i * 300_000L)), times);
        var minutes = await GetAsync($"/api/candles?deployment={id}&timeframe=1m&points=20");
        Assert.Equal("1m", Text(minutes, "timeframe"));
        Assert.InRange(minutes.GetProperty("times").GetArrayLength(), 18, 21);
        foreach (var wrong in (string[])["timeframe=500ms", $"timeframe=1s&from={to - 86_400_000}&to={to}"])
        {
            var refused = await ServerRig.JsonAsync(await _trader.GetAsync($"/api/candles?deployment={id}&{wrong}"), HttpStatusCode.BadRequest);
            Assert.Equal("timeframe", refused.GetProperty("field").GetString());
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await _trader.GetAsync($"/api/candles?deployment={id}&instrument=XMR/USDT")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _trader.GetAsync("/api/candles?deployment=9999")).StatusCode);
    }

    [Fact]
    public async Task Deployment_FromItsMakingToItsEnd()
    {
        var id = await TradingRig.MakeAsync(_trader, TradingRig.Wish("holder"));
        var held = await TradingRig.UntilAsync(_trader, "/api/positions", positions => positions.GetArrayLength() == 1);
        var position = held[0];
        Assert.Equal(("long", id, "BTC/USDT"), (Text(position, "side"), position.GetProperty("deployment").GetInt32(), Text(position, "instrument")));
        Assert.InRange(Money(position, "entry"), 1m, 10_000_000m);
        Assert.Equal(Money(position, "notional"), Money(position, "mark") * Money(position, "quantity"));
        var row = (await GetAsync("/api/deployments")).GetProperty("items")[0];
        Assert.Equal(("running", "paper", "buy-and-hold", "USDT"), (Text(row, "state"), Text(row, "mode"), Text(row, "strategy"), Text(row, "currency")));
        // The newest candle of a second, and the ten seconds after its successor's close that a run waits.
        var newest = row.GetProperty("newestCandle").GetInt64();
        Assert.Equal((0, newest + 11_000), (newest % 1_000, row.GetProperty("candleLate").GetInt64()));
        var orders = (await TradingRig.UntilAsync(_trader, $"/api/deployments/{id}/orders", page => page.GetProperty("items").GetArrayLength() == 1 && Text(page.GetProperty("items")[0], "state") == "filled")).GetProperty("items")[0];
        var why = await GetAsync($"/api/why/{Text(orders, "clientId")}");
        Assert.Contains(why.EnumerateArray(), step => Text(step, "step") == "order");
        Assert.Contains(why.EnumerateArray(), step => Text(step, "step") == "fill");
        Assert.Equal(1, (await GetAsync($"/api/deployments/{id}/fills")).GetProperty("items").GetArrayLength());
        Assert.Equal(1, (await GetAsync($"/api/deployments/{id}/markers")).GetArrayLength());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _trader.DeleteAsync($"/api/deployments/{id}")).StatusCode);
        await DoneAsync($"/api/deployments/{id}/stop", new { positions = "close" });
        var stopped = await TradingRig.UntilAsync(_trader, $"/api/deployments/{id}", one => Text(one.GetProperty("row"), "state") == "stopped");
        Assert.Equal(JsonValueKind.Null, stopped.GetProperty("row").GetProperty("newestCandle").ValueKind);
        var trades = await TradingRig.UntilAsync(_trader, $"/api/deployments/{id}/trades", page => page.GetProperty("items").GetArrayLength() == 1);
        Assert.Equal("signal", Text(trades.GetProperty("items")[0], "exitReason"));
        Assert.Equal(HttpStatusCode.NoContent, (await _trader.PatchAsJsonAsync($"/api/trades/{id}/1", new { tag = "first", note = "it was" })).StatusCode);
        Assert.Equal("first", Text((await GetAsync("/api/trades")).GetProperty("items")[0], "tag"));
        Assert.Equal(1, (await GetAsync($"/api/deployments/{id}/statistics")).GetProperty("all").GetProperty("trades").GetInt32());
        await TradingRig.UntilAsync(_trader, $"/api/deployments/{id}/logs", page => page.GetProperty("items").EnumerateArray().Any(line => Text(line, "message").Contains("entries are blocked", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NoContent, (await _trader.DeleteAsync($"/api/deployments/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _trader.GetAsync($"/api/deployments/{id}")).StatusCode);
        lock (_rig.Published)
        {
            Assert.Contains(_rig.Published, change => change.Topic == $"deployment:{id}" && change.Kind == "valued");
            Assert.Contains(_rig.Published, change => change.Topic == "fleet" && change.Kind == "moved");
            Assert.Contains(_rig.Published, change => change.Topic == $"deployment:{id}" && change.Kind == "ordered");
        }
    }

    [Fact]
    public void Plot_ThatTwoVersionsDrewAtOneTime_IsTheLaterOnes()
    {
        static PlotRow Point(int deployment, long time, double value) => new() { Deployment = deployment, Instrument = "BTC/USDT", Panel = "", Name = "fast", Time = time, Value = value };
        var plot = PlotAnswer.Of([Point(1, 1, 10), Point(1, 2, 20), Point(3, 2, 21), Point(3, 3, 30)]);
        Assert.Equal([1, 2, 3], plot.Times);
        Assert.Equal([10, 21, 30], plot.Values);
    }

    [Fact]
    public async Task Output_OfAStrategy_IsServedAndToldAndOutlivesItsRun()
    {
        var id = await TradingRig.MakeAsync(_trader, TradingRig.Wish("drawer"));
        Assert.Empty((await GetAsync($"/api/deployments/{id}/plots")).EnumerateArray());
        PlotRow Point(string name, long time, double value) => new() { Deployment = id, Instrument = "BTC/USDT", Panel = "", Name = name, Time = time, Value = value };
        await _rig.Server.Database.Output.Plot([Point("fast", 1, 0.5), Point("fast", 2, 1.5), Point("slow", 2, 9)]);
        await _rig.Server.Database.Output.Keep([new StrategyStateRow { Deployment = id, Instrument = "", Time = 2, State = "{\"seen\":[1,2]}" }]);
        var plots = await GetAsync($"/api/deployments/{id}/plots");
        Assert.Equal(["fast", "slow"], plots.EnumerateArray().Select(plot => Text(plot, "name")));
        Assert.Equal([0.5, 1.5], plots[0].GetProperty("values").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal(JsonValueKind.Null, plots[0].GetProperty("panel").ValueKind);
        Assert.Equal(2, (await GetAsync($"/api/deployments/{id}/plots?from=2"))[0].GetProperty("times")[0].GetInt64());
        Assert.Equal(HttpStatusCode.BadRequest, (await _trader.GetAsync($"/api/deployments/{id}/plots?limit=0")).StatusCode);
        Assert.Equal(2, (await GetAsync($"/api/deployments/{id}/strategy-state"))[0].GetProperty("state").GetProperty("seen").GetArrayLength());
        _rig.News.On(new Hosting.Bots.BotPlotted("drawer", 3, Point("fast", 3, 2)));
        lock (_rig.Published) Assert.Contains(_rig.Published, change => change.Topic == $"plots:{id}" && change.Data.Contains("\"name\":\"fast\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Holding_IsComparedFromTheFirstCandleOn()
    {
        var id = await TradingRig.MakeAsync(_trader, TradingRig.Wish("compared"));
        var answer = await TradingRig.UntilAsync(_trader, $"/api/deployments/{id}/holding", one => one.GetProperty("holdingReturn").ValueKind == JsonValueKind.Number);
        Assert.Equal(answer.GetProperty("return").GetDouble() - answer.GetProperty("holdingReturn").GetDouble(), answer.GetProperty("excess").GetDouble(), 12);
        var held = answer.GetProperty("holding");
        Assert.Equal((held[held.GetArrayLength() - 1].GetDouble() / 10_000) - 1, answer.GetProperty("holdingReturn").GetDouble(), 12);
        Assert.Equal(answer.GetProperty("times").GetArrayLength(), held.GetArrayLength());
    }

    [Fact]
    public async Task Fleet_AddsUpWhatRuns()
    {
        await TradingRig.MakeAsync(_trader, TradingRig.Wish("one"));
        await TradingRig.MakeAsync(_trader, TradingRig.Wish("two"));
        var fleet = await TradingRig.UntilAsync(_trader, "/api/fleet", answer => answer.GetProperty("modes").GetArrayLength() == 1 && answer.GetProperty("modes")[0].GetProperty("openPositions").GetInt32() == 2);
        var mode = fleet.GetProperty("modes")[0];
        Assert.Equal(("paper", "USDT", 2), (Text(mode, "mode"), Text(mode, "currency"), mode.GetProperty("running").GetInt32()));
        Assert.InRange(Money(mode, "equity"), 15_000m, 25_000m);
        Assert.InRange(mode.GetProperty("gross").GetDouble(), 0.03, 0.07);
        Assert.Equal(1, fleet.GetProperty("exposure")[0].GetProperty("share").GetDouble());
        Assert.Equal("paper", fleet.GetProperty("exposure")[0].GetProperty("mode").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await _trader.GetAsync("/api/fleet/equity?range=2w")).StatusCode);
        var curve = await GetAsync("/api/fleet/equity?mode=paper&range=1d");
        Assert.Equal(curve.GetProperty("times").GetArrayLength(), curve.GetProperty("equity").GetArrayLength());
    }

    [Fact]
    public async Task Halt_BlocksOneAccountAndALiftFreesIt()
    {
        var id = await TradingRig.MakeAsync(_trader, TradingRig.Wish("halted", "every-bar"));
        await ServerRig.JsonAsync(await _trader.PostAsJsonAsync("/api/risk/halt", new { reason = "a test", flatten = true, account = "paper" }));
        await TradingRig.UntilAsync(_trader, $"/api/deployments/{id}", one => one.GetProperty("row").GetProperty("guard").ValueKind == JsonValueKind.String && one.GetProperty("row").GetProperty("positions").GetArrayLength() == 0);
        Assert.Contains("a test", Text((await GetAsync("/api/risk")).GetProperty("haltedAccounts"), "paper"), StringComparison.Ordinal);
        Assert.Contains((await GetAsync("/api/fleet")).GetProperty("attention").EnumerateArray(), one => Text(one, "kind") == "halted");
        Assert.Equal(HttpStatusCode.NotFound, (await _trader.PostAsJsonAsync("/api/risk/halt", new { account = "nobody" })).StatusCode);
        await DoneAsync("/api/risk/lift", new { account = "paper" });
        await TradingRig.UntilAsync(_trader, $"/api/deployments/{id}", one => one.GetProperty("row").GetProperty("guard").ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task Guards_SayHowTheyStand_WhileTheyRunAndAfterARestart()
    {
        var wish = new { name = "guarded", strategy = "buy-and-hold", venue = "virtual", instruments = new[] { "BTC/USDT" }, timeframe = "1s", warmUp = 20, cash = "10000", size = "quote:500", guards = new[] { "cooldown:1h", "max-drawdown:50%" }, limits = new[] { "max-exposure:100000" } };
        var id = await TradingRig.MakeAsync(_trader, wish);
        var guards = (await TradingRig.UntilAsync(_trader, "/api/risk", risk => StateOf(risk, 0) == "tripped")).GetProperty("guards");
        Assert.Equal(3, guards.GetArrayLength());
        Assert.Equal(("guarded", id, "cooldown:1h", "BTC/USDT", "time", "3600000"), (Text(guards[0], "scope"), guards[0].GetProperty("deployment").GetInt32(), Text(guards[0], "rule"), Text(guards[0], "instrument"), Text(guards[0], "unit"), Text(guards[0], "threshold")));
        var tripped = guards[0].GetProperty("tripped").GetInt64();
        // It counts from the fill, and was found to block at the end of the step that told it.
        Assert.InRange(guards[0].GetProperty("until").GetInt64() - tripped, 3_590_000, 3_600_000);
        Assert.Equal(("max-drawdown(limit=50%, period=30d)", "ok", "ratio", "0.5"), (Text(guards[1], "rule"), Text(guards[1], "state"), Text(guards[1], "unit"), Text(guards[1], "threshold")));
        Assert.InRange(Money(guards[1], "current"), 0m, 0.05m);
        Assert.Equal(("quote", "USDT"), (Text(guards[2], "unit"), Text(guards[2], "asset")));
        Assert.InRange(Money(guards[2], "current"), 400m, 600m);
        lock (_rig.Published) Assert.Contains(_rig.Published, change => change is { Topic: "fleet", Kind: "guarded" } && change.Data.Contains("\"blocking\":1", StringComparison.Ordinal));

        var stretch = Assert.Single((await GetAsync($"/api/deployments/{id}/guards?instrument=BTC/USDT")).EnumerateArray());
        Assert.Equal(("cooldown:1h", "BTC/USDT", tripped, JsonValueKind.Null), (Text(stretch, "rule"), Text(stretch, "instrument"), stretch.GetProperty("from").GetInt64(), stretch.GetProperty("to").ValueKind));
        Assert.Empty((await GetAsync($"/api/deployments/{id}/guards?instrument=ETH/USDT")).EnumerateArray());

        await DoneAsync($"/api/deployments/{id}/stop", new { positions = "leave" });
        await TradingRig.UntilAsync(_trader, "/api/risk", risk => StateOf(risk, 0) == "off");
        Assert.InRange((await GetAsync($"/api/deployments/{id}/guards"))[0].GetProperty("to").GetInt64(), tripped, tripped + 3_600_000);
        Assert.DoesNotContain("\"rules\":", await File.ReadAllTextAsync(_rig.Fleet.Deployments.LogOf(id)), StringComparison.Ordinal);
        await DoneAsync($"/api/deployments/{id}/start", new { });
        var again = (await TradingRig.UntilAsync(_trader, "/api/risk", risk => StateOf(risk, 0) == "tripped")).GetProperty("guards");
        Assert.Equal(tripped, again[0].GetProperty("tripped").GetInt64());
        Assert.Equal(stretch.GetRawText(), Assert.Single((await GetAsync($"/api/deployments/{id}/guards")).EnumerateArray()).GetRawText());

        static string StateOf(JsonElement risk, int at) => risk.GetProperty("guards") is var all && all.GetArrayLength() > at ? Text(all[at], "state") : "";
    }

    [Theory]
    [InlineData(true, 1_000L, 999L, "tripped")]
    [InlineData(true, 1_000L, 1_000L, "tripped")]
    [InlineData(true, 1_000L, 1_001L, "ok")] // it is over, though the run was told nothing since
    [InlineData(true, null, 1_001L, "tripped")]
    [InlineData(false, null, 0L, "ok")]
    public void Guard_IsTrippedToItsLastInstant(bool blocks, long? until, long now, string expected)
    {
        var status = new Hosting.Bots.BotStatus
        {
            Name = "a", Deployment = 1, Account = "paper", IsLive = false, Instruments = ["BTC/USDT"], Time = 900,
            Rules = [new RuleStand("max-position:2", 0, 2, RuleUnit.Base, blocks, 1.5m, until)],
        };
        var one = new DeploymentView
        {
            Id = 1, Spec = new DeploymentSpec { Name = "a", Strategy = "buy-and-hold", Venue = "virtual", Instruments = ["BTC/USDT"], Timeframe = "1m", Guards = ["cooldown:1h"], Limits = ["max-position:2"] },
            Account = "paper", Bot = "a", Version = "1", Wanted = WantedState.Running, State = DeploymentState.Running, Status = status, CreatedAt = 0,
        };
        var said = Assert.Single(GuardAnswer.Of(one, now));
        Assert.Equal((expected, "BTC/USDT", "BTC", (long?)900), (Word(said), said.Instrument, said.Asset, said.Time));
        Assert.Equal("off", Word(Assert.Single(GuardAnswer.Of(one with { State = DeploymentState.Stopped }, now))));
        // Before its run has said anything there is what was asked for.
        Assert.Equal(["cooldown:1h unread", "max-position:2 unread"], GuardAnswer.Of(one with { Status = null }, now).Select(rule => $"{rule.Rule} {Word(rule)}"));

        static string Word(GuardAnswer guard) => guard.State.ToString().ToLowerInvariant();
    }

    [Fact]
    public async Task Limits_AreTightenedByATraderAndLoosenedByAnOwner()
    {
        await _rig.Server.Database.Accounts.Add(new AccountRow { Name = "main", Venue = "binance", CreatedAt = 1 });
        using var owner = await _rig.Server.LoginAsync(Role.Owner);
        await ServerRig.JsonAsync(await _trader.PutAsJsonAsync("/api/risk/limits", new { account = "main", maxOrder = "100", maxEntriesPerMinute = 60 }));
        await ServerRig.JsonAsync(await _trader.PutAsJsonAsync("/api/risk/limits", new { account = "main", maxOrder = "200", maxEntriesPerMinute = 60 }), HttpStatusCode.Forbidden);
        await ServerRig.JsonAsync(await owner.PutAsJsonAsync("/api/risk/limits", new { account = "main", maxOrder = "200", maxEntriesPerMinute = 60 }));
        await ServerRig.JsonAsync(await owner.PutAsJsonAsync("/api/risk/limits", new { account = "main", maxOrder = "-1" }), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Commands_ArePreviewedGivenOnceAndListed()
    {
        var preview = await ServerRig.JsonAsync(await _trader.PostAsJsonAsync("/api/commands/preview", new { text = "buy btc 80 -tsl 2.8" }));
        Assert.Contains("buy", Text(preview, "parsed"), StringComparison.Ordinal);
        var wrong = await ServerRig.JsonAsync(await _trader.PostAsJsonAsync("/api/commands/preview", new { text = "bye btc 80" }));
        Assert.Equal(1, wrong.GetProperty("error").GetProperty("position").GetInt32());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/commands") { Content = JsonContent.Create(new { text = "buy btc 80 -m paper" }) };
        request.Headers.Add("Idempotency-Key", "command-0001");
        Assert.Contains("trade-", Text(await ServerRig.JsonAsync(await _trader.SendAsync(request)), "answer"), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Post, "/api/commands") { Content = JsonContent.Create(new { text = "buy btc 80 -m paper" }) };
        again.Headers.Add("Idempotency-Key", "command-0001");
        await ServerRig.JsonAsync(await _trader.SendAsync(again));
        var held = await TradingRig.UntilAsync(_trader, "/api/positions", positions => positions.GetArrayLength() == 1);
        await DoneAsync("/api/positions/close", new { deployment = held[0].GetProperty("deployment").GetInt32(), instrument = "BTC/USDT" });
        await TradingRig.UntilAsync(_trader, "/api/positions", positions => positions.GetArrayLength() == 0);
        Assert.Contains((await GetAsync("/api/commands")).EnumerateArray(), one => Text(one, "id") == "command-0001" && Text(one, "state") == "done");
        Assert.Contains((await GetAsync("/api/commands/grammar")).EnumerateArray(), verb => Text(verb, "name") == "flatten");
        Assert.Equal(HttpStatusCode.BadRequest, (await _trader.PostAsJsonAsync("/api/commands", new { text = "bye" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _trader.PostAsJsonAsync("/api/commands", new { text = "close sol" })).StatusCode);
    }

    [Fact]
    public async Task Alerts_AreListedAndAcknowledged()
    {
        var id = await _rig.Server.Database.Reading.AddAlert(new AlertRow { Time = 5, Severity = "critical", Code = "feed", Text = "late" });
        Assert.Equal("late", Text((await GetAsync("/api/alerts?open=true")).GetProperty("items")[0], "text"));
        await DoneAsync($"/api/alerts/{id}/acknowledge", new { });
        Assert.Equal(0, (await GetAsync("/api/alerts?open=true")).GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await _trader.PostAsJsonAsync("/api/alerts/999/acknowledge", new { })).StatusCode);
    }

    [Theory]
    [InlineData("venue", "{\"name\":\"x\",\"strategy\":\"ma-cross\",\"venue\":\"nowhere\",\"instruments\":[\"BTC/USDT\"],\"timeframe\":\"1m\"}")]
    [InlineData("strategy", "{\"name\":\"x\",\"strategy\":\"magic\",\"venue\":\"virtual\",\"instruments\":[\"BTC/USDT\"],\"timeframe\":\"1m\"}")]
    [InlineData("exits", "{\"name\":\"x\",\"strategy\":\"ma-cross\",\"venue\":\"virtual\",\"instruments\":[\"BTC/USDT\"],\"timeframe\":\"1m\",\"exits\":[\"hope\"]}")]
    [InlineData("confirm", "{\"name\":\"x\",\"strategy\":\"ma-cross\",\"mode\":\"live\",\"account\":\"main\",\"venue\":\"binance\",\"instruments\":[\"BTC/USDT\"],\"timeframe\":\"1m\"}")]
    public async Task Create_OfNonsense_Is400AndNamesTheField(string field, string body)
    {
        var failure = await ServerRig.JsonAsync(await _trader.PostAsync("/api/deployments", new StringContent(body, System.Text.Encoding.UTF8, "application/json")), HttpStatusCode.BadRequest);
        Assert.Equal(("bad-input", field), (Text(failure, "code"), Text(failure, "field")));
    }

    [Fact]
    public async Task Orders_ArePagedByKey()
    {
        OrderRow Order(int number) => new() { ClientId = $"o{number}", Deployment = 77, Account = "paper", Instrument = "BTC/USDT", Side = Core.Orders.Side.Buy, Type = Core.Orders.OrderType.Market, Quantity = 1, Phase = Hosting.Orders.OrderPhase.Filled, Time = number / 2 };
        await _rig.Server.Database.Trading.Write(new TradingBatch { Orders = [.. Enumerable.Range(0, 5).Select(Order)] });
        var seen = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await GetAsync($"/api/orders?deployment=77&limit=2&after={after}");
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(order => Text(order, "clientId")));
            after = page.GetProperty("next").GetString();
        }
        Assert.Equal(["o4", "o3", "o2", "o1", "o0"], seen);
        Assert.Equal(HttpStatusCode.BadRequest, (await _trader.GetAsync("/api/orders?after=nonsense")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _trader.GetAsync("/api/orders?state=maybe")).StatusCode);
    }

    async Task<JsonElement> GetAsync(string path) => await ServerRig.JsonAsync(await _trader.GetAsync(path));

    async Task DoneAsync(string path, object body) => await ServerRig.JsonAsync(await _trader.PostAsJsonAsync(path, body), HttpStatusCode.NoContent);

    static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";

    static decimal Money(JsonElement of, string name) => decimal.Parse(Text(of, name), System.Globalization.CultureInfo.InvariantCulture);
}
