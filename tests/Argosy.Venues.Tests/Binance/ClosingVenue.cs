using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Argosy.Venues.Tests.Binance;

/// <summary>A venue that takes every order, and closes the connection in good order instead of answering: what some HTTP clients take for leave to send again.</summary>
internal sealed class ClosingVenue : IAsyncDisposable
{
    const string Info = """{"symbols":[{"symbol":"BTCUSDT","status":"TRADING","baseAsset":"BTC","quoteAsset":"USDT","filters":[{"filterType":"PRICE_FILTER","tickSize":"0.01"},{"filterType":"LOT_SIZE","stepSize":"0.00001"}]}]}""";

    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly Task _serving;
    int _orders;

    public ClosingVenue()
    {
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Orders it took.</summary>
    public int Orders => Volatile.Read(ref _orders);

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _serving;
    }

    async Task ServeAsync()
    {
        var clients = new List<Task>();
        try
        {
            while (true) clients.Add(AnswerAsync(await _listener.AcceptTcpClientAsync()));
        }
        catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(clients);
        }
    }

    async Task AnswerAsync(TcpClient client)
    {
        using var socket = client;
        var (stream, buffer) = (client.GetStream(), new byte[16_384]);
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var read)
            {
                var text = Encoding.ASCII.GetString(buffer, 0, read);
                if (text.StartsWith("POST", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref _orders);
                    client.Client.Shutdown(SocketShutdown.Send);
                    // The rest of the request, should it come apart, and the other side's end.
                    while (await stream.ReadAsync(buffer) > 0)
                    {
                    }
                    return;
                }
                var body = text.Contains("/time", StringComparison.Ordinal) ? $$"""{"serverTime":{{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}}}""" : Info;
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
            }
        }
        catch (IOException)
        {
            // The other side is gone.
            return;
        }
    }
}
