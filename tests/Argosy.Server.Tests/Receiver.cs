using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Argosy.Server.Tests;

/// <summary>A receiver of webhooks on loopback.</summary>
sealed class Receiver : IAsyncDisposable
{
    readonly HttpListener _listener = new();
    readonly Task _serving;

    public Receiver()
    {
        // Another may take a port between its choice and its use.
        for (var attempt = 0; ; attempt++)
        {
            using (var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Address = new Uri($"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/");
            }
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add(Address.AbsoluteUri);
            try
            {
                _listener.Start();
                break;
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                // Try the next.
            }
        }
        _serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 204;

    public ConcurrentQueue<(JsonElement Body, string? Secret)> Taken { get; } = new();

    public ConcurrentQueue<string> Paths { get; } = new();

    public async ValueTask DisposeAsync()
    {
        _listener.Close();
        await _serving;
    }

    async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
            using var body = await JsonDocument.ParseAsync(context.Request.InputStream);
            Taken.Enqueue((body.RootElement.Clone(), context.Request.Headers["X-Argosy-Secret"]));
            Paths.Enqueue(context.Request.Url!.AbsolutePath);
            context.Response.StatusCode = Status;
            context.Response.Close();
        }
    }
}
