using System.Security.Claims;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Auth;

/// <summary>Finds out who sends a request: by the cookie of a login or by an API token.</summary>
internal sealed class VisitorReader(RequestDelegate next, IDatabase database, ServerOptions options, TimeProvider time)
{
    /// <summary>How API tokens begin.</summary>
    public const string TokenPrefix = "arg_";

    const string Bearer = "Bearer ";
    const long Minute = 60_000;

    public async Task InvokeAsync(HttpContext context)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        var visitor = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? await TokenAsync(authorization[Bearer.Length..].Trim(), context.RequestAborted)
            : context.Request.Cookies[Logins.Cookie] is { Length: > 0 } secret ? await SessionAsync(secret, AccessGate.IsWrite(context.Request), context.RequestAborted) : null;
        if (visitor is not null)
        {
            context.Features.Set(visitor);
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, visitor.Name), new Claim(ClaimTypes.NameIdentifier, visitor.Name), new Claim(ClaimTypes.Role, KebabCase.Of(visitor.Role.ToString()))], "argosy"));
        }
        await next(context);
    }

    /// <summary>The visitor of a login.</summary>
    public static Visitor Of(SessionRow session, UserRow user, string secret) => new() { Name = user.Name, Role = RoleOf(user), Session = session.Id, ElevatedUntil = session.ElevatedUntil, Csrf = Secret.CsrfOf(secret), HasTotp = user.Totp.Length > 0 };

    /// <summary>A user's role; the least one where the database holds a word that is none.</summary>
    public static Role RoleOf(UserRow user) => Enum.TryParse<Role>(user.Role, ignoreCase: true, out var role) ? role : Role.Viewer;

    async Task<Visitor?> SessionAsync(string secret, bool isWrite, CancellationToken cancel)
    {
        if (await database.Users.Session(Secret.HashOf(secret), cancel) is not var (session, user) || user.IsDisabled) return null;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (now - session.SeenAt > options.SessionIdle.TotalMilliseconds || now - session.CreatedAt > options.SessionLife.TotalMilliseconds)
        {
            await database.Users.RemoveSession(session.Id, cancel);
            return null;
        }
        // Pages ask all the time by themselves: what keeps a login elevated is what its user does.
        var elevated = isWrite && session.ElevatedUntil > now ? now + (long)options.Elevation.TotalMilliseconds : session.ElevatedUntil;
        if (now - session.SeenAt >= Minute || elevated - session.ElevatedUntil >= Minute) await database.Users.TouchSession(session.Id, now, elevated, cancel);
        return Of(session, user, secret);
    }

    async Task<Visitor?> TokenAsync(string text, CancellationToken cancel)
    {
        if (!text.StartsWith(TokenPrefix, StringComparison.Ordinal) || await database.Users.Token(Secret.HashOf(text), cancel) is not var (token, user) || user.IsDisabled) return null;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (token.ExpiresAt > 0 && token.ExpiresAt <= now) return null;
        if (now - token.SeenAt >= Minute) await database.Users.TouchToken(token.Id, now, cancel);
        return new Visitor { Name = user.Name, Role = RoleOf(user), Scopes = (TokenScope)token.Scopes | TokenScope.Read, HasTotp = user.Totp.Length > 0 };
    }
}
