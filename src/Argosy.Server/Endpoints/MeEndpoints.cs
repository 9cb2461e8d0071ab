using System.Text;
using System.Text.Json;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Endpoints;

/// <summary>What every user does for himself: password, second factor, preferences.</summary>
internal static class MeEndpoints
{
    const int MostPreferences = 65_536;
    const string Preferences = "preferences", Pending = "totp-pending";

    public static void Map(RouteGroupBuilder api)
    {
        var me = api.MapGroup("/me").WithTags("me").For(Role.Viewer).AddEndpointFilter(async (invocation, next) =>
            AccessGate.IsWrite(invocation.HttpContext.Request) && Visitor.Of(invocation.HttpContext) is { Session: null } ? new ApiFailure(ApiCode.Forbidden, "an API token changes nothing of its user; log in") : await next(invocation));
        me.MapPost("/password", PasswordAsync).Produces(StatusCodes.Status204NoContent).WithSummary("Change the password; other logins end");
        me.MapPost("/totp", BeginTotpAsync).ForLiveAction(Role.Viewer).Answering<TotpSecret>().AnsweringOnce().WithSummary("Begin a second factor");
        me.MapPost("/totp/confirm", ConfirmTotpAsync).ForLiveAction(Role.Viewer).Produces(StatusCodes.Status204NoContent).WithSummary("Take the second factor into use with its first code");
        me.MapDelete("/totp", RemoveTotpAsync).ForLiveAction(Role.Viewer).Produces(StatusCodes.Status204NoContent).WithSummary("Take the second factor off");
        me.MapGet("/preferences", PreferencesAsync).Answering<JsonElement>().WithSummary("Preferences of the web app");
        me.MapPut("/preferences", SavePreferencesAsync).Produces(StatusCodes.Status204NoContent).WithSummary("Save them");
    }

    /// <summary>A user's documents.</summary>
    public static string ScopeOf(string user) => $"user:{user}";

    static async Task<IResult> PasswordAsync(PasswordChange request, Visitor visitor, HttpContext context, IDatabase database, Logins logins, ServerOptions options)
    {
        if (UserRules.OfPassword(request.New, visitor.Name, "new") is { } wrong) return wrong;
        if (await logins.ProvePasswordAsync(context, visitor.Name, request.Old) is { } failure) return failure.Code == ApiCode.Unauthorized ? ApiFailure.BadInput("the present password is another one", "old") : failure;
        var hash = PasswordHash.Of(request.New, options.PasswordRounds);
        await database.Users.Change(visitor.Name, user => user with { Password = hash }, context.RequestAborted);
        await database.Users.RemoveSessions(visitor.Name, visitor.Session, context.RequestAborted);
        return TypedResults.NoContent();
    }

    static async Task<IResult> BeginTotpAsync(Visitor visitor, HttpContext context, IDatabase database, KeyVault vault)
    {
        if (visitor.HasTotp) return ApiFailure.Conflict("there is a second factor already; take it off first");
        var secret = Totp.NewSecret();
        await database.Documents.Put(ScopeOf(visitor.Name), Pending, Convert.ToBase64String(vault.Seal(Logins.SealName(visitor.Name), secret)), context.RequestAborted);
        return Answers.Ok(new TotpSecret(Totp.Text(secret), Totp.Address(visitor.Name, secret)));
    }

    static async Task<IResult> ConfirmTotpAsync(TotpCode request, Visitor visitor, HttpContext context, IDatabase database, KeyVault vault, LoginLimits limits, TimeProvider time)
    {
        var address = Logins.AddressOf(context);
        if (limits.Pause(address, visitor.Name) is { } pause) return new ApiFailure(ApiCode.TooMany, "too many wrong codes; wait a few minutes") { RetryAfter = pause };
        if (await database.Documents.Get(ScopeOf(visitor.Name), Pending, context.RequestAborted) is not { Length: > 0 } pending) return ApiFailure.Conflict("no second factor was begun");
        var secret = vault.Unseal(Logins.SealName(visitor.Name), Convert.FromBase64String(pending));
        if (!secret.Ok) return ApiFailure.Of(secret.Error!);
        if (Totp.StepOf(request.Code, secret.Value, time.GetUtcNow()) is not { } step)
        {
            limits.Failed(address, visitor.Name);
            return ApiFailure.BadInput("the code is not the one of now; the telephone's clock must be right", "code");
        }
        await database.Users.Change(visitor.Name, user => user with { Totp = pending, TotpStep = step }, context.RequestAborted);
        await database.Documents.Put(ScopeOf(visitor.Name), Pending, "", context.RequestAborted);
        return TypedResults.NoContent();
    }

    static async Task<IResult> RemoveTotpAsync(Visitor visitor, HttpContext context, IDatabase database)
    {
        await database.Users.Change(visitor.Name, user => user with { Totp = "" }, context.RequestAborted);
        return TypedResults.NoContent();
    }

    static async Task<IResult> PreferencesAsync(Visitor visitor, HttpContext context, IDatabase database) =>
        TypedResults.Text(await database.Documents.Get(ScopeOf(visitor.Name), Preferences, context.RequestAborted) ?? "{}", "application/json");

    static async Task<IResult> SavePreferencesAsync(JsonElement request, Visitor visitor, HttpContext context, IDatabase database)
    {
        if (request.ValueKind != JsonValueKind.Object) return ApiFailure.BadInput("expected a JSON object");
        var text = request.GetRawText();
        if (Encoding.UTF8.GetByteCount(text) > MostPreferences) return ApiFailure.BadInput($"expected at most {MostPreferences} bytes");
        await database.Documents.Put(ScopeOf(visitor.Name), Preferences, text, context.RequestAborted);
        return TypedResults.NoContent();
    }
}

/// <summary>A new password.</summary>
/// <param name="Old">The present one.</param>
/// <param name="New">The new one.</param>
internal sealed record PasswordChange(string Old, string New);

/// <summary>A second factor to put into an authenticator app.</summary>
/// <param name="Secret">To type.</param>
/// <param name="Uri">To scan.</param>
internal sealed record TotpSecret(string Secret, string Uri);

/// <summary>A code.</summary>
/// <param name="Code">Six digits.</param>
internal sealed record TotpCode(string Code);
