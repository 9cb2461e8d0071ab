using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Bots;

/// <summary>Versions of bots. One that a job or a deployment used never changes.</summary>
internal static class VersionEndpoints
{
    public static void Map(RouteGroupBuilder bots)
    {
        bots.MapGet("/{id:long}/versions", ListAsync).Answering<VersionAnswer[]>().WithSummary("A bot's versions, newest first");
        bots.MapPost("/{id:long}/versions", AddAsync).For(Role.Developer).Answering<VersionAnswer>(StatusCodes.Status201Created).WithMetadata(new RequestSizeLimitAttribute(BotRules.MostBody)).WithSummary("Make the next version; 200 where the newest holds this very text");
        bots.MapGet("/{id:long}/versions/{version}", FindAsync).Answering<VersionText>().WithSummary("A version with its text; 'latest' is the newest");
        bots.MapPatch("/{id:long}/versions/{version}", ChangeAsync).For(Role.Developer).Answering<VersionAnswer>().WithMetadata(new RequestSizeLimitAttribute(BotRules.MostBody)).WithSummary("Note, label or text of a version that nothing has used");
        bots.MapDelete("/{id:long}/versions/{version}", RemoveAsync).For(Role.Developer).WithSummary("Delete a version that nothing has used");
    }

    static async Task<IResult> ListAsync(long id, Visitor visitor, BotShelf shelf, IDatabase database, CancellationToken cancellation) => await shelf.SeenAsync(id, visitor, cancellation) is { } bot
        ? Answers.Ok((await database.Library.Versions(id, cancellation)).Select(row => VersionAnswer.Of(row, bot.Language)).ToArray())
        : BotShelf.NotFound($"{id}");

    static async Task<IResult> AddAsync(long id, NewVersion wish, Visitor visitor, BotShelf shelf, VersionMaker maker, IDatabase database, CancellationToken cancellation)
    {
        var (bot, failure) = await shelf.OwnAsync(id, visitor, cancellation);
        if (failure is not null) return failure;
        var text = wish.Text ?? (await database.Library.Draft(id, visitor.Name, cancellation))?.Source;
        if (text is null) return ApiFailure.BadInput($"text: expected a text; you have no draft of {bot!.Name}", "text");
        var (version, added, refused) = await maker.MakeAsync(bot!, visitor, text, wish.Note, wish.Label, wish.Major == true, cancellation);
        return refused ?? TypedResults.Json(VersionAnswer.Of(version!, bot!.Language), ApiJson.Options, statusCode: added ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    static async Task<IResult> FindAsync(long id, string version, Visitor visitor, BotShelf shelf, IDatabase database, HttpContext context)
    {
        if (await shelf.SeenAsync(id, visitor, context.RequestAborted) is not { } bot) return BotShelf.NotFound($"{id}");
        var versions = await database.Library.Versions(id, context.RequestAborted);
        var found = version == "latest" ? versions is [var newest, ..] ? newest : null : versions.FirstOrDefault(row => row.Version == version);
        if (found is null || await database.Library.Source(id, found.Version, context.RequestAborted) is not { } text) return NotFound(bot, version);
        return Tags.Ok(context, new VersionText(VersionAnswer.Of(found, bot.Language), text));
    }

    static async Task<IResult> ChangeAsync(long id, string version, VersionPatch patch, Visitor visitor, BotShelf shelf, VersionMaker maker, IDatabase database, CancellationToken cancellation)
    {
        if (BotRules.OfNote(patch.Note, patch.Label) is { } wrong) return wrong;
        var (bot, failure) = await shelf.OwnAsync(id, visitor, cancellation);
        if (failure is not null) return failure;
        var (parameters, isChecked, unsound) = patch.Text is { } text ? await maker.LookAsync(bot!, text, cancellation) : ("", false, null);
        if (unsound is not null) return unsound;
        var outcome = await database.Library.ChangeVersion(
            id, version, row => patch.Text is { } next
                ? row with { Note = patch.Note ?? row.Note, Label = patch.Label ?? row.Label, Hash = BotRules.HashOf(next), Parameters = parameters, Checked = isChecked }
                : row with { Note = patch.Note ?? row.Note, Label = patch.Label ?? row.Label },
            patch.Text, cancellation);
        if (Refusal(outcome, bot!, version) is { } refused) return refused;
        return (await database.Library.Versions(id, cancellation)).FirstOrDefault(row => row.Version == version) is { } now ? Answers.Ok(VersionAnswer.Of(now, bot!.Language)) : NotFound(bot!, version);
    }

    static async Task<IResult> RemoveAsync(long id, string version, Visitor visitor, BotShelf shelf, IDatabase database, CancellationToken cancellation)
    {
        var (bot, failure) = await shelf.OwnAsync(id, visitor, cancellation);
        if (failure is not null) return failure;
        return Refusal(await database.Library.RemoveVersion(id, version, cancellation), bot!, version) ?? Answers.Done();
    }

    static IResult? Refusal(LibraryChange outcome, LibraryRow bot, string version) => outcome switch
    {
        LibraryChange.Locked => ApiFailure.Conflict($"{bot.Name} {version} is locked: a job or a deployment used it; save the next version instead"),
        LibraryChange.Done => null,
        _ => NotFound(bot, version),
    };

    static ApiFailure NotFound(LibraryRow bot, string version) => ApiFailure.NotFound($"{bot.Name} has no version {version}");
}

/// <summary>A version that is made.</summary>
/// <param name="Text">Its text; null for one's own draft.</param>
/// <param name="Note">What is said of it.</param>
/// <param name="Label">A short name of its own.</param>
/// <param name="Major">Whether the number before the dot grows.</param>
internal sealed record NewVersion(string? Text = null, string? Note = null, string? Label = null, bool? Major = null);

/// <summary>What changes of a version; what is not said stays.</summary>
/// <param name="Note">What is said of it.</param>
/// <param name="Label">A short name of its own; empty for none.</param>
/// <param name="Text">Its text.</param>
internal sealed record VersionPatch(string? Note = null, string? Label = null, string? Text = null);
