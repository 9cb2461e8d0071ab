using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Accounts;

/// <summary>Accounts: everybody sees one's own and those shared with one. Who may not see an account is told that there is none.</summary>
internal static class AccountEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("accounts");
        accounts.MapGet("", async (Visitor visitor, AccountKeeper keeper, HttpContext context) => Tags.Ok(context, await keeper.ListAsync(visitor, context.RequestAborted))).Answering<IReadOnlyList<AccountView>>().WithSummary("Accounts one may see");
        accounts.MapPost("", AddAsync).ForLiveAction(Role.Trader).Answering<AccountView>(StatusCodes.Status201Created).WithSummary("Add an account; its key is tried at the venue before it is stored, and never shown again");
        accounts.MapPost("/{name}/test", TestAsync).For(Role.Trader).Answering<AccountView>().WithSummary("Try the stored key");
        accounts.MapPost("/{name}/rotate", RotateAsync).ForLiveAction(Role.Trader).Answering<AccountView>().WithSummary("Give an account another key");
        accounts.MapPost("/{name}/disable", (string name, Visitor visitor, AccountKeeper keeper, HttpContext context) => DisableAsync(name, isDisabled: true, visitor, keeper, context)).For(Role.Trader).Answering<AccountView>().WithSummary("Let nothing trade on it");
        accounts.MapPost("/{name}/enable", (string name, Visitor visitor, AccountKeeper keeper, HttpContext context) => DisableAsync(name, isDisabled: false, visitor, keeper, context)).ForLiveAction(Role.Trader).Answering<AccountView>().WithSummary("Let it trade again");
        accounts.MapPut("/{name}/share", ShareAsync).ForLiveAction(Role.Trader).Answering<AccountView>().WithSummary("Share it with these users and no others");
        accounts.MapDelete("/{name}", RemoveAsync).ForLiveAction(Role.Trader).Produces(StatusCodes.Status204NoContent).WithSummary("Remove an account with its key");
    }

    static async Task<IResult> AddAsync(NewAccount request, Visitor visitor, AccountKeeper keeper, HttpContext context) =>
        await keeper.AddAsync(request, visitor, context.RequestAborted) is { } failure
            ? failure
            : TypedResults.Json(await keeper.FindAsync(request.Name, visitor, context.RequestAborted), ApiJson.Options, statusCode: StatusCodes.Status201Created);

    static Task<IResult> TestAsync(string name, Visitor visitor, AccountKeeper keeper, HttpContext context) =>
        OnAsync(name, visitor, keeper, context, ownAlone: false, account => keeper.TestAsync(account, context.RequestAborted));

    static Task<IResult> RotateAsync(string name, NewKey request, Visitor visitor, AccountKeeper keeper, HttpContext context) =>
        OnAsync(name, visitor, keeper, context, ownAlone: true, account => keeper.RotateAsync(account, request, context.RequestAborted));

    static Task<IResult> DisableAsync(string name, bool isDisabled, Visitor visitor, AccountKeeper keeper, HttpContext context) =>
        OnAsync(name, visitor, keeper, context, ownAlone: !isDisabled, async account =>
        {
            await keeper.DisableAsync(account.Name, isDisabled, context.RequestAborted);
            return null;
        });

    static Task<IResult> ShareAsync(string name, AccountShare request, Visitor visitor, AccountKeeper keeper, HttpContext context) =>
        OnAsync(name, visitor, keeper, context, ownAlone: true, account => keeper.ShareAsync(account.Name, request.Users, visitor, context.RequestAborted));

    static async Task<IResult> RemoveAsync(string name, Visitor visitor, AccountKeeper keeper, HttpContext context)
    {
        if (await keeper.FindAsync(name, visitor, context.RequestAborted) is not { } account) return ApiFailure.NotFound($"there is no account {name}");
        if (OwnerFault(account, visitor) is { } notOwn) return notOwn;
        return await keeper.RemoveAsync(name, context.RequestAborted) is { } failure ? failure : TypedResults.NoContent();
    }

    static async Task<IResult> OnAsync(string name, Visitor visitor, AccountKeeper keeper, HttpContext context, bool ownAlone, Func<AccountView, Task<ApiFailure?>> act)
    {
        if (await keeper.FindAsync(name, visitor, context.RequestAborted) is not { } account) return ApiFailure.NotFound($"there is no account {name}");
        if (ownAlone && OwnerFault(account, visitor) is { } notOwn) return notOwn;
        if (await act(account) is { } failure) return failure;
        return Answers.Ok(await keeper.FindAsync(name, visitor, context.RequestAborted));
    }

    static ApiFailure? OwnerFault(AccountView account, Visitor visitor) => account.Owner is { } owner && owner != visitor.Name ? new ApiFailure(ApiCode.Forbidden, $"{account.Name} is {owner}'s; only {owner} may do this") : null;
}
