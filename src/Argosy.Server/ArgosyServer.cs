using System.Net.Sockets;
using Argosy.Core.Values;
using Argosy.Server.Auth;
using Argosy.Server.Endpoints;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Argosy.Server;

/// <summary>The server of <c>argosy up</c>: the API, the hub and the web app on one port.</summary>
public sealed class ArgosyServer : IAsyncDisposable
{
    const int MaxBody = 1_048_576;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly WebApplication _application;

    ArgosyServer(WebApplication application, Uri address) => (_application, Address) = (application, address);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What its parts were registered as.</summary>
    public IServiceProvider Services => _application.Services;

    /// <summary>Starts it, or says why its port cannot be had.</summary>
    public static async Task<Result<ArgosyServer>> StartAsync(ServerOptions options, ServerParts parts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(parts);
        var application = Build(options, parts);
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            await application.DisposeAsync();
            return new Error(ErrorKind.Unavailable, $"cannot listen on {options.Address}, port {options.Port}: {taken.Message}");
        }
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new ArgosyServer(application, new Uri(addresses.Addresses.First()));
    }

    /// <summary>Ends it: running requests are given a moment.</summary>
    public async ValueTask DisposeAsync()
    {
        using var hurry = new CancellationTokenSource(Patience);
        await _application.StopAsync(hurry.Token);
        await _application.DisposeAsync();
    }

    /// <summary>The application, not started; its routes are what tests and the API's description are made from.</summary>
    internal static WebApplication Build(ServerOptions options, ServerParts parts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(ArgosyServer).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Listen(options.Address, options.Port);
        });
        Register(builder.Services, options, parts);
        var application = builder.Build();
        application.UseMiddleware<RequestShell>();
        application.UseRouting();
        application.UseMiddleware<AccessGate>();
        application.UseEndpoints(Api.Map);
        return application;
    }

    static void Register(IServiceCollection services, ServerOptions options, ServerParts parts)
    {
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddRouting();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => ApiJson.Set(json.SerializerOptions));
        services.AddSingleton(options);
        services.AddSingleton(parts.Time);
        services.AddSingleton(parts.Database);
        services.AddSingleton(parts.Trail);
        services.AddSingleton(parts.Vault);
        services.AddSingleton(parts.Metrics);
        parts.Services?.Invoke(services);
    }

    // The process's signals belong to who runs the server.
    sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
