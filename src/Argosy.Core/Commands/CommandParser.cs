using Argosy.Core.Values;

namespace Argosy.Core.Commands;

/// <summary>Reads commands. One grammar serves console, HTTP, chat, webhook and web palette.</summary>
/// <remarks>Words, symbols and option names are case-free. A leading slash and, behind the word, @NAME are dropped: chat programs add them.</remarks>
public static class CommandParser
{
    /// <summary>Longest text read.</summary>
    public const int MaxLength = 500;

    /// <summary>Reads one command; never throws for any text.</summary>
    public static CommandReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength) return Fail(MaxLength + 1, text.Length - MaxLength, $"the text is longer than {MaxLength} characters");
        var end = text.TrimEnd().Length;
        for (var i = 0; i < end; i++)
        {
            if (char.IsControl(text[i]) && text[i] != '\t') return Fail(i + 1, 1, "a command is one line without control characters");
        }
        var tokens = new List<CommandToken>();
        if (CommandToken.Split(text, tokens) is { } fault) return CommandReading.Failed(fault);
        if (tokens.Count == 0) return Fail(1, 1, "nothing was said; expected a command", "help");
        var word = Word(tokens[0].Text);
        var verb = CommandVerbs.Find(word);
        if (verb is not null) return CommandReader.Arrange(text, verb, tokens, out var reader) is { } wrong ? CommandReading.Failed(wrong) : verb.Read(reader);
        var near = Suggestion.For(word, CommandVerbs.All.Select(known => known.Name));
        return Fail(tokens[0].Position, tokens[0].Length, $"'{tokens[0].Text}' is no command; 'help' lists them", near);
    }

    static string Word(string typed)
    {
        var word = typed.StartsWith('/') ? typed[1..] : typed;
        var at = word.IndexOf('@', StringComparison.Ordinal);
        return (at > 0 ? word[..at] : word).ToLowerInvariant();
    }

    static CommandReading Fail(int position, int length, string message, string? suggestion = null) =>
        CommandReading.Failed(new(position, length, message, suggestion));
}
