using System.Globalization;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Bots;

/// <summary>Drafts: one of each user for each bot, saved while it is typed. A save names the revision it was made from; two tabs never overwrite one another unseen.</summary>
internal static class DraftEndpoints
{
    public static void Map(RouteGroupBuilder bots)
    {
        bots.MapGet("/{id:long}/draft", FindAsync).Answering<DraftAnswer>().WithSummary("One's own unfinished text; that of the newest version where nothing was begun");
        bots.MapPut("/{id:long}/draft", SaveAsync).For(Role.Developer).Answering<DraftSaved>().WithoutAudit().WithMetadata(new RequestSizeLimitAttribute(BotRules.MostBody)).WithSummary("Save it over the revision that If-Match names; 412 brings the text another tab has saved");
        bots.MapDelete("/{id:long}/draft", DropAsync).For(Role.Developer).WithSummary("Throw it away");
    }

    /// <summary>A user's text of a bot as it stands.</summary>
    public static async Task<DraftAnswer> PresentAsync(LibraryRow bot, Visitor visitor, IDatabase database, CancellationToken cancellation)
    {
        if (await database.Library.Draft(bot.Id, visitor.Name, cancellation) is { } draft) return DraftAnswer.Of(draft);
        return await database.Library.Versions(bot.Id, cancellation) is [var newest, ..]
            ? new DraftAnswer(await database.Library.Source(bot.Id, newest.Version, cancellation) ?? "", 0, newest.Version, null)
            : new DraftAnswer("", 0, "", null);
    }

    static async Task<IResult> FindAsync(long id, Visitor visitor, BotShelf shelf, IDatabase database, HttpContext context)
    {
        if (await shelf.SeenAsync(id, visitor, context.RequestAborted) is not { } bot) return BotShelf.NotFound($"{id}");
        var present = await PresentAsync(bot, visitor, database, context.RequestAborted);
        SetTag(context, present.Revision);
        return Answers.Ok(present);
    }

    static async Task<IResult> SaveAsync(long id, DraftText wish, Visitor visitor, BotShelf shelf, IDatabase database, HttpContext context)
    {
        if (Revision(context) is not { } over) return ApiFailure.BadInput("expected the revision the text was made from, in quotation marks, e.g. \"7\"; \"0\" where nothing was begun", "If-Match");
        if (BotRules.OfText(wish.Text) is { } wrong) return wrong;
        if (wish.Base is { } from && (from.Length > 30 || from.Any(c => !char.IsAsciiDigit(c) && c != '.'))) return ApiFailure.BadInput($"base: '{from}' is no version", "base");
        var (bot, failure) = await shelf.OwnAsync(id, visitor, context.RequestAborted);
        if (failure is not null) return failure;
        var before = wish.Base ?? (await PresentAsync(bot!, visitor, database, context.RequestAborted)).Base;
        // What arrived is saved, whether somebody still waits for the answer or not.
        var (saved, draft) = await database.Library.SaveDraft(new DraftRow { Bot = id, User = visitor.Name, Source = wish.Text, Base = before, Edited = shelf.Now }, over, CancellationToken.None);
        if (saved)
        {
            await database.Library.Change(id, row => row with { Edited = draft!.Edited }, CancellationToken.None);
            SetTag(context, draft!.Revision);
            return Answers.Ok(new DraftSaved(draft.Revision, draft.Base, draft.Edited));
        }
        var present = draft is null ? await PresentAsync(bot!, visitor, database, context.RequestAborted) : DraftAnswer.Of(draft);
        SetTag(context, present.Revision);
        return new DraftConflict(present);
    }

    static async Task<IResult> DropAsync(long id, Visitor visitor, BotShelf shelf, IDatabase database, CancellationToken cancellation)
    {
        if (await shelf.SeenAsync(id, visitor, cancellation) is null) return BotShelf.NotFound($"{id}");
        await database.Library.DropDraft(id, visitor.Name, cancellation);
        return Answers.Done();
    }

    static void SetTag(HttpContext context, long revision)
    {
        context.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{revision}\"");
        context.Response.Headers.CacheControl = "private, no-cache";
    }

    static long? Revision(HttpContext context) =>
        context.Request.Headers.IfMatch.ToString().Trim() is ['"', .. var digits, '"'] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : null;
}

/// <summary>A text to save.</summary>
/// <param name="Text">The text.</param>
/// <param name="Base">The version it was begun from; null leaves it.</param>
internal sealed record DraftText(string Text, string? Base = null);
