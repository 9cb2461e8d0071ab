using System.CommandLine;
using Argosy.Cli.Backtesting;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Engine.Strategies;
using Argosy.Strategies;

namespace Argosy.Cli.Strategies;

/// <summary><c>argosy strategies</c>: what is built in, and the parameters of one.</summary>
static class StrategiesCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var name = new Argument<string?>("name") { Description = "A strategy or a bot's file, to see its parameters", Arity = ArgumentArity.ZeroOrOne };
        var json = OptionKinds.Text("--json", "file", "Write the list as JSON; - is the standard output");
        var command = new DescribedCommand("strategies", "List the built-in strategies, or the parameters of one.")
        {
            Examples = ["argosy strategies", "argosy strategies ma-cross", "argosy strategies my-bot.ts", "argosy strategies --json -"],
        };
        command.Add(name);
        command.Add(json);
        command.Run(parse => Show(session, parse.GetValue(name), parse.GetValue(json)));
        return command;
    }

    static ExitCode Show(Session session, string? name, string? json)
    {
        IReadOnlyList<StrategyDescriptor> shown = StrategyCatalogue.All;
        if (name is not null)
        {
            var found = StrategyReader.IsFile(name) ? session.Bots.Find(name) : StrategyCatalogue.Find(name);
            if (!found.Ok) return session.Fail(found.Error!);
            shown = [found.Value];
        }
        if (json is not null) return OutputFiles.WriteJson(session, json, writer => StrategyJson.Write(writer, shown));
        if (name is null) List(session.Terminal, shown);
        else Describe(session.Terminal, shown[0]);
        return ExitCode.Done;
    }

    static void List(Terminal terminal, IReadOnlyList<StrategyDescriptor> all)
    {
        var table = new TextTable("strategy", "parameters", "what it does") { Left = [1, 2] };
        foreach (var one in all)
        {
            var parameters = string.Join(' ', one.Parameters.Select(p => p.Default is null ? p.Name : $"{p.Name}={p.Default}"));
            table.Add(one.Name, parameters.Length > 36 ? string.Concat(parameters.AsSpan(0, 35), "…") : parameters, one.Summary);
        }
        table.Write(terminal);
        terminal.Line();
        terminal.Line("argosy strategies NAME shows the parameters of one; argosy backtest --strategy NAME or --strategy my-strategy.cs runs one.");
    }

    static void Describe(Terminal terminal, StrategyDescriptor strategy)
    {
        terminal.Line($"{terminal.Paint(Tone.Head, strategy.Name)}: {strategy.Summary}");
        terminal.Line();
        if (strategy.Parameters.Count == 0)
        {
            terminal.Line("It has no parameters.");
        }
        else
        {
            if (strategy.MemberHelp.Count > 0) terminal.Line("Its own parameters:");
            var table = new TextTable("parameter", "default", "takes", "unit", "meaning") { Left = [1, 2, 3, 4] };
            foreach (var p in strategy.Parameters) table.Add(p.Name, p.Default ?? "(required)", p.Accepts, p.Unit, p.Help);
            table.Write(terminal, "  ");
        }
        foreach (var line in strategy.MemberHelp)
        {
            foreach (var (part, i) in TextWrap.Lines(line, terminal.Width - 4).Select((part, i) => (part, i))) terminal.Line(i == 0 ? $"  {part}" : $"    {part}");
        }
        terminal.Line();
        var sample = string.Concat(strategy.Parameters.Where(p => p.Default is { Length: > 0 }).Take(2).Select(p => $" --param {p.Name}={p.Default}"));
        terminal.Line($"Try: argosy backtest --data FILE --strategy {strategy.Name}{sample}");
    }
}
