using Argosy.Core.Values;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Ports;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Auth;

/// <summary>Proves who somebody is, and keeps logins.</summary>
internal sealed class Logins(IDatabase database, KeyVault vault, ServerOptions options, LoginLimits limits, TimeProvider time)
{
    /// <summary>The cookie of a login.</summary>
    public const string Cookie = "argosy_session";

    const int MaxAgent = 200;

    // Whoever asks for an unknown name waits as long as for a known one.
    readonly string _nobody = PasswordHash.Of("nobody", options.PasswordRounds);

    /// <summary>Checks name, password and second factor; the user, or why not.</summary>
    public async Task<(UserRow? User, ApiFailure? Failure)> ProveAsync(HttpContext context, string name, string password, string? code)
    {
        WriteAudit.Name(context, name);
        var (user, failure) = await PasswordAsync(context, name, password);
        if (user is null) return (null, failure);
        if (user.Totp.Length > 0)
        {
            if (string.IsNullOrEmpty(code)) return (null, new ApiFailure(ApiCode.TotpRequired, "the code of the authenticator app is missing", "totp"));
            var used = await UseCodeAsync(user, code, context.RequestAborted);
            if (!used.Ok) return (null, ApiFailure.Of(used.Error!));
            if (!used.Value) return Bad(AddressOf(context), name, new ApiFailure(ApiCode.Unauthorized, "the code is wrong or was used already", "totp"));
        }
        limits.Succeeded(AddressOf(context));
        if (PasswordHash.IsOld(user.Password, options.PasswordRounds)) await database.Users.Change(name, row => row with { Password = PasswordHash.Of(password, options.PasswordRounds) }, context.RequestAborted);
        return (user, null);
    }

    /// <summary>Checks the password of somebody who is logged in; null where it is right.</summary>
    public async Task<ApiFailure?> ProvePasswordAsync(HttpContext context, string name, string password) => (await PasswordAsync(context, name, password)).Failure;

    /// <summary>Begins a login under a new id, whatever the browser held before, and gives the browser its cookie.</summary>
    public async Task<Visitor> BeginAsync(HttpContext context, UserRow user)
    {
        await EndAsync(context);
        var (now, secret) = (Now(), Secret.New());
        var session = new SessionRow
        {
            Id = Secret.NewId(),
            SecretHash = Secret.HashOf(secret),
            User = user.Name,
            CreatedAt = now,
            SeenAt = now,
            ElevatedUntil = now + (long)options.Elevation.TotalMilliseconds,
            Address = AddressOf(context),
            Agent = context.Request.Headers.UserAgent.ToString() is var agent && agent.Length > MaxAgent ? agent[..MaxAgent] : agent,
        };
        await database.Users.RemoveOldSessions(now - (long)options.SessionLife.TotalMilliseconds, now - (long)options.SessionIdle.TotalMilliseconds, context.RequestAborted);
        await database.Users.AddSession(session, context.RequestAborted);
        context.Response.Cookies.Append(Cookie, secret, CookieSettings(context));
        return VisitorReader.Of(session, user, secret);
    }

    /// <summary>Ends the login a browser brings, if any.</summary>
    public async Task EndAsync(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } secret) return;
        if (await database.Users.Session(Secret.HashOf(secret), context.RequestAborted) is var (session, _)) await database.Users.RemoveSession(session.Id, context.RequestAborted);
        context.Response.Cookies.Delete(Cookie, CookieSettings(context));
    }

    /// <summary>Whether a code of the second factor is right and was not used before; an error where its secret does not open.</summary>
    public async Task<Result<bool>> UseCodeAsync(UserRow user, string code, CancellationToken cancel)
    {
        var secret = vault.Unseal(SealName(user.Name), Convert.FromBase64String(user.Totp));
        if (!secret.Ok) return secret.Error!;
        return Totp.StepOf(code, secret.Value, time.GetUtcNow()) is { } step && await database.Users.UseTotpStep(user.Name, step, cancel);
    }

    /// <summary>What a user's second factor is sealed for.</summary>
    public static string SealName(string user) => $"totp:{user}";

    /// <summary>The caller's address; a proxy's word is taken where the proxy is trusted.</summary>
    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : "?";

    async Task<(UserRow? User, ApiFailure? Failure)> PasswordAsync(HttpContext context, string name, string password)
    {
        var address = AddressOf(context);
        if (limits.Pause(address, name) is { } pause) return (null, new ApiFailure(ApiCode.TooMany, "too many bad logins; wait a few minutes") { RetryAfter = pause });
        var user = await database.Users.Find(name, context.RequestAborted);
        var isRight = PasswordHash.IsOf(password, user?.Password ?? _nobody);
        return user is null || !isRight || user.IsDisabled ? Bad(address, name, new ApiFailure(ApiCode.Unauthorized, "name or password is wrong")) : (user, null);
    }

    (UserRow? User, ApiFailure? Failure) Bad(string address, string name, ApiFailure failure)
    {
        limits.Failed(address, name);
        return (null, failure);
    }

    long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    CookieOptions CookieSettings(HttpContext context) => new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", Secure = context.Request.IsHttps, MaxAge = options.SessionLife, IsEssential = true };
}
