using System.Security.Cryptography;
using System.Text;
using Argosy.Core.MarketData;
using Argosy.Hosting.Ports;
using Argosy.Server.Http;

namespace Argosy.Server.Bots;

/// <summary>What may be said of a bot, and how it is spelled where a file or a request names it.</summary>
internal static class BotRules
{
    /// <summary>Most bytes of a text, UTF-8.</summary>
    public const int MostText = 524_288;

    /// <summary>Most bytes of a body with a text: JSON may spell a letter with six.</summary>
    public const int MostBody = 4_194_304;

    /// <summary>Most bots of a user and most versions of a bot: nobody fills the database by accident.</summary>
    public const int MostBots = 1_000, MostVersions = 2_000;

    const int LongestName = 80, LongestNote = 4_000, LongestLabel = 60, LongestDescription = 4_000, MostTags = 32, MostInstruments = 50;

    /// <summary>The languages there are.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["csharp", "typescript", "yaml", "consensus"];

    /// <summary>The language of one that is code; null for documents.</summary>
    public static BotLanguage? CodeOf(string language) => language switch { "csharp" => BotLanguage.CSharp, "typescript" => BotLanguage.TypeScript, _ => null };

    /// <summary>What is wrong with a language; null: nothing.</summary>
    public static ApiFailure? OfLanguage(string? language) => language is null || !Languages.Contains(language, StringComparer.Ordinal) ? ApiFailure.BadInput($"language: '{language}' is none; expected {string.Join(", ", Languages)}", "language") : null;

    /// <summary>What is wrong with a name; null: nothing.</summary>
    public static ApiFailure? OfName(string name) =>
        name.Length is 0 or > LongestName || name != name.Trim() || name.Any(char.IsControl) || !IsWhole(name) ? ApiFailure.BadInput($"name: expected 1 to {LongestName} characters without control characters, and no space at its ends", "name") : null;

    /// <summary>What is wrong with a text; null: nothing.</summary>
    public static ApiFailure? OfText(string text, string field = "text")
    {
        if (text.Length > MostText || Encoding.UTF8.GetByteCount(text) > MostText) return new ApiFailure(ApiCode.TooLarge, $"{field}: it is larger than {MostText / 1024} kB", field);
        return IsWhole(text) ? null : ApiFailure.BadInput($"{field}: it holds a character that is none (U+0000 or half of a pair)", field);
    }

    /// <summary>What is wrong with note and label of a version; null: nothing.</summary>
    public static ApiFailure? OfNote(string? note, string? label)
    {
        if (note is not null && (note.Length > LongestNote || !IsWhole(note))) return ApiFailure.BadInput($"note: expected at most {LongestNote} characters", "note");
        return label is not null && (label.Length > LongestLabel || label.Any(char.IsControl) || !IsWhole(label)) ? ApiFailure.BadInput($"label: expected at most {LongestLabel} characters on one line", "label") : null;
    }

    /// <summary>What is wrong with what is said of a bot; null: nothing.</summary>
    public static ApiFailure? OfDetails(string? description, IReadOnlyList<string>? tags, IReadOnlyList<string>? instruments, string? timeframe)
    {
        if (description is not null && (description.Length > LongestDescription || !IsWhole(description))) return ApiFailure.BadInput($"description: expected at most {LongestDescription} characters", "description");
        if (tags is not null && !AreWords(tags, MostTags)) return ApiFailure.BadInput($"tags: expected up to {MostTags} texts of 1 to 40 characters without commas", "tags");
        if (instruments is not null && !AreWords(instruments, MostInstruments)) return ApiFailure.BadInput($"instruments: expected up to {MostInstruments} names such as BTC/USDT", "instruments");
        if (timeframe is { Length: > 0 } && Timeframe.Parse(timeframe) is { Ok: false } wrong) return ApiFailure.BadInput($"timeframe: {wrong.Error!.Message}", "timeframe");
        return null;
    }

    /// <summary>Words as a row holds them.</summary>
    public static string Join(IReadOnlyList<string> words) => words.Count == 0 ? "," : $",{string.Join(',', words.Distinct(StringComparer.Ordinal))},";

    /// <summary>Words of a row.</summary>
    public static string[] Split(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>SHA-256 of a text, hexadecimal.</summary>
    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>A file name made of a bot's name: small letters, digits and hyphens, with the ending of its language.</summary>
    public static string FileOf(string name, string language)
    {
        var slug = new StringBuilder();
        foreach (var c in name)
        {
            if (slug.Length >= 40) break;
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(char.ToLowerInvariant(c));
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        var stem = slug.ToString().Trim('-');
        return $"{(stem.Length > 0 ? stem : "bot")}{(language == "typescript" ? ".ts" : ".cs")}";
    }

    /// <summary>Whether a text can be stored: no U+0000, no half of a surrogate pair.</summary>
    public static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }
        return true;
    }

    static bool AreWords(IReadOnlyList<string> words, int most) => words.Count <= most && words.All(word => word is { Length: > 0 and <= 40 } && !word.Any(c => c == ',' || char.IsControl(c)) && IsWhole(word));
}
