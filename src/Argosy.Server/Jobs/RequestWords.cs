using System.Globalization;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Server.Http;

namespace Argosy.Server.Jobs;

/// <summary>Turns a request into the words of a command line, each option and its value in one word: no value can be taken for an option.</summary>
internal static class RequestWords
{
    const int MostTexts = 256, MostLength = Bots.BotRules.MostText;

    /// <summary>The words, or what is wrong with which field.</summary>
    public static ApiFailure? Read(string kind, JsonElement request, List<string> words)
    {
        if (RequestFields.Of(kind) is not { } fields) return ApiFailure.BadInput($"there is no job '{kind}'{Suggestion.Phrase(kind, RequestFields.Kinds)}; expected {string.Join(", ", RequestFields.Kinds)}", "kind");
        if (request.ValueKind != JsonValueKind.Object) return ApiFailure.BadInput("expected an object", "request");
        foreach (var member in request.EnumerateObject())
        {
            if (fields.FirstOrDefault(known => known.Name == member.Name) is not { } field) return ApiFailure.BadInput($"a {kind} has no '{member.Name}'{Suggestion.Phrase(member.Name, fields.Select(f => f.Name))}", member.Name);
            if (member.Value.ValueKind == JsonValueKind.Null) continue;
            if (Add(field, member.Value, words) is { } wrong) return ApiFailure.BadInput($"{field.Name}: {wrong}", field.Name);
        }
        foreach (var field in fields.Where(field => field.IsRequired))
        {
            if (!request.TryGetProperty(field.Name, out var given) || given.ValueKind == JsonValueKind.Null || (given.ValueKind == JsonValueKind.Array && given.GetArrayLength() == 0)) return ApiFailure.BadInput($"{field.Name} is missing", field.Name);
        }
        return null;
    }

    /// <summary>A field's text; null where it is not there.</summary>
    public static string? Text(JsonElement request, string name) => request.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A field's texts, of one or of several; empty where it is not there.</summary>
    public static IReadOnlyList<string> Texts(JsonElement request, string name) => !request.TryGetProperty(name, out var value) ? [] : value.ValueKind switch
    {
        JsonValueKind.Array => [.. value.EnumerateArray().Select(Plain)],
        JsonValueKind.Null => [],
        _ => [Plain(value)],
    };

    /// <summary>A field's names and values; empty where it is not there.</summary>
    public static IReadOnlyDictionary<string, string> Pairs(JsonElement request, string name) => request.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
        ? value.EnumerateObject().Where(pair => pair.Value.ValueKind != JsonValueKind.Null).GroupBy(pair => pair.Name, StringComparer.Ordinal).ToDictionary(pair => pair.Key, pair => Plain(pair.Last().Value), StringComparer.Ordinal)
        : new Dictionary<string, string>(StringComparer.Ordinal);

    // What is wrong with a value; null: nothing.
    static string? Add(RequestField field, JsonElement value, List<string> words)
    {
        void Say(string text)
        {
            if (field.Option.Length > 0) words.Add($"{field.Option}={text}");
        }
        switch (field.Kind)
        {
            case FieldKind.Flag or FieldKind.Switch:
                if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return "expected true or false";
                if (field.Kind == FieldKind.Switch) Say(value.GetBoolean() ? "on" : "off");
                else if (value.GetBoolean()) words.Add(field.Option);
                return null;
            case FieldKind.Text:
                if (value.ValueKind != JsonValueKind.String) return "expected a text";
                if (Refusal(field, value.GetString()!) is { } refused) return refused;
                Say(value.GetString()!);
                return null;
            case FieldKind.Number or FieldKind.Whole or FieldKind.Time:
                if (!TryNumber(value, out var number)) return "expected a number";
                if (field.Kind != FieldKind.Number && number != decimal.Truncate(number)) return "expected a whole number";
                if (field.Kind != FieldKind.Number && Math.Abs(number) > long.MaxValue / 2) return "it is too large";
                if (number < field.Least) return $"{Exact.Text(number)} is too small; expected at least {Exact.Text(field.Least)}";
                if (number > field.Most) return $"{Exact.Text(number)} is too large; expected at most {Exact.Text(field.Most)}";
                Say(Exact.Text(number));
                return null;
            case FieldKind.Version when value.ValueKind == JsonValueKind.String:
                return Refusal(field, value.GetString()!);
            case FieldKind.Pairs or FieldKind.Version:
                if (value.ValueKind != JsonValueKind.Object) return "expected an object of names and values";
                foreach (var pair in value.EnumerateObject().Where(pair => pair.Value.ValueKind != JsonValueKind.Null))
                {
                    if (pair.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object) return $"'{pair.Name}' must be a text, a number or a truth value";
                    if (pair.Name.Length == 0 || pair.Name.Any(c => char.IsControl(c) || c == '=')) return $"'{pair.Name}' is no name";
                    if (Control(Plain(pair.Value)) is { } odd) return odd;
                    Say($"{pair.Name}={Plain(pair.Value)}");
                }
                return null;
            default:
                return AddTexts(field, value, Say);
        }
    }

    static string? AddTexts(RequestField field, JsonElement value, Action<string> say)
    {
        JsonElement[] items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        if (items.Length > MostTexts) return $"{items.Length} are too many; expected at most {MostTexts}";
        foreach (var item in items)
        {
            if (item.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)) return "expected texts";
            if (Refusal(field, Plain(item)) is { } refused) return refused;
            if (field.Kind == FieldKind.Series && Plain(item).Any(c => c is ',' or '/' or '\\')) return $"'{Plain(item)}' is no name of a series";
            say(Plain(item));
        }
        return null;
    }

    static string? Refusal(RequestField field, string text)
    {
        if (text.Length == 0) return "it is empty";
        if (text.Length > MostLength) return $"it is longer than {MostLength} characters";
        if (field.Words.Count > 0 && !field.Words.Contains(text, StringComparer.Ordinal)) return $"'{text}' is none of {string.Join(", ", field.Words)}";
        // A bot's text and a note have lines; what goes onto a command line has none.
        return field.Option.Length == 0 ? null : Control(text);
    }

    static string? Control(string text) => text.Any(char.IsControl) ? "it holds a control character" : null;

    static string Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.GetRawText(),
    };

    static bool TryNumber(JsonElement value, out decimal number)
    {
        number = 0;
        return value.ValueKind == JsonValueKind.Number ? value.TryGetDecimal(out number)
            : value.ValueKind == JsonValueKind.String && decimal.TryParse(value.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}
