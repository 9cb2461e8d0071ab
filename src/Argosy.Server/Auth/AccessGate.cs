using Argosy.Core.Values;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Auth;

/// <summary>Lets a request through to an endpoint with an <see cref="AccessRule"/>, or says why not.</summary>
internal sealed class AccessGate(RequestDelegate next, TimeProvider time)
{
    /// <summary>The header a write with a login must bring.</summary>
    public const string CsrfHeader = "X-CSRF-Token";

    public Task InvokeAsync(HttpContext context)
    {
        var rule = context.GetEndpoint()?.Metadata.GetMetadata<AccessRule>();
        var refused = rule is null ? null : Refusal(context, rule);
        return refused is null ? next(context) : refused.ExecuteAsync(context);
    }

    /// <summary>Whether a request changes something; one to the hub does not, whatever its method.</summary>
    public static bool IsWrite(HttpRequest request) => !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || IsHub(request));

    static bool IsHub(HttpRequest request) => request.Path.StartsWithSegments("/hub", StringComparison.Ordinal);

    ApiFailure? Refusal(HttpContext context, AccessRule rule)
    {
        if (Visitor.Of(context) is not { } visitor) return new ApiFailure(ApiCode.Unauthorized, "log in first");
        var isWrite = IsWrite(context.Request);
        if (isWrite && visitor.Csrf is { } expected && !Secret.IsSame(context.Request.Headers[CsrfHeader].ToString(), expected)) return new ApiFailure(ApiCode.Forbidden, $"a write needs the header {CsrfHeader} with the value of /auth/state", CsrfHeader);
        // A browser opens a socket without the page's token: it is held to the page's own address, beside the cookie that only this site sends.
        if (IsHub(context.Request) && visitor.Csrf is not null && !OriginCheck.IsOwn(context.Request)) return new ApiFailure(ApiCode.Forbidden, "the request comes from another site");
        if (!visitor.May(rule.Role)) return new ApiFailure(ApiCode.Forbidden, $"this takes the role {Name(rule.Role)} or above; {visitor.Name} is a {Name(visitor.Role)}");
        var scope = ScopeOf(rule.Role, isWrite);
        if (!visitor.Scopes.HasFlag(scope)) return new ApiFailure(ApiCode.Forbidden, $"this takes a token of scope {KebabCase.Of(scope.ToString())}");
        if (rule.IsLiveAction && visitor.ElevatedUntil <= time.GetUtcNow().ToUnixTimeMilliseconds()) return new ApiFailure(ApiCode.ElevationRequired, "show the password again: POST /auth/elevate");
        return null;
    }

    static TokenScope ScopeOf(Role role, bool isWrite) => role switch
    {
        Role.Owner => TokenScope.Admin,
        Role.Developer when isWrite => TokenScope.Develop,
        Role.Trader when isWrite => TokenScope.Trade,
        _ when isWrite => TokenScope.Admin,
        _ => TokenScope.Read,
    };

    static string Name(Role role) => KebabCase.Of(role.ToString());
}
