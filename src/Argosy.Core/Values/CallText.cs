namespace Argosy.Core.Values;

/// <summary>A named rule as users write it: <c>stop:2%</c>, <c>cooldown(time=1h)</c>, <c>fast:ma-cross(fast=5, slow=20)</c> or a bare name.</summary>
/// <param name="Name">The name before the colon or the bracket, as written.</param>
/// <param name="Value">The one value after a colon; null where there is none.</param>
/// <param name="Arguments">The named values between brackets, in the order written.</param>
public sealed record CallText(string Name, string? Value, IReadOnlyList<KeyValuePair<string, string>> Arguments)
{
    /// <summary>Reads one rule; a value may hold brackets of its own as long as they are balanced.</summary>
    /// <returns>The rule, or what is wrong with the text and where (position counted from 1).</returns>
    public static Result<CallText> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        if (Unbalanced(trimmed) is { } unbalanced) return unbalanced;
        var end = trimmed.AsSpan().IndexOfAny(':', '(');
        var name = (end < 0 ? trimmed : trimmed[..end]).Trim();
        if (name.Length == 0) return Error.BadInput($"'{text}' has no name; expected name, name:value or name(key=value, ...)");
        if (end < 0) return new CallText(name, null, []);
        if (trimmed[end] == ':')
        {
            var value = trimmed[(end + 1)..].Trim();
            return value.Length == 0 ? Error.BadInput($"'{text}' has no value after '{name}:'") : new CallText(name, value, []);
        }
        if (trimmed[^1] != ')' || Closing(trimmed, end) != trimmed.Length - 1)
        {
            return Error.BadInput($"'{text}' goes on after its bracket closes at position {Closing(trimmed, end) + 1}; expected its end there");
        }
        return Inside(text, name, trimmed[(end + 1)..^1]);
    }

    /// <summary>Cuts a list at <paramref name="separator"/>, brackets left whole; parts are trimmed, empty ones dropped.</summary>
    public static IReadOnlyList<string> Split(string text, char separator)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = new List<string>();
        var (depth, start) = (0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (text[i] != separator || depth > 0))
            {
                depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
                continue;
            }
            var part = text[start..i].Trim();
            if (part.Length > 0) parts.Add(part);
            start = i + 1;
        }
        return parts;
    }

    /// <summary>The rule as text that reads back the same.</summary>
    public override string ToString() =>
        Value is not null ? $"{Name}:{Value}" : Arguments.Count == 0 ? Name : $"{Name}({string.Join(", ", Arguments.Select(pair => $"{pair.Key}={pair.Value}"))})";

    static Result<CallText> Inside(string text, string name, string inside)
    {
        var arguments = new List<KeyValuePair<string, string>>();
        foreach (var part in Split(inside, ','))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? "" : part[..equals].Trim();
            var value = equals < 0 ? "" : part[(equals + 1)..].Trim();
            if (key.Length == 0 || value.Length == 0) return Error.BadInput($"'{part}' in '{text}' is no argument; expected key=value");
            if (arguments.Exists(pair => pair.Key == key)) return Error.BadInput($"'{key}' is given twice in '{text}'");
            arguments.Add(new(key, value));
        }
        return new CallText(name, null, arguments);
    }

    static Error? Unbalanced(string text)
    {
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0) return Error.BadInput($"'{text}' closes a bracket at position {i + 1} that was never opened");
        }
        return depth > 0 ? Error.BadInput($"'{text}' opens a bracket that is never closed") : null;
    }

    static int Closing(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0) return i;
        }
        return -1;
    }
}
