using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Endpoints;

/// <summary>Users, by their owner. There is always an owner who can log in.</summary>
internal static class UserEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("users").For(Role.Owner);
        users.MapGet("", ListAsync).Answering<IReadOnlyList<UserView>>().WithSummary("All users");
        users.MapPost("", AddAsync).Answering<UserView>(StatusCodes.Status201Created).WithSummary("Add a user");
        users.MapPatch("/{name}", ChangeAsync).Answering<UserView>().WithSummary("Change role, password or access; the user's logins end");
        users.MapDelete("/{name}", RemoveAsync).Produces(StatusCodes.Status204NoContent).WithSummary("Remove a user");
    }

    static async Task<IResult> ListAsync(HttpContext context, IDatabase database)
    {
        var users = await database.Users.List(context.RequestAborted);
        var seen = (await database.Users.Sessions(null, context.RequestAborted)).GroupBy(session => session.User).ToDictionary(group => group.Key, group => group.Max(session => session.SeenAt), StringComparer.Ordinal);
        return Tags.Ok(context, users.Select(user => View(user, seen.TryGetValue(user.Name, out var at) ? at : null)).ToArray());
    }

    static async Task<IResult> AddAsync(NewUser request, HttpContext context, IDatabase database, ServerOptions options, TimeProvider time)
    {
        if ((UserRules.OfName(request.Name) ?? UserRules.OfPassword(request.Password, request.Name)) is { } wrong) return wrong;
        var user = new UserRow { Name = request.Name, Role = KebabCase.Of(request.Role.ToString()), Password = PasswordHash.Of(request.Password, options.PasswordRounds), CreatedAt = time.GetUtcNow().ToUnixTimeMilliseconds() };
        if (!await database.Users.Add(user, context.RequestAborted)) return ApiFailure.Conflict($"there is a user {request.Name} already", "name");
        return TypedResults.Json(View(user, null), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    static async Task<IResult> ChangeAsync(string name, UserPatch request, Visitor visitor, HttpContext context, IDatabase database, ServerOptions options)
    {
        if (request.Password is { } password && UserRules.OfPassword(password, name) is { } wrong) return wrong;
        var hash = request.Password is null ? null : PasswordHash.Of(request.Password, options.PasswordRounds);
        var change = await database.Users.Change(
            name,
            user => user with
            {
                Role = request.Role is { } role ? KebabCase.Of(role.ToString()) : user.Role,
                Password = hash ?? user.Password,
                IsDisabled = request.Disabled ?? user.IsDisabled,
                Totp = request.RemoveTotp == true ? "" : user.Totp,
            },
            context.RequestAborted);
        if (Failure(change, name) is { } failure) return failure;
        await database.Users.RemoveSessions(name, name == visitor.Name ? visitor.Session : null, context.RequestAborted);
        return Answers.Ok(View((await database.Users.Find(name, context.RequestAborted))!, null));
    }

    static async Task<IResult> RemoveAsync(string name, HttpContext context, IDatabase database)
    {
        var owned = (await database.Accounts.Details(context.RequestAborted)).Where(account => account.Owner == name).Select(account => account.Account).ToArray();
        if (owned.Length > 0) return ApiFailure.Conflict($"{name} owns the accounts {string.Join(", ", owned)}; remove them first, or disable the user");
        if (Failure(await database.Users.Remove(name, context.RequestAborted), name) is { } failure) return failure;
        await database.Documents.Remove(MeEndpoints.ScopeOf(name), context.RequestAborted);
        return TypedResults.NoContent();
    }

    static ApiFailure? Failure(UserChange change, string name) => change switch
    {
        UserChange.Done => null,
        UserChange.NotFound => ApiFailure.NotFound($"there is no user {name}"),
        UserChange.LastOwner => ApiFailure.Conflict($"{name} is the last owner; make another one first"),
    };

    static UserView View(UserRow user, long? seen) => new(user.Name, VisitorReader.RoleOf(user), user.Totp.Length > 0, user.IsDisabled, user.CreatedAt, seen);
}

/// <summary>A user.</summary>
/// <param name="Name">Name.</param>
/// <param name="Role">Role.</param>
/// <param name="HasTotp">Whether a second factor is asked for.</param>
/// <param name="IsDisabled">Whether the user may not log in.</param>
/// <param name="CreatedAt">Unix ms.</param>
/// <param name="LastSeen">The last request of a login that lasts, Unix ms.</param>
internal sealed record UserView(string Name, Role Role, bool HasTotp, bool IsDisabled, long CreatedAt, long? LastSeen);

/// <summary>A new user.</summary>
/// <param name="Name">Name.</param>
/// <param name="Role">Role.</param>
/// <param name="Password">First password.</param>
internal sealed record NewUser(string Name, Role Role, string Password);

/// <summary>What changes of a user; what is not said stays.</summary>
/// <param name="Role">Role.</param>
/// <param name="Password">Password.</param>
/// <param name="Disabled">Whether the user may not log in.</param>
/// <param name="RemoveTotp">Whether the second factor is taken off, e.g. because the telephone was lost.</param>
internal sealed record UserPatch(Role? Role = null, string? Password = null, bool? Disabled = null, bool? RemoveTotp = null);
