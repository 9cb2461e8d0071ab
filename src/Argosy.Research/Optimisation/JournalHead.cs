using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Research.Optimisation;

/// <summary>The first line of a journal: what makes its search.</summary>
static class JournalHead
{
    /// <summary>Why a journal that begins with this line, without its end, does not belong to the search of this head; null where it does.</summary>
    public static Error? Difference(ReadOnlySpan<byte> line, ReadOnlySpan<byte> head, string path)
    {
        if (line.SequenceEqual(head)) return null;
        try
        {
            var oldReader = new Utf8JsonReader(line);
            var newReader = new Utf8JsonReader(head);
            using var was = JsonDocument.ParseValue(ref oldReader);
            using var isNow = JsonDocument.ParseValue(ref newReader);
            if (FormatOf(was.RootElement) is { } format)
            {
                if (format != TrialJournal.Format) return Error.BadInput($"{path} is '{Short(format)}', written by another version; expected {TrialJournal.Format}, delete it to begin anew");
                if (!SealedLine.IsWhole(line)) return Error.Corrupt($"{path}, line 1 is damaged: which search it belongs to cannot be told; delete the file to begin anew");
                return Different(was.RootElement, isNow.RootElement, "") is { } difference ? Error.BadInput($"{path} belongs to another search: {difference}") : null;
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // No JSON, or no UTF-8 in it.
            return Foreign(path);
        }
        return Foreign(path);
    }

    /// <summary>What is said of a file that is no journal.</summary>
    public static Error Foreign(string path) => Error.Corrupt($"{path}, line 1: not an {TrialJournal.Format} file");

    static string? FormatOf(JsonElement head) =>
        head.ValueKind == JsonValueKind.Object && head.TryGetProperty("format", out var named) && named.ValueKind == JsonValueKind.String
            && named.GetString() is { } format && format.StartsWith("argosy-", StringComparison.Ordinal) ? format : null;

    // The first member that differs, with both values.
    static string? Different(JsonElement was, JsonElement isNow, string name)
    {
        if (was.ValueKind != JsonValueKind.Object || isNow.ValueKind != JsonValueKind.Object)
        {
            return JsonElement.DeepEquals(was, isNow) ? null : $"{name} was {Short(was.GetRawText())}, is {Short(isNow.GetRawText())}";
        }
        foreach (var member in isNow.EnumerateObject())
        {
            var path = name.Length == 0 ? member.Name : $"{name}.{member.Name}";
            if (!was.TryGetProperty(member.Name, out var old)) return $"{path} was not given, is {Short(member.Value.GetRawText())}";
            if (Different(old, member.Value, path) is { } difference) return difference;
        }
        foreach (var member in was.EnumerateObject())
        {
            if (!isNow.TryGetProperty(member.Name, out _)) return $"{(name.Length == 0 ? "" : $"{name}.")}{member.Name} was {Short(member.Value.GetRawText())}, is not given";
        }
        return null;
    }

    static string Short(string text)
    {
        const int Longest = 100;
        return text.Length <= Longest ? text : $"{text[..Longest]}…";
    }
}
