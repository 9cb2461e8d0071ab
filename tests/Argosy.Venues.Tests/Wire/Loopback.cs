using System.Net;
using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Argosy.Venues.Tests.Wire;

/// <summary>A server on loopback, on a port of its own, that answers as it is told.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    readonly WebApplication _server;

    Loopback(WebApplication server) => _server = server;

    public Uri Http => new(_server.Urls.First());

    public Uri Socket => new($"ws://{Http.Authority}/");

    public static async Task<Loopback> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        var server = builder.Build();
        server.UseWebSockets();
        server.Run(context => answer(context));
        await server.StartAsync();
        return new(server);
    }

    public static Task<Loopback> StartSocketsAsync(Func<int, WebSocket, Task> serve)
    {
        var count = 0;
        return StartAsync(async context =>
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await serve(Interlocked.Increment(ref count), socket);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        await _server.DisposeAsync();
    }
}
