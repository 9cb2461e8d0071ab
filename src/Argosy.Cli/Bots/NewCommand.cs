using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;

namespace Argosy.Cli.Bots;

/// <summary><c>argosy bots new</c>: a file to begin with.</summary>
static class NewCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var name = new Argument<string?>("NAME") { Description = "Its name in lower case with hyphens, e.g. my-cross; the file gets it and the ending of its language", Arity = ArgumentArity.ZeroOrOne };
        var language = OptionKinds.Choice("--language", "Its language (default cs)", ("cs", BotLanguageWord.CSharp), ("ts", BotLanguageWord.TypeScript));
        var template = OptionKinds.Text("--template", "name", "What it begins as (default start); --list shows what there is");
        var list = OptionKinds.Flag("--list", "List the templates");
        var command = new DescribedCommand("new", "Begin a bot: a file that runs, to be changed.")
        {
            Examples = ["argosy bots new my-cross", "argosy bots new my-cross --language ts", "argosy bots new my-grid --language ts --template grid", "argosy bots new --list"],
        };
        command.Add(name);
        command.AddGroup("Options", language, template, list);
        command.Run(parse => parse.GetValue(list)
            ? List(session.Terminal)
            : Write(session, parse.GetValue(name), parse.GetValue(language) ?? BotLanguageWord.CSharp, parse.GetValue(template) ?? BotTemplates.Start));
        return command;
    }

    static ExitCode List(Terminal terminal)
    {
        var table = new TextTable("template", "language", "what it shows") { Left = [1, 2] };
        foreach (var template in BotTemplates.All) table.Add(template.Name, template.Ending, template.Summary);
        table.Write(terminal);
        return ExitCode.Done;
    }

    static ExitCode Write(Session session, string? name, BotLanguageWord language, string template)
    {
        if (name is null) return session.Fail(Error.BadInput("NAME is missing: what the bot is called, e.g. argosy bots new my-cross"));
        if (!BotTemplates.IsName(name)) return session.Fail(Error.BadInput($"NAME: '{name}' cannot name a bot; expected lower-case letters, digits and hyphens, a letter first, e.g. my-cross"));
        var ending = language == BotLanguageWord.TypeScript ? "ts" : "cs";
        var known = BotTemplates.All.Where(one => one.Ending == ending).ToArray();
        if (Array.Find(known, one => one.Name == template) is not { } found) return session.Fail(Error.NotFound($"--template: there is no '{template}' in this language{Suggestion.Phrase(template, known.Select(one => one.Name))}; --list shows what there is"));
        var file = $"{name}.{ending}";
        if (File.Exists(file)) return session.Fail(Error.BadInput($"{file} is there already and is left as it is; expected another name"));
        if (OutputFiles.Save(session, file, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(found.TextFor(name)))) is var saved and not ExitCode.Done) return saved;
        session.Terminal.Line($"wrote {file}");
        session.Terminal.Line($"next: argosy bots check {file}");
        return ExitCode.Done;
    }
}

/// <summary>The language of a bot, as the command line spells it.</summary>
enum BotLanguageWord
{
    /// <summary>C#.</summary>
    CSharp,
    /// <summary>TypeScript.</summary>
    TypeScript,
}
