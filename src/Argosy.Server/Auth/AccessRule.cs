using Microsoft.AspNetCore.Builder;

namespace Argosy.Server.Auth;

/// <summary>Who may call an endpoint; the last one stated counts.</summary>
/// <param name="Role">The least role.</param>
/// <param name="IsLiveAction">Whether it moves money: a login must have shown its password lately.</param>
public sealed record AccessRule(Role Role, bool IsLiveAction = false);

/// <summary>How endpoints state their rule.</summary>
public static class AccessRules
{
    /// <summary>Only this role and those above may call it.</summary>
    public static TBuilder For<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessRule(role));

    /// <summary>Only this role and those above may call it, within fifteen minutes of a write or of showing the password.</summary>
    public static TBuilder ForLiveAction<TBuilder>(this TBuilder endpoint, Role role)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AccessRule(role, IsLiveAction: true));
}
