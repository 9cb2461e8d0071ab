using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Argosy.Testnet.Api;
using Argosy.Testnet.Hosting;

namespace Argosy.Testnet.Tests;

/// <summary>A client of a testnet over real sockets, whose exchange time stands still unless it is stepped.</summary>
internal sealed class Client : IAsyncDisposable
{
    readonly HttpClient _http;

    Client(TestnetServer server)
    {
        Server = server;
        _http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public TestnetServer Server { get; }

    public static async Task<Client> Start(TestnetOptions? options = null)
    {
        var started = await TestnetServer.StartAsync((options ?? new TestnetOptions()) with { Speed = 0, History = (options ?? new TestnetOptions()).History == 1000 ? 30 : options!.History });
        Assert.True(started.Ok, started.Error?.Message);
        return new Client(started.Value);
    }

    public JsonNode Control(string method, string path) => JsonNode.Parse(Server.Command(method, path))!;

    public void Step(long ms) => Control("POST", $"/control/step?ms={ms}");

    public async Task<(int Status, JsonNode Body, HttpResponseMessage Answer)> Call(string method, string path, string query = "")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), query.Length == 0 ? path : $"{path}?{query}");
        request.Headers.Add("X-MBX-APIKEY", TestnetOptions.DefaultKey);
        var answer = await _http.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, answer);
    }

    public async Task<(int Status, JsonNode Body)> Signed(string method, string path, string query = "")
    {
        var text = $"{query}{(query.Length > 0 ? "&" : "")}timestamp={Server.Now}";
        var (status, body, _) = await Call(method, path, $"{text}&signature={Signatures.Sign(TestnetOptions.DefaultSecret, text)}");
        return (status, body);
    }

    public async Task<JsonNode> Ok(string method, string path, string query = "")
    {
        var (status, body) = await Signed(method, path, query);
        Assert.True(status == 200, body.ToJsonString());
        return body;
    }

    public async Task<ClientWebSocket> Open(string path)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{Server.Address.Authority}{path}"), CancellationToken.None);
        return socket;
    }

    public static Task Say(ClientWebSocket socket, string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    public static async Task<JsonNode> Hear(ClientWebSocket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var (buffer, text) = (new byte[65536], new StringBuilder());
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer, limit.Token);
            if (part.MessageType == WebSocketMessageType.Close) throw new InvalidOperationException("closed");
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            if (part.EndOfMessage) return JsonNode.Parse(text.ToString())!;
        }
    }

    public static async Task<JsonNode> Hear(ClientWebSocket socket, Func<JsonNode, bool> wanted)
    {
        while (true)
        {
            if (await Hear(socket) is var heard && wanted(heard)) return heard;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
