using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Bots;

/// <summary>Bots that users write. A user sees own and shared ones, an owner all; only who made one, or an owner, changes it.</summary>
internal static class BotEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var bots = api.MapGroup("/bots").WithTags("bots");
        bots.MapGet("", ListAsync).Answering<Page<BotAnswer>>().WithSummary("Bots, own and shared");
        bots.MapPost("", CreateAsync).For(Role.Developer).Answering<BotDetail>(StatusCodes.Status201Created).WithMetadata(new RequestSizeLimitAttribute(BotRules.MostBody)).WithSummary("Make a bot, empty, from a template or of a text");
        bots.MapGet("/{id:long}", FindAsync).Answering<BotDetail>().WithSummary("A bot with parameters and versions");
        bots.MapPatch("/{id:long}", ChangeAsync).For(Role.Developer).Answering<BotDetail>().WithSummary("Name, description, tags, instruments, timeframe, shared");
        bots.MapPost("/{id:long}/archive", (long id, Visitor visitor, BotShelf shelf, IDatabase database, CancellationToken cancellation) => PutAwayAsync(id, true, visitor, shelf, database, cancellation)).For(Role.Developer).Answering<BotDetail>().WithSummary("Put a bot away; nothing of it is lost");
        bots.MapPost("/{id:long}/restore", (long id, Visitor visitor, BotShelf shelf, IDatabase database, CancellationToken cancellation) => PutAwayAsync(id, false, visitor, shelf, database, cancellation)).For(Role.Developer).Answering<BotDetail>().WithSummary("Take a bot out again");
        bots.MapDelete("/{id:long}", DeleteAsync).For(Role.Developer).WithSummary("Delete a bot that nothing uses");
        bots.MapPost("/{id:long}/clone", CloneAsync).For(Role.Developer).Answering<BotDetail>(StatusCodes.Status201Created).WithSummary("A bot of one's own from another's text");
        DraftEndpoints.Map(bots);
        VersionEndpoints.Map(bots);
        ExchangeEndpoints.Map(bots);
        QuickBacktestEndpoints.Map(bots);
    }

    static async Task<IResult> ListAsync(Visitor visitor, BotShelf shelf, CancellationToken cancellation, bool? archived = null, string? language = null, string? tag = null, string? text = null, string sort = "-edited")
    {
        var (field, isDescending) = sort.StartsWith('-') ? (sort[1..], true) : (sort, false);
        if (Order(field) is not { } order) return ApiFailure.BadInput($"sort: '{sort}' is none; expected name, language, created, edited, deployments or sharpe, with a hyphen before it for the greatest first", "sort");
        var found = (await shelf.ListAsync(visitor, cancellation)).Where(bot =>
            (archived is null || bot.Archived == archived) && (language is null || bot.Language == language) && (tag is null || bot.Tags.Contains(tag, StringComparer.Ordinal))
            && (text is null || bot.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || bot.Description.Contains(text, StringComparison.OrdinalIgnoreCase)));
        BotAnswer[] rows = [.. isDescending ? found.OrderByDescending(order).ThenByDescending(bot => bot.Id) : found.OrderBy(order).ThenBy(bot => bot.Id)];
        return Answers.Ok(new Page<BotAnswer>(rows, null, rows.Length));
    }

    static Func<BotAnswer, IComparable>? Order(string field) => field switch
    {
        "name" => bot => bot.Name.ToUpperInvariant(),
        "language" => bot => bot.Language,
        "created" => bot => bot.Created,
        "edited" => bot => bot.Edited,
        "deployments" => bot => bot.Deployments,
        "sharpe" => bot => bot.Best?.Sharpe ?? double.NegativeInfinity,
        _ => null,
    };

    static async Task<IResult> CreateAsync(NewBot wish, Visitor visitor, BotShelf shelf, EditorDesk editor, IDatabase database, CancellationToken cancellation)
    {
        var template = wish.Template is { } named ? editor.Material.Templates.FirstOrDefault(one => one.Name == named && (wish.Language is null || one.Language == wish.Language)) : null;
        if (wish.Template is not null && template is null) return ApiFailure.BadInput($"template: there is no '{wish.Template}'{(wish.Language is null ? "" : $" in {wish.Language}")}", "template");
        if (wish.Template is not null && wish.Text is not null) return ApiFailure.BadInput("text and template contradict: one of them is the first text", "text");
        var language = wish.Language ?? template?.Language ?? "csharp";
        var text = wish.Text ?? template?.Text;
        if ((BotRules.OfName(wish.Name) ?? BotRules.OfLanguage(language) ?? BotRules.OfDetails(wish.Description, wish.Tags, wish.Instruments, wish.Timeframe) ?? (text is null ? null : BotRules.OfText(text))) is { } wrong) return wrong;
        var now = shelf.Now;
        var row = new LibraryRow
        {
            Name = wish.Name, Owner = visitor.Name, Language = language, Description = wish.Description ?? template?.Summary ?? "", Tags = BotRules.Join(wish.Tags ?? []), Instruments = BotRules.Join(wish.Instruments ?? []), Timeframe = wish.Timeframe ?? "",
            Created = now, Edited = now,
        };
        return await AddedAsync(row, text, visitor, shelf, database, cancellation);
    }

    /// <summary>Adds a bot with its first draft and answers it.</summary>
    public static async Task<IResult> AddedAsync(LibraryRow row, string? text, Visitor visitor, BotShelf shelf, IDatabase database, CancellationToken cancellation)
    {
        var (bot, refused) = await shelf.AddAsync(row, cancellation);
        if (refused is not null) return refused;
        if (text is not null) await database.Library.SaveDraft(new DraftRow { Bot = bot!.Id, User = visitor.Name, Source = text, Edited = row.Created }, 0, cancellation);
        return TypedResults.Json(await shelf.DetailAsync(bot!, visitor, cancellation), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    static async Task<IResult> FindAsync(long id, Visitor visitor, BotShelf shelf, HttpContext context) =>
        await shelf.SeenAsync(id, visitor, context.RequestAborted) is { } bot ? Tags.Ok(context, await shelf.DetailAsync(bot, visitor, context.RequestAborted)) : BotShelf.NotFound($"{id}");

    static async Task<IResult> ChangeAsync(long id, BotPatch patch, Visitor visitor, BotShelf shelf, IDatabase database, HttpContext context)
    {
        if (((patch.Name is null ? null : BotRules.OfName(patch.Name)) ?? BotRules.OfDetails(patch.Description, patch.Tags, patch.Instruments, patch.Timeframe)) is { } wrong) return wrong;
        var (bot, failure) = await shelf.OwnAsync(id, visitor, context.RequestAborted);
        if (failure is not null) return failure;
        if (Tags.Check(context, await shelf.DetailAsync(bot!, visitor, context.RequestAborted)) is { } changed) return changed;
        var outcome = await database.Library.Change(
            id, row => row with
            {
                Name = patch.Name ?? row.Name, Description = patch.Description ?? row.Description, Tags = patch.Tags is { } tags ? BotRules.Join(tags) : row.Tags, Instruments = patch.Instruments is { } instruments ? BotRules.Join(instruments) : row.Instruments,
                Timeframe = patch.Timeframe ?? row.Timeframe, Shared = patch.Shared ?? row.Shared, Edited = shelf.Now,
            },
            context.RequestAborted);
        if (outcome == LibraryChange.NameTaken) return ApiFailure.Conflict($"name: {bot!.Owner} has a bot '{patch.Name}' already", "name");
        return await database.Library.Find(id, context.RequestAborted) is { } now ? Tags.Ok(context, await shelf.DetailAsync(now, visitor, context.RequestAborted)) : BotShelf.NotFound($"{id}");
    }

    static async Task<IResult> PutAwayAsync(long id, bool isAway, Visitor visitor, BotShelf shelf, IDatabase database, CancellationToken cancellation)
    {
        var (_, failure) = await shelf.OwnAsync(id, visitor, cancellation);
        if (failure is not null) return failure;
        await database.Library.Change(id, row => row with { Archived = isAway }, cancellation);
        return await database.Library.Find(id, cancellation) is { } now ? Answers.Ok(await shelf.DetailAsync(now, visitor, cancellation)) : BotShelf.NotFound($"{id}");
    }

    static async Task<IResult> DeleteAsync(long id, Visitor visitor, BotShelf shelf, IDatabase database, CancellationToken cancellation)
    {
        var (bot, failure) = await shelf.OwnAsync(id, visitor, cancellation);
        if (failure is not null) return failure;
        var (change, uses) = await database.Library.Remove(id, cancellation);
        if (change == LibraryChange.NotFound) return BotShelf.NotFound($"{id}");
        return change == LibraryChange.InUse ? ApiFailure.Conflict($"{bot!.Name} is used by {Uses(uses)}; archive it instead, or delete those first") : Answers.Done();
    }

    static string Uses(LibraryUses uses)
    {
        (long Count, string What)[] all = [(uses.Deployments, "deployment"), (uses.Jobs, "job"), (uses.Runs, "stored run")];
        return string.Join(", ", all.Where(use => use.Count > 0).Select(use => $"{use.Count} {use.What}{(use.Count == 1 ? "" : "s")}"));
    }

    static async Task<IResult> CloneAsync(long id, Visitor visitor, BotShelf shelf, IDatabase database, CancellationToken cancellation, CloneWish? wish = null)
    {
        if (await shelf.SeenAsync(id, visitor, cancellation) is not { } bot) return BotShelf.NotFound($"{id}");
        if (wish?.Name is { } given && BotRules.OfName(given) is { } wrong) return wrong;
        string? text;
        if (wish?.Version is { } version)
        {
            text = await database.Library.Source(bot.Id, version, cancellation);
            if (text is null) return ApiFailure.BadInput($"version: {bot.Name} has no version {version}", "version");
        }
        else
        {
            text = (await DraftEndpoints.PresentAsync(bot, visitor, database, cancellation)).Text;
        }
        var now = shelf.Now;
        var name = wish?.Name ?? await shelf.FreeNameAsync(bot.Name, visitor.Name, cancellation);
        return await AddedAsync(bot with { Id = 0, Name = name, Owner = visitor.Name, Shared = false, Archived = false, Created = now, Edited = now }, text, visitor, shelf, database, cancellation);
    }
}

/// <summary>A bot that is asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Language">csharp, typescript, yaml or consensus; the template's, else csharp.</param>
/// <param name="Template">A template's name.</param>
/// <param name="Text">Its first text.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Tags">Tags.</param>
/// <param name="Instruments">What it usually trades.</param>
/// <param name="Timeframe">Its usual bar length.</param>
internal sealed record NewBot(string Name, string? Language = null, string? Template = null, string? Text = null, string? Description = null, IReadOnlyList<string>? Tags = null, IReadOnlyList<string>? Instruments = null, string? Timeframe = null);

/// <summary>What changes of a bot; what is not said stays.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Tags">All tags.</param>
/// <param name="Instruments">What it usually trades.</param>
/// <param name="Timeframe">Its usual bar length; empty for none.</param>
/// <param name="Shared">Whether every user sees it.</param>
internal sealed record BotPatch(string? Name = null, string? Description = null, IReadOnlyList<string>? Tags = null, IReadOnlyList<string>? Instruments = null, string? Timeframe = null, bool? Shared = null);

/// <summary>A clone.</summary>
/// <param name="Name">Its name; null for the other's with a number.</param>
/// <param name="Version">The version it is made of; null for one's own draft, else the newest.</param>
internal sealed record CloneWish(string? Name = null, string? Version = null);
