using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Argosy.TestSupport;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Tests.Binance;
using Argosy.Venues.Tests.Wire;
using Microsoft.AspNetCore.Http;

namespace Argosy.Venues.Tests.Usdm;

/// <summary>USD-M futures on loopback: answers with what was recorded, or as a test says, and pushes the frames a test gives.</summary>
internal sealed class UsdmServer : IAsyncDisposable
{
    readonly Loopback _loopback;
    readonly HttpClient _http = new();
    readonly Channel<string> _frames = Channel.CreateUnbounded<string>();

    UsdmServer(Func<UsdmServer, Task<Loopback>> start, TimeSpan childPatience)
    {
        _loopback = start(this).GetAwaiter().GetResult();
        Adapter = new(_http, new() { Rest = _loopback.Http, Accounts = _loopback.Http, Streams = _loopback.Socket, Patience = TimeSpan.FromSeconds(90), ChildPatience = childPatience }, new(), "loopback", BinanceServer.Key, Time);
    }

    public ManualTime Time { get; } = new(TimeSpan.FromSeconds(30));

    public BinanceUsdm Adapter { get; }

    /// <summary>Bodies by "METHOD /path"; without one the recorded answer is given.</summary>
    public ConcurrentDictionary<string, string> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>All requests as they came, bodies behind addresses.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Starts it with an adapter that is loaded.</summary>
    /// <param name="waits">Whether an order without a name is held for as long as the test lasts; else it is asked for at once.</param>
    public static async Task<UsdmServer> StartAsync(bool waits = false)
    {
        var server = new UsdmServer(self => Loopback.StartAsync(self.AnswerAsync), TimeSpan.FromSeconds(waits ? 60 : 2));
        Assert.Null((await server.Adapter.LoadAsync(CancellationToken.None)).Error);
        return server;
    }

    public void Push(string frame) => Assert.True(_frames.Writer.TryWrite(frame));

    public static string Fixture(string name) => File.ReadAllText(SharedData.Path("fixtures", "binanceusdm", name));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _loopback.DisposeAsync();
    }

    async Task AnswerAsync(HttpContext context)
    {
        if (context.WebSockets.IsWebSocketRequest)
        {
            Requests.Enqueue($"SOCKET {context.Request.Path}{context.Request.QueryString}");
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await foreach (var frame in _frames.Reader.ReadAllAsync(context.RequestAborted)) await socket.SendAsync(Encoding.UTF8.GetBytes(frame), WebSocketMessageType.Text, true, context.RequestAborted);
            return;
        }
        var route = $"{context.Request.Method} {context.Request.Path}";
        using var reader = new StreamReader(context.Request.Body);
        Requests.Enqueue($"{route}{context.Request.QueryString} {await reader.ReadToEndAsync()}");
        var body = Answers.TryGetValue(route, out var said) ? said : Recorded(route);
        await BinanceServer.Text(context, body.StartsWith("{\"code\":-", StringComparison.Ordinal) ? 400 : 200, body);
    }

    string Recorded(string route) => route switch
    {
        "GET /fapi/v1/time" => $$"""{"serverTime":{{Time.Now}}}""",
        "GET /fapi/v1/exchangeInfo" => Fixture("rest-exchangedata-getexchangeinfo.json").Replace("BLZ", "BTC", StringComparison.Ordinal),
        "GET /fapi/v1/positionSide/dual" => """{"dualSidePosition":false}""",
        "POST /fapi/v1/listenKey" => Fixture("rest-account-startuserstream.json"),
        "POST /fapi/v1/leverage" => Fixture("rest-account-changeinitialleverage.json"),
        "POST /fapi/v1/marginType" => """{"code":200,"msg":"success"}""",
        "GET /fapi/v3/balance" => Fixture("rest-account-getbalances.json"),
        "GET /fapi/v3/positionRisk" => Fixture("rest-trading-getpositions.json"),
        "GET /fapi/v1/fundingRate" => Fixture("rest-exchangedata-getfundingrates.json"),
        "GET /fapi/v1/premiumIndex" => Fixture("rest-exchangedata-getmarkprice.json"),
        "GET /fapi/v1/klines" => Fixture("rest-exchangedata-getklines.json"),
        "GET /fapi/v1/openOrders" => Fixture("rest-trading-getopenorders.json"),
        "GET /fapi/v1/openAlgoOrders" => Fixture("nt-open-algo-orders.json"),
        "GET /fapi/v1/allOrders" => Fixture("rest-trading-getorders.json"),
        "GET /fapi/v1/allAlgoOrders" => Fixture("rest-trading-getconditionalorders.json"),
        "GET /fapi/v1/userTrades" => Fixture("rest-trading-getusertrades.json"),
        _ => "[]",
    };
}
