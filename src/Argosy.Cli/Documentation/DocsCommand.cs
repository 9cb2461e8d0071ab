using System.CommandLine;
using System.CommandLine.Help;
using System.Text;
using Argosy.Cli.Configuration;
using Argosy.Cli.Invocation;

namespace Argosy.Cli.Documentation;

/// <summary><c>argosy docs cli</c>, hidden: the reference of the command line, generated from the commands themselves.</summary>
static class DocsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var command = new DescribedCommand("docs", "Write generated documentation.") { Hidden = true };
        var cli = new DescribedCommand("cli", "The reference of the command line, as Markdown.");
        cli.Run(_ =>
        {
            session.Terminal.Output.Write(Reference(session));
            return ExitCode.Done;
        });
        command.Add(cli);
        var schema = new DescribedCommand("schema", "The JSON schema of configuration files.");
        schema.Run(_ =>
        {
            session.Terminal.Output.Write(ConfigSchema.Text(session));
            return ExitCode.Done;
        });
        command.Add(schema);
        var rules = new DescribedCommand("rules", "The reference of exit rules, guards, limits and sizes, as Markdown.");
        rules.Run(_ =>
        {
            session.Terminal.Output.Write(RulesReference.Text());
            return ExitCode.Done;
        });
        command.Add(rules);
        var openapi = new DescribedCommand("openapi", "The description of the server's API (OpenAPI 3.1).");
        openapi.Run(_ =>
        {
            session.Terminal.Output.Write(Argosy.Server.ArgosyServer.DescribeAsync(Serving.UpHost.Register, session.Cancel).GetAwaiter().GetResult());
            return ExitCode.Done;
        });
        command.Add(openapi);
        Add(command, session, "bots-csharp", "The reference of the API of C# bots, as Markdown.", CSharpBotsReference.Markdown);
        Add(command, session, "bots-csharp-json", "The reference of the API of C# bots, as JSON.", CSharpBotsReference.Json);
        return command;
    }

    static void Add(DescribedCommand docs, Session session, string name, string summary, Func<string> text)
    {
        var command = new DescribedCommand(name, summary);
        command.Run(_ =>
        {
            session.Terminal.Output.Write(text());
            return ExitCode.Done;
        });
        docs.Add(command);
    }

    /// <summary>The reference as Markdown.</summary>
    public static string Reference(Session session)
    {
        var text = new StringBuilder("""
            # Command line

            <!-- Generated: argosy docs cli > docs/reference/cli.md -->

            Exit codes: 0 done, 1 it ran and failed, 2 bad usage or input (one message says what, where and what was expected; nothing is written), 130 stopped by the user.
            Results go to the standard output, progress and errors to the standard error. Colours appear on terminals only, and never with `NO_COLOR`.
            A program that runs commands sets `ARGOSY_PROGRESS=json`: progress then comes as JSON lines (progress 0..1, rate, eta in ms, message) on the standard error, and the command stops as at Ctrl-C when its standard input ends.
            A command that meets a bot's file runs in a sandbox; `--unsafe-no-sandbox` on any command, or `ARGOSY_UNSAFE_NO_SANDBOX=1`, runs bots without one, with all of your rights, and says so each time.
            Ratios such as fees may be written as `0.001` or `0.1%`. Times are UTC: `2020-01-31`, `2020-01-31T18:00` or Unix milliseconds.

            """);
        foreach (var command in CommandLine.Tree(session).Subcommands) Append(text, command);
        return text.ToString().ReplaceLineEndings("\n");
    }

    static void Append(StringBuilder text, Command command)
    {
        if (command.Hidden) return;
        text.Append($"\n## {HelpText.Path(command)}\n\n{command.Description}\n\n```\n{HelpText.Usage(command)}\n```\n");
        if (command.Arguments.Any(a => !a.Hidden)) Table(text, "Argument", command.Arguments.Where(a => !a.Hidden).Select(a => (a.Name, a.Description ?? "")));
        foreach (var group in HelpText.Groups(command, [.. command.Options.Where(o => !o.Hidden && o is not HelpOption)]))
        {
            Table(text, group.Title, group.Options.Where(o => !o.Hidden).Select(o => (HelpText.Label(o), HelpText.Meaning(o))));
        }
        if (command is DescribedCommand { Examples: { Count: > 0 } examples }) text.Append($"\n```\n{string.Join('\n', examples)}\n```\n");
        foreach (var child in command.Subcommands) Append(text, child);
    }

    static void Table(StringBuilder text, string title, IEnumerable<(string Name, string Meaning)> rows)
    {
        text.Append($"\n| {title} | |\n|---|---|\n");
        foreach (var (name, meaning) in rows) text.Append($"| `{name.Replace("|", "\\|", StringComparison.Ordinal)}` | {meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
    }
}
