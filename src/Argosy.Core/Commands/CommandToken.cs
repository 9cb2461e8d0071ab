namespace Argosy.Core.Commands;

/// <summary>One word of a command.</summary>
/// <param name="Text">The word without its quotation marks.</param>
/// <param name="Position">Its first character in the text, from 1.</param>
/// <param name="Length">Its characters in the text, marks included.</param>
/// <param name="IsQuoted">Whether it stood between quotation marks.</param>
internal readonly record struct CommandToken(string Text, int Position, int Length, bool IsQuoted)
{
    /// <summary>An option's word: a dash of any kind and a letter. Chat programs turn two hyphens into a dash.</summary>
    public bool IsOption => !IsQuoted && Text.Length > 1 && IsDash(Text[0]) && char.IsLetter(OptionName.Length > 0 ? OptionName[0] : ' ');

    /// <summary>The option's name without dashes, in lower case.</summary>
    public string OptionName => Text.TrimStart('-', '\u2013', '\u2014').ToLowerInvariant();

    public static bool IsDash(char c) => c is '-' or '\u2013' or '\u2014';

    /// <summary>Cuts a text at blanks, quotation marks respected.</summary>
    public static CommandFault? Split(string text, List<CommandToken> tokens)
    {
        var i = 0;
        while (i < text.Length)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }
            var start = i;
            if (text[i] == '"')
            {
                var end = text.IndexOf('"', i + 1);
                if (end < 0) return new(start + 1, text.Length - start, "the quotation mark is never closed", text[start..] + "\"");
                tokens.Add(new(text[(start + 1)..end], start + 1, end + 1 - start, IsQuoted: true));
                i = end + 1;
                continue;
            }
            while (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] != '"') i++;
            tokens.Add(new(text[start..i], start + 1, i - start, IsQuoted: false));
        }
        return null;
    }

    /// <summary>A name as it has to be typed: between quotation marks where it would read otherwise.</summary>
    public static string Quoted(string name) =>
        name.Length > 0 && !IsDash(name[0]) && !name.Equals("all", StringComparison.OrdinalIgnoreCase) && name.All(IsPlain) ? name : $"\"{name}\"";

    static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-';
}
