using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Endpoints;

/// <summary>Logins and API tokens. A token is made by a login and never by a token, for no more than its user may.</summary>
internal static class AccessEndpoints
{
    const int MostTokens = 100, MostName = 64;

    static readonly TokenScope[] Single = [TokenScope.Read, TokenScope.Trade, TokenScope.Develop, TokenScope.Admin];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/sessions", SessionsAsync).WithTags("access").Answering<IReadOnlyList<SessionView>>().WithSummary("Logins: one's own; an owner sees all");
        api.MapDelete("/sessions/{id}", EndSessionAsync).For(Role.Viewer).WithTags("access").Produces(StatusCodes.Status204NoContent).WithSummary("End a login");
        api.MapGet("/tokens", TokensAsync).WithTags("access").Answering<IReadOnlyList<TokenView>>().WithSummary("One's API tokens");
        api.MapPost("/tokens", AddTokenAsync).ForLiveAction(Role.Viewer).WithTags("access").Answering<NewTokenAnswer>(StatusCodes.Status201Created).AnsweringOnce().WithSummary("Make an API token; it is shown once");
        api.MapDelete("/tokens/{id}", RemoveTokenAsync).For(Role.Viewer).WithTags("access").Produces(StatusCodes.Status204NoContent).WithSummary("Revoke an API token");
    }

    static async Task<IResult> SessionsAsync(Visitor visitor, HttpContext context, IDatabase database) =>
        Answers.Ok((await database.Users.Sessions(visitor.May(Role.Owner) ? null : visitor.Name, context.RequestAborted)).Select(row => new SessionView(row.Id, row.User, row.CreatedAt, row.SeenAt, row.Address, row.Agent, row.Id == visitor.Session)).ToArray());

    static async Task<IResult> EndSessionAsync(string id, Visitor visitor, HttpContext context, IDatabase database)
    {
        var mine = await database.Users.Sessions(visitor.May(Role.Owner) ? null : visitor.Name, context.RequestAborted);
        return mine.Any(row => row.Id == id) && await database.Users.RemoveSession(id, context.RequestAborted) ? TypedResults.NoContent() : ApiFailure.NotFound($"there is no login {id}");
    }

    static async Task<IResult> TokensAsync(Visitor visitor, HttpContext context, IDatabase database) =>
        Answers.Ok((await database.Users.Tokens(visitor.Name, context.RequestAborted)).Select(View).ToArray());

    static async Task<IResult> AddTokenAsync(NewToken request, Visitor visitor, HttpContext context, IDatabase database, TimeProvider time)
    {
        if (visitor.Session is null) return new ApiFailure(ApiCode.Forbidden, "an API token makes no other; log in");
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > MostName) return ApiFailure.BadInput($"expected a name of 1 to {MostName} characters", "name");
        if (request.Scopes.Count == 0) return ApiFailure.BadInput("expected one or more of read, trade, develop, admin", "scopes");
        var scopes = request.Scopes.Aggregate(TokenScope.Read, (all, one) => all | one);
        foreach (var (scope, role) in ((TokenScope, Role)[])[(TokenScope.Trade, Role.Trader), (TokenScope.Develop, Role.Developer), (TokenScope.Admin, Role.Owner)])
        {
            if (scopes.HasFlag(scope) && !visitor.May(role)) return new ApiFailure(ApiCode.Forbidden, $"the scope {scope.ToString().ToLowerInvariant()} takes the role {role.ToString().ToLowerInvariant()}", "scopes");
        }
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        if (request.Expires is { } expires && expires <= now) return ApiFailure.BadInput("expected a time to come, Unix ms", "expires");
        if ((await database.Users.Tokens(visitor.Name, context.RequestAborted)).Count >= MostTokens) return ApiFailure.Conflict($"there are {MostTokens} tokens already; revoke one first");
        var secret = VisitorReader.TokenPrefix + Secret.New();
        var row = new TokenRow { Id = Secret.NewId(), SecretHash = Secret.HashOf(secret), User = visitor.Name, Name = request.Name.Trim(), Scopes = (long)scopes, CreatedAt = now, ExpiresAt = request.Expires ?? 0 };
        await database.Users.AddToken(row, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new NewTokenAnswer(secret, View(row)), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    static async Task<IResult> RemoveTokenAsync(string id, Visitor visitor, HttpContext context, IDatabase database) =>
        await database.Users.RemoveToken(visitor.Name, id, context.RequestAborted) ? TypedResults.NoContent() : ApiFailure.NotFound($"there is no token {id}");

    static TokenView View(TokenRow row) => new(row.Id, row.Name, [.. Single.Where(scope => ((TokenScope)row.Scopes).HasFlag(scope))], row.CreatedAt, row.ExpiresAt == 0 ? null : row.ExpiresAt, row.SeenAt == 0 ? null : row.SeenAt);
}

/// <summary>A login.</summary>
/// <param name="Id">Public id.</param>
/// <param name="User">Whose.</param>
/// <param name="CreatedAt">Unix ms.</param>
/// <param name="LastSeen">Unix ms, to the minute.</param>
/// <param name="Address">Where it was made from.</param>
/// <param name="Agent">The browser, as it calls itself.</param>
/// <param name="IsCurrent">Whether the request came by it.</param>
internal sealed record SessionView(string Id, string User, long CreatedAt, long LastSeen, string Address, string Agent, bool IsCurrent);

/// <summary>An API token, without its secret.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Name">What its user calls it.</param>
/// <param name="Scopes">What it is good for.</param>
/// <param name="CreatedAt">Unix ms.</param>
/// <param name="Expires">Unix ms; null for never.</param>
/// <param name="LastSeen">Unix ms, to the minute; null for never used.</param>
internal sealed record TokenView(string Id, string Name, IReadOnlyList<TokenScope> Scopes, long CreatedAt, long? Expires, long? LastSeen);

/// <summary>A token to make.</summary>
/// <param name="Name">What its user calls it.</param>
/// <param name="Scopes">What it is good for.</param>
/// <param name="Expires">When it ends, Unix ms; null for never.</param>
internal sealed record NewToken(string Name, IReadOnlyList<TokenScope> Scopes, long? Expires = null);

/// <summary>A new token.</summary>
/// <param name="Token">The secret, this once.</param>
/// <param name="Info">The token.</param>
internal sealed record NewTokenAnswer(string Token, TokenView Info);
