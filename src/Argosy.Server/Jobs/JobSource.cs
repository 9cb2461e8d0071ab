using System.Globalization;
using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.Server.Bots;

namespace Argosy.Server.Jobs;

/// <summary>The text a job runs: one that came with the request, or a version of the library, which is locked and so never another.</summary>
/// <param name="File">Its file name in the job's folder.</param>
/// <param name="Text">The text of the request; null where the library holds it.</param>
/// <param name="Bot">The bot; 0 for none.</param>
/// <param name="Version">Its version; empty for none.</param>
internal sealed record JobSource(string File, string? Text, long Bot, string Version)
{
    /// <summary>What a request that was resolved names; null for a built-in strategy.</summary>
    public static JobSource? Of(JsonElement request)
    {
        if (request.TryGetProperty("strategy", out var strategy) && strategy.ValueKind == JsonValueKind.String) return null;
        if (RequestWords.Text(request, "source") is { } text) return new JobSource(BotRules.FileOf("bot", RequestWords.Text(request, "language") ?? "csharp"), text, 0, "");
        var bot = RequestWords.Pairs(request, "bot");
        return IdOf(bot) is { } id ? new JobSource(BotRules.FileOf(bot.GetValueOrDefault("name", "bot"), bot.GetValueOrDefault("language", "csharp")), null, id, bot.GetValueOrDefault("version", "")) : null;
    }

    /// <summary>The number of the library's bot that a request's bot names; null where it is none of the library's.</summary>
    public static long? IdOf(IReadOnlyDictionary<string, string> bot) => bot.TryGetValue("id", out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The text; null where the library holds it no more.</summary>
    public async Task<string?> ReadAsync(IDatabase database, CancellationToken cancellation) => Text ?? await database.Library.Source(Bot, Version, cancellation);
}
