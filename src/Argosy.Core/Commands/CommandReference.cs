using System.Text;

namespace Argosy.Core.Commands;

/// <summary>The grammar as text: the reference page and the answer to <c>help</c>.</summary>
public static class CommandReference
{
    /// <summary>One command explained: usage, meaning, options and an example.</summary>
    public static string Explain(CommandVerb verb)
    {
        ArgumentNullException.ThrowIfNull(verb);
        var text = new StringBuilder(verb.Usage).Append('\n').Append(verb.Meaning).Append('\n');
        foreach (var option in verb.Options) text.Append("  ").Append($"{option} {option.Value}".PadRight(16)).Append(option.Meaning).Append('\n');
        return text.Append("e.g. ").Append(verb.Example).Append('\n').ToString();
    }

    /// <summary>All commands, a line each.</summary>
    public static string List() => string.Concat(CommandVerbs.All.Select(verb => $"{verb.Name,-12} {verb.Meaning}\n"));

    /// <summary>The tables of <c>docs/reference/commands.md</c>.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("| Command | What it does | Example |\n|---|---|---|\n");
        foreach (var verb in CommandVerbs.All) text.Append("| `").Append(Cell(verb.Usage)).Append("` | ").Append(verb.Meaning).Append(" | `").Append(verb.Example).Append("` |\n");
        text.Append("\n| Option | Meaning | Example |\n|---|---|---|\n");
        foreach (var option in CommandVerbs.All.SelectMany(verb => verb.Options).Distinct()) text.Append("| `").Append(option).Append(' ').Append(Cell(option.Value)).Append("` | ").Append(option.Meaning).Append(" | `").Append(option).Append(' ').Append(option.Example).Append("` |\n");
        return text.ToString();
    }

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
