using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Argosy.Cli.Benching;

/// <summary>A market stream on loopback that sends candles when it is told: a Binance kline stream for one client.</summary>
sealed class FrameServer : IAsyncDisposable
{
    readonly WebApplication _server;
    readonly TaskCompletionSource<WebSocket> _client = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _end = new();

    FrameServer(WebApplication server) => _server = server;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("ws://127.0.0.1");

    /// <summary>When a client has connected.</summary>
    public Task Connected => _client.Task;

    /// <summary>Starts one on a free port.</summary>
    public static async Task<FrameServer> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var frames = new FrameServer(builder.Build());
        frames._server.UseWebSockets();
        frames._server.Run(frames.ServeAsync);
        await frames._server.StartAsync();
        var at = frames._server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        frames.Address = new UriBuilder(at) { Scheme = Uri.UriSchemeWs }.Uri;
        return frames;
    }

    /// <summary>Sends a candle of a minute that has closed.</summary>
    public async Task SendAsync(string symbol, long openTime, decimal price)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{{\"stream\":\"{symbol.ToLowerInvariant()}@kline_1m\",\"data\":{{\"e\":\"kline\",\"E\":{openTime + 60_000},\"s\":\"{symbol}\",\"k\":{{\"t\":{openTime},\"T\":{openTime + 59_999},\"s\":\"{symbol}\",\"i\":\"1m\",\"f\":1,\"L\":2,\"o\":\"{price:0.00}\",\"c\":\"{price + 1:0.00}\",\"h\":\"{price + 2:0.00}\",\"l\":\"{price - 2:0.00}\",\"v\":\"12.50000\",\"n\":2,\"x\":true,\"q\":\"1.00000000\",\"V\":\"1.00000\",\"Q\":\"1.00000000\",\"B\":\"0\"}}}}}}");
        await (await _client.Task).SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _end.TrySetResult();
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _server.StopAsync(hurry.Token);
        await _server.DisposeAsync();
    }

    async Task ServeAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest) return;
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        _client.TrySetResult(socket);
        await _end.Task;
    }
}
