using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Argosy.TestSupport;
using Argosy.Venues.Binance;
using Argosy.Venues.Tests.Wire;
using Argosy.Venues.Wire;
using Microsoft.AspNetCore.Http;

namespace Argosy.Venues.Tests.Binance;

/// <summary>Binance on loopback: it checks signatures and answers with what was recorded, or as a test says.</summary>
internal sealed class BinanceServer : IAsyncDisposable
{
    public static readonly VenueKey Key = new("argosy-test-key", "argosy-test-secret");

    readonly Loopback _loopback;
    readonly HttpClient _http = new();

    BinanceServer(Func<BinanceServer, Task<Loopback>> start, ManualTime time)
    {
        Time = time;
        _loopback = start(this).GetAwaiter().GetResult();
        Spot = new(_http, new() { Rest = _loopback.Http, Streams = _loopback.Socket, SocketApi = _loopback.Socket, Patience = TimeSpan.FromSeconds(90) }, new(), "loopback", Key, time);
    }

    public ManualTime Time { get; }

    public BinanceSpot Spot { get; }

    /// <summary>What a test answers to "METHOD /path"; without it the recorded answer is given.</summary>
    public ConcurrentDictionary<string, Func<HttpContext, Task>> Answers { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Venue's clock less ours, ms.</summary>
    public long Skew { get; set; } = 700;

    /// <summary>What the account's socket does after log-in.</summary>
    public Func<int, WebSocket, Task> Socket { get; set; } = (_, _) => Task.CompletedTask;

    int _sockets;

    public static async Task<BinanceServer> StartAsync(bool load = true)
    {
        var server = new BinanceServer(self => Loopback.StartAsync(self.AnswerAsync), new ManualTime(TimeSpan.FromSeconds(30)));
        if (load) Assert.Null((await server.Spot.LoadAsync(CancellationToken.None)).Error);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _loopback.DisposeAsync();
    }

    public static Task Text(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }

    async Task AnswerAsync(HttpContext context)
    {
        var route = $"{context.Request.Method} {context.Request.Path}";
        if (context.WebSockets.IsWebSocketRequest)
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await LoginAsync(socket);
            return;
        }
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var text = body.Length > 0 ? body : context.Request.QueryString.Value!.TrimStart('?');
        Requests.Enqueue($"{route}?{text}");
        if (text.Contains("&signature=", StringComparison.Ordinal) && Refusal(context, text) is { } refusal) await Text(context, 400, refusal);
        else if (Answers.TryGetValue(route, out var answer)) await answer(context);
        else await Text(context, 200, Recorded(route));
    }

    async Task LoginAsync(WebSocket socket)
    {
        var buffer = new byte[4000];
        var frame = await socket.ReceiveAsync(buffer, CancellationToken.None);
        Assert.Contains("userDataStream.subscribe.signature", Encoding.UTF8.GetString(buffer, 0, frame.Count), StringComparison.Ordinal);
        await socket.SendAsync("""{"id":"login","status":200,"result":{"subscriptionId":0}}"""u8.ToArray(), WebSocketMessageType.Text, true, CancellationToken.None);
        await Socket(Interlocked.Increment(ref _sockets), socket);
    }

    string? Refusal(HttpContext context, string text)
    {
        var cut = text.LastIndexOf("&signature=", StringComparison.Ordinal);
        if (context.Request.Headers["X-MBX-APIKEY"] != Key.Key || BinanceSigner.Sign(Key, text[..cut]) != text[(cut + 11)..]) return """{"code":-1022,"msg":"Signature for this request is not valid."}""";
        var (stamp, now) = (long.Parse(text[(text.IndexOf("&timestamp=", StringComparison.Ordinal) + 11)..cut]), Time.Now + Skew);
        return stamp < now + 1000 && now - stamp <= 5000 ? null : """{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}""";
    }

    string Recorded(string route) => route switch
    {
        "GET /api/v3/time" => $$"""{"serverTime":{{Time.Now + Skew}}}""",
        "GET /api/v3/exchangeInfo" => Info,
        "GET /api/v3/account" => Fixture("rest-account-getaccountinfo.json"),
        "POST /api/v3/order" => Fixture("rest-trading-placeorder.json"),
        "DELETE /api/v3/order" => Fixture("rest-trading-cancelorder.json"),
        "GET /api/v3/order" => Fixture("rest-trading-getorder.json"),
        "GET /api/v3/openOrders" => Fixture("rest-trading-getopenorders.json"),
        "GET /api/v3/myTrades" => Fixture("rest-trading-getusertrades.json"),
        _ => "{}",
    };

    const string Info = """
        {"symbols":[
        {"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","quoteAsset":"USDT","filters":[{"filterType":"PRICE_FILTER","tickSize":"0.01000000"},{"filterType":"LOT_SIZE","minQty":"0.00001000","maxQty":"9000.00000000","stepSize":"0.00001000"},{"filterType":"NOTIONAL","minNotional":"5.00000000"}]},
        {"symbol":"LTCBTC","status":"TRADING","baseAsset":"LTC","quoteAsset":"BTC","filters":[{"filterType":"PRICE_FILTER","tickSize":"0.00000100"},{"filterType":"LOT_SIZE","stepSize":"0.00100000"}]},
        {"symbol":"BNBBTC","status":"BREAK","baseAsset":"BNB","quoteAsset":"BTC","filters":[{"filterType":"PRICE_FILTER","tickSize":"0.00000100"},{"filterType":"LOT_SIZE","stepSize":"0.00100000"}]},
        {"symbol":"ETHBTC","status":"TRADING","baseAsset":"ETH","quoteAsset":"BTC","filters":[]}]}
        """;

    static string Fixture(string name) => File.ReadAllText(SharedData.Path("fixtures", "binance", name));
}
