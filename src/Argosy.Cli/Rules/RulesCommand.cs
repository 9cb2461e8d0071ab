using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;

namespace Argosy.Cli.Rules;

/// <summary><c>argosy rules</c>: exit rules, guards, limits and sizes, and the parameters of one.</summary>
static class RulesCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var name = new Argument<string?>("name") { Description = "A rule, to see its parameters", Arity = ArgumentArity.ZeroOrOne };
        var command = new DescribedCommand("rules", "List exit rules, guards, limits and sizes, or the parameters of one.")
        {
            Examples = ["argosy rules", "argosy rules ratio-trail"],
        };
        command.Add(name);
        command.Run(parse => Show(session, parse.GetValue(name)));
        return command;
    }

    static ExitCode Show(Session session, string? name)
    {
        if (name is null)
        {
            List(session.Terminal);
            return ExitCode.Done;
        }
        var found = ListedRule.All.Where(rule => string.Equals(rule.Name, name, StringComparison.OrdinalIgnoreCase)).ToArray();
        if (found.Length == 0)
        {
            var names = ListedRule.All.Select(rule => rule.Name).Distinct(StringComparer.Ordinal).ToArray();
            return session.Fail(Error.NotFound($"there is no rule '{name}'{Suggestion.Phrase(name, names)} (known: {string.Join(", ", names)})"));
        }
        foreach (var rule in found) Describe(session.Terminal, rule);
        return ExitCode.Done;
    }

    static void List(Terminal terminal)
    {
        var table = new TextTable("option", "rule", "what it does") { Left = [1, 2] };
        foreach (var rule in ListedRule.All) table.Add(rule.Option, rule.Name, rule.Summary);
        table.Write(terminal);
        terminal.Line();
        terminal.Line("argosy rules NAME shows the parameters of one; a rule is written name, name:value or name(key=value, ...).");
    }

    static void Describe(Terminal terminal, ListedRule rule)
    {
        terminal.Line($"{terminal.Paint(Tone.Head, rule.Name)} ({rule.Kind}, {rule.Option}): {rule.Summary}");
        terminal.Line();
        var table = new TextTable("parameter", "default", "takes", "unit", "meaning") { Left = [1, 2, 3, 4] };
        foreach (var p in rule.Parameters) table.Add(p.Name, p.Default ?? "(required)", p.Accepts, p.Unit, p.Help);
        table.Write(terminal, "  ");
        terminal.Line();
        terminal.Line($"E.g. {rule.Option} {rule.Example}");
        terminal.Line();
    }
}
