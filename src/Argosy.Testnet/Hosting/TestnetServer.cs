using System.Net;
using System.Security.Cryptography.X509Certificates;
using Argosy.Core.Values;
using Argosy.Testnet.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Argosy.Testnet.Hosting;

/// <summary>An exchange on loopback that runs until it is disposed of.</summary>
public sealed class TestnetServer : IAsyncDisposable
{
    const long StandingStart = 1_700_000_000_000;
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    readonly Exchange _exchange;
    readonly Control _control;
    readonly CancellationTokenSource _stop = new();
    readonly List<WebApplication> _doors = [];
    Func<long>? _due;
    Task _clock = Task.CompletedTask;
    X509Certificate2? _certificate;

    TestnetServer(Exchange exchange)
    {
        _exchange = exchange;
        _control = new Control(exchange);
    }

    /// <summary>Where clients connect, e.g. http://127.0.0.1:9100; https with a certificate.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where the control API listens.</summary>
    public Uri ControlAddress { get; private set; } = new("http://127.0.0.1");

    /// <summary>Names that can be traded.</summary>
    public IReadOnlyList<string> Symbols => [.. _exchange.State.Markets.Keys];

    /// <summary>Exchange time, Unix ms.</summary>
    public long Now
    {
        get
        {
            lock (_exchange.Gate) return _exchange.State.Now;
        }
    }

    /// <summary>Starts an exchange, or says why it cannot.</summary>
    public static async Task<Result<TestnetServer>> StartAsync(TestnetOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var began = TimeProvider.System.GetTimestamp();
        var start = options.Start ?? (options.Speed > 0 ? TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() : StandingStart);
        var markets = MarketLoader.Load(options, start);
        if (!markets.Ok) return markets.Error!;
        var server = new TestnetServer(new Exchange(options, markets.Value, start));
        try
        {
            var (sockets, rest) = (new Sockets(server._exchange), new RestDoor(server._exchange, options.Seed));
            if (options.CertificateFile is { } file) server._certificate = LoopbackCertificate.Make(file);
            server.Address = await server.Listen(options.Port, server._certificate, context =>
            {
                // Who asks between two beats is told the time it is: clocks are compared by it.
                server.Advance();
                return context.WebSockets.IsWebSocketRequest ? sockets.Serve(context, server._stop.Token) : rest.Serve(context, server._stop.Token);
            }, cancel);
            server.ControlAddress = await server.Listen(options.ControlPort, certificate: null, server.Command, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await server.DisposeAsync();
            return options.CertificateFile is { } file && server._certificate is null
                ? new Error(ErrorKind.BadInput, $"cannot write the certificate to '{file}': {e.Message}")
                : new Error(ErrorKind.Unavailable, $"cannot listen on loopback: {e.Message}");
        }
        if (options.Speed > 0) (server._due, server._clock) = (() => start + (long)(TimeProvider.System.GetElapsedTime(began).TotalMilliseconds * options.Speed), server.Run());
        return server;
    }

    /// <summary>Carries out one command of the control API without a socket.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="pathAndQuery">E.g. /control/step?ms=1000.</param>
    /// <returns>The JSON it answers.</returns>
    public string Command(string method, string pathAndQuery)
    {
        ArgumentNullException.ThrowIfNull(pathAndQuery);
        var cut = pathAndQuery.IndexOf('?', StringComparison.Ordinal);
        lock (_exchange.Gate) return _control.Answer(method, cut < 0 ? pathAndQuery : pathAndQuery[..cut], cut < 0 ? "" : pathAndQuery[(cut + 1)..]).Body;
    }

    /// <summary>Closes every socket and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _clock;
        foreach (var door in _doors)
        {
            await door.StopAsync(CancellationToken.None);
            await door.DisposeAsync();
        }
        _certificate?.Dispose();
        _stop.Dispose();
    }

    async Task<Uri> Listen(int port, X509Certificate2? certificate, RequestDelegate answer, CancellationToken cancel)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (certificate is not null) listen.UseHttps(certificate);
            });
        });
        var door = builder.Build();
        _doors.Add(door);
        door.UseWebSockets();
        door.Run(answer);
        await door.StartAsync(cancel);
        return new Uri(door.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    async Task Command(HttpContext context)
    {
        ApiAnswer answer;
        lock (_exchange.Gate) answer = _control.Answer(context.Request.Method, context.Request.Path.Value ?? "/", context.Request.QueryString.HasValue ? context.Request.QueryString.Value![1..] : "");
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(answer.Body, context.RequestAborted);
    }

    // Exchange time runs from the moment it was read: what loading took has passed there, too.
    async Task Run()
    {
        await Task.Yield();
        using var beat = new PeriodicTimer(Beat, TimeProvider.System);
        try
        {
            while (await beat.WaitForNextTickAsync(_stop.Token)) Advance();
        }
        catch (OperationCanceledException)
        {
            // The server stops.
            return;
        }
    }

    // Where time stands still but for commands there is nothing to do.
    void Advance()
    {
        if (_due is not { } due) return;
        lock (_exchange.Gate) _exchange.AdvanceTo(due());
    }

    // Signals are the caller's business.
    sealed class QuietLifetime : IHostLifetime
    {
        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
