using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Auth;

/// <summary>Who sends a request, once it is proven.</summary>
public sealed record Visitor
{
    /// <summary>The user's name.</summary>
    public required string Name { get; init; }

    /// <summary>The user's role.</summary>
    public required Role Role { get; init; }

    /// <summary>Public id of the login; null for an API token.</summary>
    public string? Session { get; init; }

    /// <summary>What the token is good for; everything for a login.</summary>
    public TokenScope Scopes { get; init; } = TokenScope.Read | TokenScope.Trade | TokenScope.Develop | TokenScope.Admin;

    /// <summary>Until when actions with money need no password, Unix ms; a token needs none.</summary>
    public long ElevatedUntil { get; init; } = long.MaxValue;

    /// <summary>What a write must bring as <c>X-CSRF-Token</c>; null for a token, which needs none.</summary>
    public string? Csrf { get; init; }

    /// <summary>Whether the user has a second factor.</summary>
    public bool HasTotp { get; init; }

    /// <summary>Whether the visitor may what a role may.</summary>
    public bool May(Role role) => Role >= role;

    /// <summary>A parameter of this type in an endpoint is the request's visitor.</summary>
    public static ValueTask<Visitor?> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));

    /// <summary>The request's visitor; null where nobody is proven.</summary>
    public static Visitor? Of(HttpContext context) => context.Features.Get<Visitor>();
}
