using System.Net;
using System.Text;
using System.Text.Json;
using Argosy.EndToEnd.Tests.Running;
using Argosy.Hosting.Accounts;

namespace Argosy.EndToEnd.Tests.Commanding;

/// <summary>A live run on an exchange of its own process, commanded over HTTP, by webhook, by 'argosy send' and on its console.</summary>
[Trait("Category", "Slow")]
public sealed class CommandedRunTests : IDisposable
{
    const string Token = "an-end-to-end-token", Secret = "an-end-to-end-secret";

    readonly string _folder = Directory.CreateTempSubdirectory("argosy-commanded-").FullName;
    readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Commands_FromEveryMouth_TradeOnceAndSurviveAKill()
    {
        using var testnet = new ArgosyProcess(new Dictionary<string, string>(), "testnet", "--port", "0", "--history", "60", "--trade-gap", "100");
        using var venue = await TestnetAccount.OfAsync(testnet);
        var environment = new Dictionary<string, string>
        {
            ["ARGOSY_MASTER_KEY"] = KeyVault.NewMasterKey(), ["TESTNET_KEY"] = TestnetAccount.Key, ["TESTNET_SECRET"] = TestnetAccount.Secret, ["ARGOSY_TOKEN"] = Token, ["ARGOSY_WEBHOOK_SECRET"] = Secret,
        };
        string[] words =
        [
            "run", "--live", "--venue", "binance", "--rest", (await testnet.LineAsync("exchange")).TrimEnd('/'), "--instruments", TestnetAccount.Instrument, "--candles", "1m", "--warm-up", "20",
            "--strategy", "ma-cross", "--param", "fast=5000", "--param", "slow=9000", "--bot", "idle", "--folder", _folder, "--key", "env:TESTNET", "--console", "--commands", "0",
        ];
        using (var run = new ArgosyProcess(environment, words))
        {
            var door = new Uri(await run.LineAsync("commands at"));
            await ProveAsync(door, venue);
            await OnceAsync(door, environment, venue);
            run.Kill();
        }
        using var again = new ArgosyProcess(environment, words);
        var reopened = new Uri(await again.LineAsync("commands at"));
        // The same command once more after a crash: answered, not done.
        Assert.True((await CommandAsync(reopened, "buy btc 80 -tsl 2.8 -e binance", "a1")).GetProperty("repeated").GetBoolean());
        Assert.Equal(2, (await venue.FillsAsync()).Select(fill => fill.VenueOrderId).Distinct().Count());
        Assert.Equal(2, (await CommandAsync(reopened, "trades", "")).GetProperty("data").GetProperty("running").GetArrayLength());
        // A resting entry is cancelled by its id, a stop is not.
        // Until the account is reconciled entries are refused.
        for (var attempt = 1; await CommandAsync(reopened, "buy btc 60 -limit 20000", $"l{attempt}") is var answer && answer.GetProperty("outcome").GetString() != "done"; attempt++)
        {
            Assert.True(attempt < 500, $"entries stayed blocked: {answer}");
            await Task.Delay(20);
        }
        var resting = await RestingAsync(reopened, "buy");
        Assert.Equal("refused", (await CommandAsync(reopened, $"cancel {await RestingAsync(reopened, "sell")}", "k1")).GetProperty("outcome").GetString());
        Assert.Equal("done", (await CommandAsync(reopened, $"cancel {resting}", "k2")).GetProperty("outcome").GetString());
        await again.UntilAsync(() => !venue.OpenOrdersAsync().GetAwaiter().GetResult().Any(order => order.Side == Core.Orders.Side.Buy), "an account without a resting entry");
        var closed = await CommandAsync(reopened, "close all", "c1");
        Assert.Equal("done", closed.GetProperty("outcome").GetString());
        await again.UntilAsync(() => venue.OpenOrdersAsync().GetAwaiter().GetResult().Count == 0, "an account without orders");
        var sold = (await venue.FillsAsync()).GroupBy(fill => fill.Side).ToDictionary(side => side.Key, side => side.Sum(fill => fill.Quantity));
        // What the fees in base asset leave below a lot stays.
        Assert.InRange(sold[Core.Orders.Side.Buy] - sold[Core.Orders.Side.Sell], 0m, 0.00004m);
        await again.WriteAsync("positions");
        await again.LineAsync("flat");
        await again.WriteAsync("quit");
        Assert.Equal(0, await again.ExitAsync());
    }

    // What proves nothing is answered 401 and trades nothing.
    async Task ProveAsync(Uri door, TestnetAccount venue)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(new Uri(door, "/command"), "buy btc 80", "x1", token: null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(new Uri(door, "/command"), "buy btc 80", "x2", token: Token + "x")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(new Uri(door, "/webhook"), """{"command":"buy btc 80","id":"x3"}""", null, token: null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(new Uri(door, "/webhook"), """{"command":"buy btc 80","id":"x4","secret":"wrong"}""", null, token: Token)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(new Uri(door, "/command"), "buy btc 80", null, Token)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(new Uri(door, "/command"), "buy btc", "x5", Token)).Status);
        Assert.Equal("preview", (await PostAsync(new Uri(door, "/command?preview=true"), "buy btc 80", "x6", Token)).Answer.GetProperty("outcome").GetString());
        Assert.Equal("refused", (await PostAsync(new Uri(door, "/command"), "buy btc 80 -e bybit", "x7", Token)).Answer.GetProperty("outcome").GetString());
        Assert.Empty(await venue.FillsAsync());
    }

    async Task OnceAsync(Uri door, IReadOnlyDictionary<string, string> environment, TestnetAccount venue)
    {
        while (!(await CommandAsync(door, "health", "")).GetProperty("data").GetProperty("well").GetBoolean()) await Task.Delay(20);
        var bought = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => CommandAsync(door, "buy btc 80 -tsl 2.8 -e binance", "a1")));
        Assert.All(bought, answer => Assert.Equal("done", answer.GetProperty("outcome").GetString()));
        Assert.Single(bought, answer => !answer.GetProperty("repeated").GetBoolean());
        using (var sent = new ArgosyProcess(environment, "send", "buy btc 80 -tsl 2.8 -e binance", "--url", door.ToString(), "--id", "a1")) Assert.Equal(0, await sent.ExitAsync());
        Assert.Single((await venue.FillsAsync()).Select(fill => fill.VenueOrderId).Distinct());
        Assert.Equal(Core.Orders.Side.Sell, Assert.Single(await venue.OpenOrdersAsync()).Side);
        const string Webhook = $$"""{"command":"buy btc 50 -sl 3","id":"w1","secret":"{{Secret}}"}""";
        for (var replay = 0; replay < 3; replay++) Assert.Equal(HttpStatusCode.OK, (await PostAsync(new Uri(door, "/webhook"), Webhook, null, token: null)).Status);
        Assert.Equal(2, (await venue.FillsAsync()).Select(fill => fill.VenueOrderId).Distinct().Count());
    }

    // The database follows the journal.
    async Task<string> RestingAsync(Uri door, string side)
    {
        for (var look = 0; ; look++)
        {
            var orders = (await CommandAsync(door, "orders", "")).GetProperty("data").EnumerateArray().Where(order => order.GetProperty("side").GetString() == side).ToArray();
            if (orders.Length > 0) return orders[0].GetProperty("id").GetString()!;
            Assert.True(look < 500, $"no order to {side} was ever shown");
            await Task.Delay(20);
        }
    }

    async Task<JsonElement> CommandAsync(Uri door, string text, string id) => (await PostAsync(new Uri(door, "/command"), text, id, Token)).Answer;

    async Task<(HttpStatusCode Status, JsonElement Answer)> PostAsync(Uri address, string body, string? id, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8) };
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (id is not null) request.Headers.Add("Idempotency-Key", id);
        using var response = await _http.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return (response.StatusCode, answer.RootElement.Clone());
    }
}
