using System.Net;
using Argosy.Core.Values;
using Argosy.Hosting.Observing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Argosy.Cli.Operating;

/// <summary>/health and /metrics of a run, on this machine's loopback.</summary>
sealed class WatchDoor : IAsyncDisposable
{
    readonly WebApplication _server;

    WatchDoor(WebApplication server, Uri address) => (_server, Address) = (server, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Opens it, or says why the port cannot be had.</summary>
    public static async Task<Result<WatchDoor>> OpenAsync(int port, HealthCheck health, HostMetrics metrics)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var server = builder.Build();
        server.Run(context => AnswerAsync(context, health, metrics));
        try
        {
            await server.StartAsync();
        }
        catch (IOException taken)
        {
            await server.DisposeAsync();
            return Error.BadInput($"--http: port {port} cannot be opened: {taken.Message}");
        }
        var addresses = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new WatchDoor(server, new Uri(addresses.Addresses.First()));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _server.StopAsync(hurry.Token);
        await _server.DisposeAsync();
    }

    static async Task AnswerAsync(HttpContext context, HealthCheck health, HostMetrics metrics)
    {
        var response = context.Response;
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        }
        else if (context.Request.Path == "/health")
        {
            var (isHealthy, json) = await health.AnswerAsync();
            response.StatusCode = isHealthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
            response.ContentType = "application/json";
            await response.Body.WriteAsync(json);
        }
        else if (context.Request.Path == "/metrics")
        {
            response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
            await response.WriteAsync(metrics.Text());
        }
        else
        {
            response.StatusCode = StatusCodes.Status404NotFound;
        }
    }
}
