using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Endpoints;

/// <summary>Log in, log out, show the password again; open to everybody, and limited.</summary>
internal static class AuthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var auth = routes.MapGroup("/auth").WithTags("auth").AddEndpointFilter(async (invocation, next) =>
            AccessGate.IsWrite(invocation.HttpContext.Request) && !OriginCheck.IsOwn(invocation.HttpContext.Request) ? new ApiFailure(ApiCode.Forbidden, "the request comes from another site") : await next(invocation));
        auth.MapGet("/state", StateAsync).Answering<AuthState>().WithSummary("Who is logged in, and what writes must bring");
        auth.MapPost("/setup", SetUpAsync).Answering<AuthState>().WithSummary("Make the owner of a new server, once");
        auth.MapPost("/login", LogInAsync).Answering<AuthState>().WithSummary("Log in");
        auth.MapPost("/logout", LogOutAsync).Produces(StatusCodes.Status204NoContent).WithSummary("Log out");
        auth.MapPost("/elevate", ElevateAsync).For(Role.Viewer).Answering<AuthState>().WithSummary("Show the password again before actions with money");
    }

    static async Task<IResult> StateAsync(HttpContext context, IDatabase database, ServerOptions options)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (Visitor.Of(context) is { } visitor) return Answers.Ok(State(visitor, options));
        var isFirst = (await database.Users.List(context.RequestAborted)).Count == 0;
        return Answers.Ok(new AuthState(isFirst, isFirst && NeedsCode(context, options), null, null, null, options.Version));
    }

    static async Task<IResult> SetUpAsync(SetUpRequest request, HttpContext context, IDatabase database, Logins logins, LoginLimits limits, ServerOptions options, TimeProvider time)
    {
        if ((await database.Users.List(context.RequestAborted)).Count > 0) return ApiFailure.Conflict("this server has its owner; log in");
        var address = Logins.AddressOf(context);
        if (NeedsCode(context, options))
        {
            if (limits.Pause(address, "") is { } pause) return new ApiFailure(ApiCode.TooMany, "too many wrong codes; wait a few minutes") { RetryAfter = pause };
            if (!Secret.IsSame(request.Code ?? "", options.SetUpCode))
            {
                limits.Failed(address, "");
                return new ApiFailure(ApiCode.Forbidden, "from another machine the first owner is made with the code that argosy up printed", "code");
            }
        }
        if ((UserRules.OfName(request.Name) ?? UserRules.OfPassword(request.Password, request.Name)) is { } wrong) return wrong;
        var user = new UserRow { Name = request.Name, Role = KebabCase.Of(nameof(Role.Owner)), Password = PasswordHash.Of(request.Password, options.PasswordRounds), CreatedAt = time.GetUtcNow().ToUnixTimeMilliseconds() };
        WriteAudit.Name(context, user.Name);
        if (!await database.Users.AddFirst(user, context.RequestAborted)) return ApiFailure.Conflict("this server has its owner; log in");
        return Answers.Ok(State(await logins.BeginAsync(context, user), options));
    }

    static async Task<IResult> LogInAsync(LoginRequest request, HttpContext context, Logins logins, ServerOptions options)
    {
        var (user, failure) = await logins.ProveAsync(context, request.Name, request.Password, request.Totp);
        return user is null ? failure! : Answers.Ok(State(await logins.BeginAsync(context, user), options));
    }

    static async Task<IResult> LogOutAsync(HttpContext context, Logins logins)
    {
        await logins.EndAsync(context);
        return TypedResults.NoContent();
    }

    static async Task<IResult> ElevateAsync(ElevationRequest request, Visitor visitor, HttpContext context, Logins logins, IDatabase database, ServerOptions options, TimeProvider time)
    {
        if (visitor.Session is not { } session) return ApiFailure.BadInput("an API token needs no elevation");
        var (user, failure) = await logins.ProveAsync(context, visitor.Name, request.Password, request.Totp);
        if (user is null) return failure!;
        var now = time.GetUtcNow();
        var until = (now + options.Elevation).ToUnixTimeMilliseconds();
        await database.Users.TouchSession(session, now.ToUnixTimeMilliseconds(), until, context.RequestAborted);
        return Answers.Ok(State(visitor with { ElevatedUntil = until }, options));
    }

    static bool NeedsCode(HttpContext context, ServerOptions options) =>
        options.SetUpCode.Length > 0 && (context.Connection.RemoteIpAddress is not { } address || !System.Net.IPAddress.IsLoopback(address) || !OriginCheck.IsPlainHost(context.Request));

    static AuthState State(Visitor visitor, ServerOptions options) =>
        new(false, false, new AuthUser(visitor.Name, visitor.Role, visitor.HasTotp), visitor.Csrf, visitor.Session is null ? null : visitor.ElevatedUntil, options.Version);
}

/// <summary>Who is logged in.</summary>
/// <param name="FirstRun">Whether the server has no user yet.</param>
/// <param name="NeedsCode">Whether making the first owner takes the code that the server printed.</param>
/// <param name="User">The user; null where nobody is logged in.</param>
/// <param name="Csrf">What writes bring as X-CSRF-Token.</param>
/// <param name="ElevatedUntil">Until when actions with money need no password, Unix ms.</param>
/// <param name="Version">The server's version.</param>
internal sealed record AuthState(bool FirstRun, bool NeedsCode, AuthUser? User, string? Csrf, long? ElevatedUntil, string Version);

/// <summary>The user.</summary>
/// <param name="Name">Name.</param>
/// <param name="Role">Role.</param>
/// <param name="HasTotp">Whether a second factor is asked for.</param>
internal sealed record AuthUser(string Name, Role Role, bool HasTotp);

/// <summary>The first owner.</summary>
/// <param name="Name">Name.</param>
/// <param name="Password">Password.</param>
/// <param name="Code">The code the server printed, from another machine.</param>
internal sealed record SetUpRequest(string Name, string Password, string? Code = null);

/// <summary>A login.</summary>
/// <param name="Name">Name.</param>
/// <param name="Password">Password.</param>
/// <param name="Totp">Code of the authenticator app, where the user has one.</param>
internal sealed record LoginRequest(string Name, string Password, string? Totp = null);

/// <summary>The password once more.</summary>
/// <param name="Password">Password.</param>
/// <param name="Totp">Code of the authenticator app, where the user has one.</param>
internal sealed record ElevationRequest(string Password, string? Totp = null);
