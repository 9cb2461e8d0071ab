using System.Net.Sockets;
using Argosy.Core.Values;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;
using Argosy.Server.Accounts;
using Argosy.Server.Auth;
using Argosy.Server.Endpoints;
using Argosy.Server.Health;
using Argosy.Server.Http;
using Argosy.Server.Trading;
using Argosy.Server.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.HttpOverrides;
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
        var secret = await ServerSecret.OpenAsync(parts.Database, parts.Vault, cancellation);
        if (!secret.Ok) return secret.Error!;
#pragma warning disable CA2000 // It lives as long as the process, as it says.
        var notifications = parts.Notifications ?? await Notifying.Notifications.OpenAsync(parts.Database, parts.Vault, Notifying.Notifications.Client(), parts.Time, cancellation);
#pragma warning restore CA2000
        var application = Build(options, services => Register(services.AddSingleton(notifications), parts, secret.Value));
        ResearchParts.SetTopics(application.Services.GetRequiredService<Live.ILiveTopics>(), parts.Database);
        TradingTopics.Set(application.Services);
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

    /// <summary>The API's description (OpenAPI 3.1, JSON), without starting anything.</summary>
    /// <param name="services">Registers what further parts' endpoints ask for; nothing of it is made.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<string> DescribeAsync(Action<IServiceCollection>? services, CancellationToken cancel)
    {
        await using var application = Build(new ServerOptions { Folder = "." }, all =>
        {
            foreach (var type in (Type[])[typeof(IDatabase), typeof(AuditTrail), typeof(KeyVault), typeof(HostMetrics), typeof(ServerSecret), typeof(TradingDesk), typeof(Bots.EditorDesk), typeof(Notifying.Notifications)]) all.AddSingleton(type, _ => throw new InvalidOperationException("a description makes no parts"));
            all.AddSingleton(TimeProvider.System);
            services?.Invoke(all);
        });
        return await ApiDescription.TextAsync(application.Services, cancel);
    }

    /// <summary>The application, not started; its routes are what tests and the API's description are made from.</summary>
    internal static WebApplication Build(ServerOptions options, Action<IServiceCollection> parts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(ArgosyServer).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Listen(options.Address, options.Port);
        });
        var services = builder.Services;
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddRouting();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json => ApiJson.Set(json.SerializerOptions));
        services.AddSingleton(options);
        services.AddSingleton<LoginLimits>();
        services.AddSingleton<Logins>();
        services.AddSingleton<AccountKeeper>();
        services.AddSingleton<ServerHealth>();
        services.AddSingleton<WebFiles>();
        services.AddSingleton<DeploymentReading>();
        services.AddSingleton<PositionReading>();
        services.AddSingleton<DeployedVersions>();
        services.AddSingleton<DeploymentCandles>();
        services.AddSingleton<HoldingReading>();
        ApiDescription.Register(services);
        services.AddSingleton<Bots.BotShelf>();
        services.AddSingleton<Bots.VersionMaker>();
        services.AddSingleton<Bots.BotDocuments>();
        services.AddSingleton<Bots.EditorLimits>();
        services.AddLive();
        services.AddResearch();
        parts(services);
        var application = builder.Build();
        if (options.Proxies.Count > 0) application.UseForwardedHeaders(Trusting(options));
        application.UseMiddleware<RequestShell>();
        application.UseRouting();
        application.UseMiddleware<BodyLimit>();
        application.UseMiddleware<VisitorReader>();
        application.UseMiddleware<RequestLimits>();
        application.UseMiddleware<WriteAudit>();
        application.UseMiddleware<AccessGate>();
        application.UseMiddleware<IdempotentWrites>();
#pragma warning disable ASP0014 // The web app's files come after the routes; left to itself the framework puts routes last.
        application.UseEndpoints(Api.Map);
#pragma warning restore ASP0014
        application.Run(context => application.Services.GetRequiredService<WebFiles>().AnswerAsync(context));
        return application;
    }

    static void Register(IServiceCollection services, ServerParts parts, ServerSecret secret)
    {
        services.AddSingleton(parts.Time);
        services.AddSingleton(parts.Database);
        services.AddSingleton(parts.Trail);
        services.AddSingleton(parts.Vault);
        services.AddSingleton(parts.Metrics);
        services.AddSingleton(secret);
        services.AddSingleton(parts.Research);
        services.AddSingleton(new TradingDesk(parts.Trading));
        services.AddSingleton(new Bots.EditorDesk(parts.Editor, parts.QuickBacktests));
        parts.Services?.Invoke(services);
    }

    static ForwardedHeadersOptions Trusting(ServerOptions options)
    {
        var trusted = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost, ForwardLimit = options.Proxies.Count };
        trusted.KnownIPNetworks.Clear();
        trusted.KnownProxies.Clear();
        foreach (var proxy in options.Proxies) trusted.KnownProxies.Add(proxy);
        return trusted;
    }

    // The process's signals belong to who runs the server.
    sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
