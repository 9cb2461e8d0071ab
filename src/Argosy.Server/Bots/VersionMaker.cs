using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Bots;

/// <summary>Makes versions: looks at the text first where somebody can.</summary>
internal sealed class VersionMaker(IDatabase database, BotShelf shelf, EditorDesk editor, BotDocuments documents)
{
    /// <summary>What a text's parameters are and whether it was looked at; or what is wrong with it.</summary>
    public async Task<(string Parameters, bool Checked, IResult? Failure)> LookAsync(LibraryRow bot, string text, CancellationToken cancellation)
    {
        if (BotRules.OfText(text) is { } wrong) return ("", false, wrong);
        if (text.Length == 0) return ("", false, ApiFailure.BadInput("text: it is empty", "text"));
        if (editor.Code is not { } code) return ("", false, null);
        var look = BotRules.CodeOf(bot.Language) is { } language ? await code.CheckAsync(language, text, BotRules.FileOf(bot.Name, bot.Language), cancellation) : documents.Check(text);
        // Where nobody can look, e.g. without a sandbox, the text is kept as it is; a run says what is wrong with it.
        if (!look.Ok) return ("", false, null);
        return look.Value.IsSound ? (JsonSerializer.Serialize(look.Value.Parameters ?? [], ApiJson.Options), true, null) : ("", false, new UnsoundText(look.Value.Problems));
    }

    /// <summary>Makes the next version of a bot.</summary>
    public async Task<(VersionRow? Version, bool Added, IResult? Failure)> MakeAsync(LibraryRow bot, Visitor visitor, string text, string? note, string? label, bool major, CancellationToken cancellation)
    {
        if (BotRules.OfNote(note, label) is { } odd) return (null, false, odd);
        var (parameters, isChecked, failure) = await LookAsync(bot, text, cancellation);
        if (failure is not null) return (null, false, failure);
        if ((await database.Library.Versions(bot.Id, cancellation)).Count >= BotRules.MostVersions) return (null, false, new ApiFailure(ApiCode.Refused, $"{bot.Name} has {BotRules.MostVersions} versions; delete unused ones first"));
        var row = new VersionRow { Bot = bot.Id, Note = note ?? "", Label = label ?? "", Hash = BotRules.HashOf(text), Parameters = parameters, Checked = isChecked, Author = visitor.Name, Created = shelf.Now };
        if (await database.Library.AddVersion(row, text, major, cancellation) is not var (added, version)) return (null, false, BotShelf.NotFound($"{bot.Id}"));
        if (added) await database.Library.Change(bot.Id, known => known with { Edited = shelf.Now }, cancellation);
        // A draft of this very text now begins from this version.
        await database.Library.RebaseDraft(bot.Id, visitor.Name, text, version.Version, cancellation);
        return (version, added, null);
    }
}
