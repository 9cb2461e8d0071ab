namespace Argosy.Cli.Terminals;

/// <summary>Breaks text between words.</summary>
static class TextWrap
{
    /// <summary>Lines of at most <paramref name="width"/> characters; a longer word has a line of its own. At least one line.</summary>
    public static IReadOnlyList<string> Lines(string text, int width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                lines.Add(line);
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        lines.Add(line);
        return lines;
    }
}
