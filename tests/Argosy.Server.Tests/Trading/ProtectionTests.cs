using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Argosy.Server.Auth;

namespace Argosy.Server.Tests.Trading;

/// <summary>Stops and targets that people set, and entries they cancel, on bots that run on the virtual market.</summary>
public sealed class ProtectionTests : IAsyncLifetime
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
    public async Task Stop_IsSetMovedAndTakenAwayAtAPosition()
    {
        var id = await TradingRig.MakeAsync(_trader, TradingRig.Wish("holder"));
        var mark = Money((await PositionAsync(_ => true)), "mark");
        var (low, lower, high) = (decimal.Round(mark * 0.8m, 2), decimal.Round(mark * 0.7m, 2), decimal.Round(mark * 1.3m, 2));
        var set = await ServerRig.JsonAsync(await SendAsync("stop-000001", new { deployment = id, instrument = "BTC/USDT", stop = Text(low), target = Text(high) }));
        Assert.Contains($"stop at {Text(low)}", set.GetProperty("answer").GetString(), StringComparison.Ordinal);
        var held = await PositionAsync(position => position.GetProperty("stop").ValueKind == JsonValueKind.String);
        Assert.Equal((low, high, Money(held, "quantity")), (Money(held, "stop"), Money(held, "target"), Money(held, "stopped")));
        // The same request again is the same answer and no second stop.
        await ServerRig.JsonAsync(await SendAsync("stop-000001", new { deployment = id, instrument = "BTC/USDT", stop = Text(low), target = Text(high) }));
        await ServerRig.JsonAsync(await SendAsync("stop-000002", new { deployment = id, instrument = "BTC/USDT", stop = Text(lower) }));
        await PositionAsync(position => Money(position, "stop") == lower && Money(position, "target") == high);
        await ServerRig.JsonAsync(await SendAsync("stop-000003", new { deployment = id, instrument = "BTC/USDT", dropStop = true }));
        await PositionAsync(position => position.GetProperty("stop").ValueKind == JsonValueKind.Null && Money(position, "target") == high);
        var orders = (await TradingRig.UntilAsync(_trader, $"/api/deployments/{id}/orders", page => page.GetProperty("items").GetArrayLength() == 3)).GetProperty("items").EnumerateArray().ToArray();
        Assert.Contains(orders, order => order.GetProperty("type").GetString() == "stop" && order.GetProperty("reason").GetString()!.StartsWith("exit=by-hand-stop", StringComparison.Ordinal));
        await _rig.Server.Trail.FlushAsync(TimeSpan.FromSeconds(30));
        Assert.Contains(await _rig.Server.Database.Audit.From(0, 10_000), line => line.Kind == "command-taken" && line.Data.Contains($"stop to {Text(lower)}", StringComparison.Ordinal));
        Assert.DoesNotContain(await _rig.Server.Database.Audit.From(0, 10_000), line => line.Time <= 0);
        // The position closes: what was set for it goes with it.
        await ServerRig.JsonAsync(await _trader.PostAsJsonAsync("/api/positions/close", new { deployment = id, instrument = "BTC/USDT" }), HttpStatusCode.NoContent);
        await TradingRig.UntilAsync(_trader, $"/api/deployments/{id}/orders?state=open", page => page.GetProperty("items").GetArrayLength() == 0);
    }

    [Fact]
    public async Task Stop_ThatThePriceReaches_ClosesThePosition()
    {
        var id = await TradingRig.MakeAsync(_trader, TradingRig.Wish("stopped"));
        var mark = Money(await PositionAsync(_ => true), "mark");
        // A market of seconds goes five hundredths of a percent one way or the other in half a minute, once in a while in some.
        await ServerRig.JsonAsync(await SendAsync("near-000001", new { deployment = id, instrument = "BTC/USDT", stop = Text(decimal.Round(mark * 0.9995m, 2)), target = Text(decimal.Round(mark * 1.0005m, 2)) }));
        var trades = await TradingRig.UntilAsync(_trader, $"/api/deployments/{id}/trades", page => page.GetProperty("items").GetArrayLength() == 1, patience: 3_000);
        Assert.Contains(trades.GetProperty("items")[0].GetProperty("exitReason").GetString(), (string[])["stop", "target"]);
        await TradingRig.UntilAsync(_trader, $"/api/deployments/{id}/orders?state=open", page => page.GetProperty("items").GetArrayLength() == 0);
    }

    [Fact]
    public async Task Stop_OfNonsense_IsRefusedAtItsField()
    {
        var id = await TradingRig.MakeAsync(_trader, TradingRig.Wish("wrong"));
        var mark = Money(await PositionAsync(_ => true), "mark");
        await RefusedAsync(new { deployment = id, instrument = "BTC/USDT", stop = Text(mark * 2) }, HttpStatusCode.BadRequest, "stop");
        await RefusedAsync(new { deployment = id, instrument = "BTC/USDT", target = Text(decimal.Round(mark / 2, 2)) }, HttpStatusCode.BadRequest, "target");
        await RefusedAsync(new { deployment = id, instrument = "BTC/USDT", stop = "-1" }, HttpStatusCode.BadRequest, "stop");
        await RefusedAsync(new { deployment = id, instrument = "BTC/USDT", stop = "1", dropStop = true }, HttpStatusCode.BadRequest, "stop");
        await RefusedAsync(new { deployment = id, instrument = "BTC/USDT" }, HttpStatusCode.BadRequest, null);
        await RefusedAsync(new { deployment = id, instrument = "ETH/USDT", stop = "1" }, HttpStatusCode.BadRequest, "instrument");
        await RefusedAsync(new { deployment = 9_999, instrument = "BTC/USDT", stop = "1" }, HttpStatusCode.NotFound, null);
        await RefusedAsync(new { deployment = id, instrument = "BTC/USDT", stop = "1.00001" }, HttpStatusCode.UnprocessableEntity, null);
        using var viewer = await _rig.Server.LoginAsync(Role.Viewer);
        await ServerRig.JsonAsync(await viewer.PostAsJsonAsync("/api/positions/stop", new { deployment = id, instrument = "BTC/USDT", stop = "1" }), HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Cancel_OfAStrategysEntries_OneAndAll()
    {
        var id = await TradingRig.MakeAsync(_trader, new { name = "ladder", strategy = "grid", parameters = new { spacing = "0.2", levels = "3" }, venue = "virtual", instruments = new[] { "BTC/USDT" }, timeframe = "1s", warmUp = 20, cash = "10000" });
        var open = (await TradingRig.UntilAsync(_trader, $"/api/deployments/{id}/orders?state=open", page => page.GetProperty("items").GetArrayLength() == 3)).GetProperty("items");
        var first = open[0].GetProperty("clientId").GetString()!;
        var reply = await ServerRig.JsonAsync(await _trader.PostAsJsonAsync($"/api/orders/{first}/cancel", new { }));
        Assert.Contains("is asked to be cancelled", reply.GetProperty("answer").GetString(), StringComparison.Ordinal);
        await StateAsync(id, first, "cancelled");
        Assert.Contains("has ended", (await ServerRig.JsonAsync(await _trader.PostAsJsonAsync($"/api/orders/{first}/cancel", new { }), HttpStatusCode.UnprocessableEntity)).GetProperty("message").GetString(), StringComparison.Ordinal);
        await ServerRig.JsonAsync(await _trader.PostAsJsonAsync("/api/orders/nobody/cancel", new { }), HttpStatusCode.UnprocessableEntity);
        await ServerRig.JsonAsync(await _trader.PostAsJsonAsync("/api/orders/cancel", new { deployment = id }));
        await StateAsync(id, open[1].GetProperty("clientId").GetString()!, "cancelled");
        await StateAsync(id, open[2].GetProperty("clientId").GetString()!, "cancelled");
        await ServerRig.JsonAsync(await _trader.PostAsJsonAsync("/api/orders/cancel", new { deployment = 9_999 }), HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Protect_ByCommand_FindsTheOnePosition()
    {
        await ServerRig.JsonAsync(await _trader.PostAsJsonAsync("/api/commands", new { text = "protect btc -sl 5" }), HttpStatusCode.UnprocessableEntity);
        await ServerRig.JsonAsync(await _trader.PostAsJsonAsync("/api/commands", new { text = "buy btc 100 -m paper" }));
        await PositionAsync(_ => true);
        var done = await ServerRig.JsonAsync(await _trader.PostAsJsonAsync("/api/commands", new { text = "protect btc -sl 5 -tp 20" }));
        Assert.Contains("stop at", done.GetProperty("answer").GetString(), StringComparison.Ordinal);
        await PositionAsync(position => position.GetProperty("stop").ValueKind == JsonValueKind.String && position.GetProperty("target").ValueKind == JsonValueKind.String);
    }

    Task<JsonElement> StateAsync(int id, string order, string state) =>
        TradingRig.UntilAsync(_trader, $"/api/deployments/{id}/orders", page => page.GetProperty("items").EnumerateArray().Any(row => row.GetProperty("clientId").GetString() == order && row.GetProperty("state").GetString() == state));

    async Task<JsonElement> PositionAsync(Func<JsonElement, bool> fits) =>
        (await TradingRig.UntilAsync(_trader, "/api/positions", positions => positions.GetArrayLength() == 1 && fits(positions[0])))[0];

    async Task RefusedAsync(object body, HttpStatusCode status, string? field)
    {
        var failure = await ServerRig.JsonAsync(await _trader.PostAsJsonAsync("/api/positions/stop", body), status);
        Assert.Equal(field, failure.GetProperty("field").GetString());
    }

    async Task<HttpResponseMessage> SendAsync(string key, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/positions/stop") { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        return await _trader.SendAsync(request);
    }

    static string Text(decimal price) => (price / 1.000000000000m).ToString(CultureInfo.InvariantCulture);

    static decimal Money(JsonElement of, string name) => of.GetProperty(name).GetString() is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : 0;
}
