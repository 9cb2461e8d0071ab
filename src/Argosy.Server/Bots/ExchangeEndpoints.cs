using System.Globalization;
using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Argosy.Server.Bots;

/// <summary>Bots in and out: one document with text, versions and notes; and <c>argosy bots publish</c>.</summary>
internal static class ExchangeEndpoints
{
    const string Format = "argosy-bot/1";
    const int MostImport = 33_554_432, MostTexts = 16_777_216;

    public static void Map(RouteGroupBuilder bots)
    {
        bots.MapGet("/{id:long}/export", ExportAsync).Answering<BotDocument>().WithSummary("A bot as one document, with all its versions");
        bots.MapPost("/import", ImportAsync).For(Role.Developer).Answering<BotDetail>(StatusCodes.Status201Created).WithMetadata(new RequestSizeLimitAttribute(MostImport)).WithSummary("Make a bot of such a document");
        bots.MapPost("/publish", PublishAsync).For(Role.Developer).Answering<PublishedVersion>().WithMetadata(new RequestSizeLimitAttribute(BotRules.MostBody)).WithSummary("Save a text as the next version of one's own bot of a name, which is made where there is none");
    }

    static async Task<IResult> ExportAsync(long id, Visitor visitor, BotShelf shelf, IDatabase database, HttpResponse response, CancellationToken cancellation)
    {
        if (await shelf.SeenAsync(id, visitor, cancellation) is not { } bot) return BotShelf.NotFound($"{id}");
        var versions = new List<BotDocumentVersion>();
        foreach (var row in (await database.Library.Versions(id, cancellation)).Reverse())
        {
            if (await database.Library.Source(id, row.Version, cancellation) is { } text) versions.Add(new BotDocumentVersion(row.Version, row.Note, row.Label, row.Created, row.Hash, text));
        }
        var draft = await database.Library.Draft(id, visitor.Name, cancellation);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{Path.GetFileNameWithoutExtension(BotRules.FileOf(bot.Name, bot.Language))}.argosy-bot.json");
        response.Headers.ContentDisposition = disposition.ToString();
        return Answers.Ok(new BotDocument(Format, bot.Name, bot.Language, bot.Description, BotRules.Split(bot.Tags), BotRules.Split(bot.Instruments), bot.Timeframe, draft?.Source, versions));
    }

    static async Task<IResult> ImportAsync(BotDocument document, Visitor visitor, BotShelf shelf, IDatabase database, CancellationToken cancellation)
    {
        if (document.Format != Format) return ApiFailure.BadInput($"format: '{document.Format}' is none; expected {Format}", "format");
        var details = BotRules.OfName(document.Name) ?? BotRules.OfLanguage(document.Language) ?? BotRules.OfDetails(document.Description, document.Tags, document.Instruments, document.Timeframe);
        if ((details ?? (document.Draft is null ? null : BotRules.OfText(document.Draft, "draft")) ?? OfVersions(document.Versions ?? [])) is { } wrong) return wrong;
        var now = shelf.Now;
        var name = await shelf.FreeNameAsync(document.Name, visitor.Name, cancellation);
        var (bot, refused) = await shelf.AddAsync(
            new LibraryRow
            {
                Name = name, Owner = visitor.Name, Language = document.Language, Description = document.Description ?? "", Tags = BotRules.Join(document.Tags ?? []), Instruments = BotRules.Join(document.Instruments ?? []), Timeframe = document.Timeframe ?? "",
                Created = now, Edited = now,
            },
            cancellation);
        if (refused is not null) return refused;
        foreach (var version in document.Versions ?? [])
        {
            var (major, minor) = Number(version.Version)!.Value;
            // The hash is made here: what a document says of itself proves nothing.
            await database.Library.ImportVersion(
                new VersionRow { Bot = bot!.Id, Major = major, Minor = minor, Note = version.Note ?? "", Label = version.Label ?? "", Hash = BotRules.HashOf(version.Text), Author = visitor.Name, Created = version.Created ?? now }, version.Text, cancellation);
        }
        if (document.Draft is { } draft) await database.Library.SaveDraft(new DraftRow { Bot = bot!.Id, User = visitor.Name, Source = draft, Edited = now }, 0, cancellation);
        return TypedResults.Json(await shelf.DetailAsync(bot!, visitor, cancellation), ApiJson.Options, statusCode: StatusCodes.Status201Created);
    }

    static async Task<IResult> PublishAsync(PublishWish wish, Visitor visitor, BotShelf shelf, VersionMaker maker, IDatabase database, CancellationToken cancellation)
    {
        if ((BotRules.OfName(wish.Name) ?? BotRules.OfLanguage(wish.Language)) is { } wrong) return wrong;
        var bot = (await database.Library.List(visitor.Name, cancellation)).FirstOrDefault(row => row.Owner == visitor.Name && row.Name == wish.Name);
        if (bot is not null && bot.Language != wish.Language) return ApiFailure.Conflict($"language: your bot '{bot.Name}' is written in {bot.Language}", "language");
        var isNew = bot is null;
        if (bot is null)
        {
            // A text that cannot be a version makes no bot either.
            var now = shelf.Now;
            var row = new LibraryRow { Name = wish.Name, Owner = visitor.Name, Language = wish.Language, Created = now, Edited = now };
            if (BotRules.OfNote(wish.Note, wish.Label) is { } odd) return odd;
            if ((await maker.LookAsync(row, wish.Text, cancellation)).Failure is { } unsound) return unsound;
            (bot, var refused) = await shelf.AddAsync(row, cancellation);
            if (refused is not null) return refused;
        }
        var (version, added, failure) = await maker.MakeAsync(bot!, visitor, wish.Text, wish.Note, wish.Label, wish.Major == true, cancellation);
        if (failure is not null) return failure;
        return TypedResults.Json(new PublishedVersion(bot!.Id, bot.Name, version!.Version, added, version.Hash), ApiJson.Options, statusCode: isNew || added ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    static ApiFailure? OfVersions(IReadOnlyList<BotDocumentVersion> versions)
    {
        if (versions.Count > BotRules.MostVersions || versions.Sum(version => (long)version.Text.Length) > MostTexts) return new ApiFailure(ApiCode.TooLarge, $"versions: expected at most {BotRules.MostVersions} with {MostTexts / 1_048_576} MB of text together", "versions");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var version in versions)
        {
            if (Number(version.Version) is null) return ApiFailure.BadInput($"versions: '{version.Version}' is no version; expected e.g. 1.4", "versions");
            if (!seen.Add(version.Version)) return ApiFailure.BadInput($"versions: {version.Version} stands there twice", "versions");
            if ((BotRules.OfText(version.Text, "versions") ?? BotRules.OfNote(version.Note, version.Label)) is { } wrong) return wrong;
            if (version.Created is < 0 or > 253_402_300_799_999) return ApiFailure.BadInput($"versions: {version.Version} has no sensible time", "versions");
        }
        return null;
    }

    static (long Major, long Minor)? Number(string version) => version.Split('.') is [var before, var behind] && Whole(before) is { } major && Whole(behind) is { } minor && major > 0 ? (major, minor) : null;

    static long? Whole(string digits) => digits.Length is > 0 and < 10 && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == digits ? number : null;
}

/// <summary>A bot as a document.</summary>
/// <param name="Format">argosy-bot/1.</param>
/// <param name="Name">Its name.</param>
/// <param name="Language">csharp, typescript, yaml or consensus.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Tags">Tags.</param>
/// <param name="Instruments">What it usually trades.</param>
/// <param name="Timeframe">Its usual bar length.</param>
/// <param name="Draft">The unfinished text of who wrote the document; null for none.</param>
/// <param name="Versions">Oldest first.</param>
internal sealed record BotDocument(
    string Format, string Name, string Language, string? Description = null, IReadOnlyList<string>? Tags = null, IReadOnlyList<string>? Instruments = null, string? Timeframe = null, string? Draft = null, IReadOnlyList<BotDocumentVersion>? Versions = null);

/// <summary>A version in it.</summary>
/// <param name="Version">major.minor.</param>
/// <param name="Note">What is said of it.</param>
/// <param name="Label">A short name.</param>
/// <param name="Created">Unix ms; null for now.</param>
/// <param name="Hash">SHA-256 of the text; for readers, an import makes its own.</param>
/// <param name="Text">Its text.</param>
internal sealed record BotDocumentVersion(string Version, string? Note, string? Label, long? Created, string? Hash, string Text);

/// <summary>A text to publish.</summary>
/// <param name="Name">The bot's name.</param>
/// <param name="Language">Its language.</param>
/// <param name="Text">The text.</param>
/// <param name="Note">What is said of the version.</param>
/// <param name="Label">A short name.</param>
/// <param name="Major">Whether the number before the dot grows.</param>
internal sealed record PublishWish(string Name, string Language, string Text, string? Note = null, string? Label = null, bool? Major = null);

/// <summary>What a text was published as.</summary>
/// <param name="Id">The bot.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version.</param>
/// <param name="Created">False: the newest version held this very text already.</param>
/// <param name="Hash">SHA-256 of the text.</param>
internal sealed record PublishedVersion(long Id, string Name, string Version, bool Created, string Hash);
