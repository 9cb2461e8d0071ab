using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Argosy.Hosting.Commands;

/// <summary>Commands over HTTP on loopback: <c>POST /command</c> for programs and people, <c>POST /webhook</c> for chart alerts.</summary>
/// <remarks>What does not prove who sent it is answered 401, whatever it says, and leaves an audit line. From elsewhere it is reached through a proxy that encrypts.</remarks>
public sealed class CommandDoor : IAsyncDisposable
{
    /// <summary>Sender of everything that brings the token, and of everything that brings the secret.</summary>
    public const string TokenHolder = "token", SecretHolder = "secret";

    const int MaxBody = 16_384;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly CommandService _service;
    readonly CommandDoorOptions _options;
    readonly WebApplication _door;

    CommandDoor(CommandService service, CommandDoorOptions options)
    {
        (_service, _options) = (service, options);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        _door = builder.Build();
        _door.Run(AnswerAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Opens it, or says why it cannot be opened.</summary>
    public static async Task<Result<CommandDoor>> OpenAsync(CommandService service, CommandDoorOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(service);
        ArgumentNullException.ThrowIfNull(options);
        var door = new CommandDoor(service, options);
        try
        {
            await door._door.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException taken)
        {
            await door.DisposeAsync().ConfigureAwait(false);
            return new Error(ErrorKind.Unavailable, $"cannot listen for commands on port {options.Port}: {taken.Message}");
        }
        door.Address = new Uri(door._door.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return door;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // Who asked to quit hears that it is done.
        using var patience = new CancellationTokenSource(Patience);
        await _door.StopAsync(patience.Token).ConfigureAwait(false);
        await _door.DisposeAsync().ConfigureAwait(false);
    }

    Task AnswerAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("POST", "/command") => CommandAsync(context),
        ("POST", "/webhook") => WebhookAsync(context),
        (_, "/command" or "/webhook") => WriteAsync(context, StatusCodes.Status405MethodNotAllowed, new CommandAnswer(CommandOutcome.Invalid, "expected POST")),
        _ => WriteAsync(context, StatusCodes.Status404NotFound, new CommandAnswer(CommandOutcome.Invalid, "expected POST /command or POST /webhook")),
    };

    async Task CommandAsync(HttpContext context)
    {
        var given = context.Request.Headers.Authorization.ToString();
        if (!given.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || !IsSame(given[7..].Trim(), _options.Token))
        {
            await RefuseAsync(context, "http").ConfigureAwait(false);
            return;
        }
        if (await TextAsync(context).ConfigureAwait(false) is not { } body) return;
        var message = CommandMessage.Read(body);
        if (!message.Ok)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, new CommandAnswer(CommandOutcome.Invalid, message.Error!.Message)).ConfigureAwait(false);
            return;
        }
        var id = context.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } key ? key : message.Value.Id;
        await GiveAsync(context, new CommandRequest("http", TokenHolder, id, message.Value.Text) { IsPreview = message.Value.IsPreview || context.Request.Query["preview"] == "true" }).ConfigureAwait(false);
    }

    // Chart programs set no headers: their secret comes in the address or in the body.
    async Task WebhookAsync(HttpContext context)
    {
        if (await TextAsync(context).ConfigureAwait(false) is not { } body) return;
        var message = CommandMessage.Read(body);
        var secret = context.Request.Query["secret"].ToString() is { Length: > 0 } query ? query : message.Ok ? message.Value.Secret : "";
        if (!IsSame(secret, _options.WebhookSecret))
        {
            await RefuseAsync(context, "webhook").ConfigureAwait(false);
            return;
        }
        if (!message.Ok)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, new CommandAnswer(CommandOutcome.Invalid, message.Error!.Message)).ConfigureAwait(false);
            return;
        }
        var id = message.Value.Id.Length > 0 ? message.Value.Id : context.Request.Query["id"].ToString();
        await GiveAsync(context, new CommandRequest("webhook", SecretHolder, id, message.Value.Text)).ConfigureAwait(false);
    }

    async Task GiveAsync(HttpContext context, CommandRequest request)
    {
        // Who hangs up does not take the command back: its id finds the answer.
        var answer = await _service.GiveAsync(request).ConfigureAwait(false);
        var status = answer.Outcome switch
        {
            CommandOutcome.Done or CommandOutcome.Preview => StatusCodes.Status200OK,
            CommandOutcome.Refused => StatusCodes.Status409Conflict,
            CommandOutcome.Invalid => StatusCodes.Status400BadRequest,
            CommandOutcome.Unauthorised => StatusCodes.Status401Unauthorized,
        };
        await WriteAsync(context, status, answer).ConfigureAwait(false);
    }

    async Task RefuseAsync(HttpContext context, string source)
    {
        await _service.NoteStrangerAsync(source, context.Connection.RemoteIpAddress?.ToString() ?? "?").ConfigureAwait(false);
        await WriteAsync(context, StatusCodes.Status401Unauthorized, new CommandAnswer(CommandOutcome.Unauthorised, "the sender is not known here")).ConfigureAwait(false);
    }

    static async Task<string?> TextAsync(HttpContext context)
    {
        try
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            return await reader.ReadToEndAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException large)
        {
            await WriteAsync(context, large.StatusCode, new CommandAnswer(CommandOutcome.Invalid, $"expected at most {MaxBody} bytes")).ConfigureAwait(false);
            return null;
        }
    }

    static async Task WriteAsync(HttpContext context, int status, CommandAnswer answer)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(CommandMessage.Write(answer), CancellationToken.None).ConfigureAwait(false);
    }

    // In a time that does not tell how much of it was right.
    static bool IsSame(string given, string? expected) => !string.IsNullOrEmpty(expected) && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));

    sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
