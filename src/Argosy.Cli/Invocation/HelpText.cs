using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Invocation;

/// <summary>Help of one command: what it does, how it is called, its options in groups, examples to copy.</summary>
static class HelpText
{
    /// <summary>Writes the help.</summary>
    public static void Write(Command command, TextWriter output, int width)
    {
        var visible = command.Options.Where(o => !o.Hidden && o is not HelpOption).ToArray();
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine("Usage:");
        output.WriteLine($"  {Usage(command)}");
        Rows(output, "Commands", [.. command.Subcommands.Where(c => !c.Hidden).Select(c => (Call(c), FirstLine(c.Description)))], width);
        Rows(output, "Arguments", [.. command.Arguments.Where(a => !a.Hidden).Select(a => ($"<{a.Name}>", a.Description ?? ""))], width);
        var groups = Groups(command, visible).ToArray();
        foreach (var group in groups) Rows(output, group.Title, [.. group.Options.Where(o => !o.Hidden).Select(o => (Label(o), Meaning(o)))], width);
        if (command is not DescribedCommand { Examples: { Count: > 0 } examples }) return;
        output.WriteLine();
        output.WriteLine("Examples:");
        foreach (var example in examples) output.WriteLine($"  {example}");
    }

    /// <summary>How the command is called, e.g. <c>argosy backtest [options]</c>.</summary>
    public static string Usage(Command command)
    {
        var parts = new List<string> { Path(command) };
        if (command.Subcommands.Any(c => !c.Hidden)) parts.Add("<command>");
        parts.AddRange(command.Options.Where(o => o.Required).Select(Label));
        parts.AddRange(command.Arguments.Where(a => !a.Hidden).Select(a => a.Arity.MinimumNumberOfValues == 0 ? $"[<{a.Name}>{More(a)}]" : $"<{a.Name}>{More(a)}"));
        if (command.Options.Any(o => !o.Hidden && !o.Required && o is not HelpOption)) parts.Add("[options]");
        return string.Join(' ', parts);
    }

    /// <summary>Name and placeholder, e.g. <c>--cash &lt;amount&gt;</c>.</summary>
    public static string Label(Option option)
    {
        var aliases = option.Aliases.Count > 0 ? string.Join(", ", option.Aliases) + ", " : "";
        if (option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool)) return aliases + option.Name;
        var placeholder = option.HelpName ?? option.Name.TrimStart('-');
        return placeholder.Contains('|', StringComparison.Ordinal) ? $"{aliases}{option.Name} {placeholder}" : $"{aliases}{option.Name} <{placeholder}>";
    }

    /// <summary>What the option means, and whether it must be given.</summary>
    public static string Meaning(Option option)
    {
        if (option.Required) return $"{option.Description} (required)";
        var value = option.HasDefaultValue && option.ValueType != typeof(bool) ? option.GetDefaultValue() : null;
        return value is null ? option.Description ?? "" : $"{option.Description} (default {value})";
    }

    /// <summary>The command's options in groups; those without one come last.</summary>
    public static IEnumerable<OptionGroup> Groups(Command command, IReadOnlyList<Option> visible)
    {
        var described = command as DescribedCommand;
        foreach (var group in described?.Groups ?? []) yield return group;
        var rest = visible.Where(o => described is null || !described.Groups.Any(g => g.Options.Contains(o))).ToArray();
        if (rest.Length > 0) yield return new OptionGroup(described is { Groups.Count: > 0 } ? "Other options" : "Options", rest);
    }

    /// <summary>The command's words from <c>argosy</c> on.</summary>
    public static string Path(Command command) =>
        command is RootCommand ? "argosy" : command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : command.Name;

    static string Call(Command command)
    {
        var arguments = command.Arguments.Where(a => !a.Hidden).Select(a => a.Arity.MinimumNumberOfValues == 0 ? $" [{a.Name}]" : $" {a.Name}{More(a)}");
        return command.Name + string.Concat(arguments);
    }

    static string More(Argument argument) => argument.Arity.MaximumNumberOfValues > 1 ? "…" : "";

    static string FirstLine(string? text) => text?.Split('\n', 2)[0].TrimEnd() ?? "";

    static void Rows(TextWriter output, string title, IReadOnlyList<(string Label, string Meaning)> rows, int width)
    {
        if (rows.Count == 0) return;
        output.WriteLine();
        output.WriteLine($"{title}:");
        var column = Math.Min(rows.Max(r => r.Label.Length), 34) + 2;
        foreach (var (label, meaning) in rows)
        {
            var lines = TextWrap.Lines(meaning, Math.Max(width - column - 2, 30));
            var first = label.Length + 2 > column ? null : lines[0];
            output.WriteLine($"  {(first is null ? label : label.PadRight(column) + first)}".TrimEnd());
            for (var i = first is null ? 0 : 1; i < lines.Count; i++) output.WriteLine($"  {new string(' ', column)}{lines[i]}");
        }
    }
}

/// <summary>Answers --help.</summary>
sealed class HelpAnswer(Session session) : SynchronousCommandLineAction
{
    /// <summary>Help is help whatever else the line says.</summary>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        HelpText.Write(parseResult.CommandResult.Command, session.Terminal.Output, session.Terminal.Width);
        return (int)ExitCode.Done;
    }
}
