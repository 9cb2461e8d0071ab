using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Http;

/// <summary>A write that brings a key is done once: sent again within a day it gets the first answer, another write under the key is a conflict.</summary>
/// <remarks>
/// Every answer is kept, failures too: of some it is not known what they did, and those above all must not be done again. Where the process
/// died in between, the key says so and nothing is repeated.
/// </remarks>
internal sealed class IdempotentWrites(RequestDelegate next, IDatabase database, ServerSecret secret, TimeProvider time)
{
    /// <summary>The header that brings the key.</summary>
    public const string Header = "Idempotency-Key";

    const int Shortest = 8, Longest = 64, MostKept = 262_144, InMemory = 262_144;
    const long Day = 86_400_000, SweepEvery = 3_600_000;

    long _swept;

    public async Task InvokeAsync(HttpContext context)
    {
        if (!AccessGate.IsWrite(context.Request) || !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || Visitor.Of(context) is not { } visitor || context.Request.Headers[Header].ToString() is not { Length: > 0 } key)
        {
            await next(context);
            return;
        }
        if (key.Length is < Shortest or > Longest || !key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':'))
        {
            await ApiFailure.BadInput($"expected {Shortest} to {Longest} letters, digits, dashes, dots, colons or underscores", Header).ExecuteAsync(context);
            return;
        }
        await SweepAsync(context.RequestAborted);
        var hash = await HashAsync(context.Request, context.RequestAborted);
        var stored = await database.Idempotency.Begin(visitor.Name, key, hash, Now(), context.RequestAborted);
        if (stored is null) await DoAsync(context, visitor.Name, key);
        else await RepeatAsync(context, stored, hash);
    }

    static async Task RepeatAsync(HttpContext context, StoredAnswer stored, string hash)
    {
        if (stored.RequestHash != hash)
        {
            await ApiFailure.Conflict("the key was used for another request", Header).ExecuteAsync(context);
            return;
        }
        if (stored.Status == 0)
        {
            await ApiFailure.Conflict("the request is being done, or the server ended while it did it; look what came of it before another key is used", Header).ExecuteAsync(context);
            return;
        }
        context.Response.Headers["Idempotency-Replayed"] = "true";
        context.Response.StatusCode = stored.Status;
        if (stored.Media.Length > 0) context.Response.ContentType = stored.Media;
        if (stored.Body.Length > 0) await context.Response.Body.WriteAsync(stored.Body, context.RequestAborted);
    }

    async Task DoAsync(HttpContext context, string user, string key)
    {
        var client = context.Response.Body;
        using var kept = new MemoryStream();
        // What is not kept is not held in memory either: a backup may be large.
        var isOnce = context.GetEndpoint()?.Metadata.GetMetadata<AnswerIsSecret>() is not null;
        if (!isOnce) context.Response.Body = kept;
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException)
        {
            // It was not even read: nothing was done.
            context.Response.Body = client;
            await database.Idempotency.Forget(user, key, CancellationToken.None);
            throw;
        }
        catch (Exception)
        {
            context.Response.Body = client;
            var failure = JsonSerializer.SerializeToUtf8Bytes(new ApiError(ApiCode.Internal, "Argosy failed at this request; what it did is not known", null, Correlation.IdOf(context)), ApiJson.Options);
            await database.Idempotency.Finish(user, key, StatusCodes.Status500InternalServerError, "application/json", failure, CancellationToken.None);
            throw;
        }
        context.Response.Body = client;
        var isKept = !isOnce && kept.Length <= MostKept;
        if (isKept) await database.Idempotency.Finish(user, key, context.Response.StatusCode, context.Response.ContentType ?? "", kept.ToArray(), CancellationToken.None);
        else await database.Idempotency.Finish(user, key, StatusCodes.Status409Conflict, "application/json", JsonSerializer.SerializeToUtf8Bytes(new ApiError(ApiCode.Conflict, "this was done; its answer was given once and is not kept", Header, Correlation.IdOf(context)), ApiJson.Options), CancellationToken.None);
        if (isOnce) return;
        kept.Position = 0;
        await kept.CopyToAsync(client, context.RequestAborted);
    }

    // With a secret of the server: a password in a body cannot be guessed from its hash.
    async Task<string> HashAsync(HttpRequest request, CancellationToken cancel)
    {
        request.EnableBuffering(InMemory);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret.Key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[16_384];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancel)) > 0;) hash.AppendData(buffer, 0, read);
        request.Body.Position = 0;
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    async Task SweepAsync(CancellationToken cancel)
    {
        var (now, last) = (Now(), Interlocked.Read(ref _swept));
        if (now - last < SweepEvery || Interlocked.CompareExchange(ref _swept, now, last) != last) return;
        await database.Idempotency.RemoveBefore(now - Day, cancel);
    }

    long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();
}

/// <summary>Marks an endpoint whose answer holds a secret: it is given once and never kept.</summary>
internal sealed class AnswerIsSecret;

/// <summary>How endpoints say so.</summary>
internal static class SecretAnswers
{
    /// <summary>The answer holds a secret.</summary>
    public static RouteHandlerBuilder AnsweringOnce(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new AnswerIsSecret());
}
