using System.Text.Json;
using Argosy.Data.Catalogue;
using Argosy.Hosting.Ports;
using Argosy.Research.Results;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Argosy.Server.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Bots;

/// <summary>A backtest of the text that is being written. Its settings are kept for each bot and user; of its result nothing is.</summary>
internal static class QuickBacktestEndpoints
{
    public static void Map(RouteGroupBuilder bots)
    {
        bots.MapGet("/{id:long}/quick-backtest", SettingsAsync).Answering<QuickSettings>().WithSummary("The settings of one's last quick backtest of a bot");
        bots.MapPost("/{id:long}/quick-backtest", RunAsync).For(Role.Developer).Answering<QuickAnswer>().WithoutAudit().WithMetadata(new RequestSizeLimitAttribute(BotRules.MostBody)).WithSummary("Run a text, a version or one's draft, and answer what came of it");
    }

    static async Task<IResult> SettingsAsync(long id, Visitor visitor, BotShelf shelf, IDatabase database, CancellationToken cancellation)
    {
        if (await shelf.SeenAsync(id, visitor, cancellation) is null) return BotShelf.NotFound($"{id}");
        return Answers.Ok(new QuickSettings(await KeptAsync(id, visitor, database, cancellation)));
    }

    static async Task<IResult> RunAsync(long id, QuickWish wish, Visitor visitor, BotShelf shelf, EditorDesk desk, EditorLimits limits, ResearchFolders folders, ResearchOptions options, IDatabase database, CancellationToken cancellation)
    {
        if (await shelf.SeenAsync(id, visitor, cancellation) is not { } bot) return BotShelf.NotFound($"{id}");
        if (wish.Text is not null && BotRules.OfText(wish.Text) is { } wrong) return wrong;
        if (wish.Text is not null && wish.Version is not null) return ApiFailure.BadInput("text and version contradict: one of them is what runs", "version");
        var text = wish.Text ?? (wish.Version is { } version ? await database.Library.Source(id, version, cancellation) : (await DraftEndpoints.PresentAsync(bot, visitor, database, cancellation)).Text);
        if (text is null) return ApiFailure.BadInput($"version: {bot.Name} has no version {wish.Version}", "version");
        if (text.Length == 0) return ApiFailure.BadInput("text: there is nothing to run yet", "text");
        if (BotRules.CodeOf(bot.Language) is not { } language) return ApiFailure.BadInput($"a document of {bot.Language} has no quick backtest; a job runs its versions", "text");
        if ((wish.Settings ?? await KeptAsync(id, visitor, database, cancellation)) is not { } settings) return ApiFailure.BadInput("settings: expected at least series; this bot was not run here before", "settings");
        if (Refusal(settings, text, folders, options) is { } refused) return refused;
        List<string> words = [];
        if (RequestWords.Read("backtest", settings, words) is { } unread) return unread;
        if (desk.Quick is not { } quick) return EditorEndpoints.NotHere("runs no quick backtests");
        var (turn, busy) = limits.Begin(visitor);
        if (busy is not null) return busy;
        using (turn)
        {
            if (wish.Settings is not null) await database.Documents.Put(ScopeOf(id), visitor.Name, settings.GetRawText(), cancellation);
            var name = Path.GetFileNameWithoutExtension(BotRules.FileOf(bot.Name, bot.Language));
            var answer = await quick.RunAsync(new QuickBacktest { Source = text, Language = language, Name = name, Words = words }, cancellation);
            return answer.State switch
            {
                QuickState.Done => Done(answer),
                QuickState.Problems or QuickState.Failed => Answers.Ok(QuickAnswer.Failed(answer)),
                QuickState.BadInput => ApiFailure.BadInput(answer.Message, RequestFields.FieldOf("backtest", answer.Message) ?? "settings"),
                QuickState.Unavailable => new ApiFailure(ApiCode.Unavailable, answer.Message),
            };
        }
    }

    static string ScopeOf(long bot) => $"bot:{bot}";

    static async Task<JsonElement?> KeptAsync(long bot, Visitor visitor, IDatabase database, CancellationToken cancellation) =>
        await database.Documents.Get(ScopeOf(bot), visitor.Name, cancellation) is { } kept ? JobAnswer.Parse(kept) : null;

    // What would be wrong with a job of these settings; the text stands for the strategy.
    static ApiFailure? Refusal(JsonElement settings, string text, ResearchFolders folders, ResearchOptions options)
    {
        if (settings.ValueKind != JsonValueKind.Object) return ApiFailure.BadInput("settings: expected an object", "settings");
        foreach (var own in (string[])["strategy", "bot", "source", "note", "tags"])
        {
            if (settings.TryGetProperty(own, out _)) return ApiFailure.BadInput($"settings: '{own}' is no setting of a quick backtest; the text is what runs", own);
        }
        if (RequestWords.Read("backtest", settings, []) is { } unread) return unread;
        var whole = System.Text.Json.Nodes.JsonNode.Parse(settings.GetRawText())!.AsObject();
        whole["source"] = text;
        return RequestCheck.Of("backtest", JsonSerializer.SerializeToElement(whole), new BarCatalogue(folders.Bars), options);
    }

    static IResult Done(QuickBacktestAnswer answer)
    {
        using var stream = new MemoryStream(answer.Result.ToArray(), writable: false);
        var read = ResultFile.Read(stream, "the result");
        return read.Ok ? Answers.Ok(QuickAnswer.Of(answer, read.Value)) : ApiFailure.Of(read.Error!);
    }
}

/// <summary>A quick backtest that is asked for.</summary>
/// <param name="Text">The text; null for a version, else one's draft.</param>
/// <param name="Version">A version.</param>
/// <param name="Settings">The fields of a backtest job: series, from, to, cash, parameters and so on; null for the last ones.</param>
internal sealed record QuickWish(string? Text = null, string? Version = null, JsonElement? Settings = null);

/// <summary>The last settings.</summary>
/// <param name="Settings">Null where there were none.</param>
internal sealed record QuickSettings(JsonElement? Settings);
