using System.CommandLine;
using System.CommandLine.Parsing;
using Argosy.Core.Values;

namespace Argosy.Cli.Invocation;

/// <summary>The one message a command line that cannot be read is answered with.</summary>
static class UsageError
{
    /// <summary>What is wrong, what was expected, and the nearest word that exists.</summary>
    public static string Describe(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var help = $"'{Path(parse.CommandResult)} --help' shows what there is";
        var unknown = MisspeltOption(parse) ?? (parse.UnmatchedTokens.Count > 0 ? parse.UnmatchedTokens[0] : null);
        if (unknown is not null && Position(parse, unknown) is { } after) return $"'{unknown}' after '{after}' is too much; {help}";
        if (unknown is not null && unknown.StartsWith('-'))
        {
            var names = command.Options.Where(o => !o.Hidden).SelectMany(o => o.Aliases.Append(o.Name));
            var word = unknown.Split('=', 2)[0];
            return $"unknown option '{word}'{Suggestion.Phrase(word, names)} ({help})";
        }
        if (command.Subcommands.Count > 0 && (Swallowed(parse) ?? unknown) is { } named)
        {
            var near = Suggestion.Phrase(named, command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name));
            if (unknown is not null || near.Length > 0) return $"unknown command '{named}'{near} ({help})";
        }
        if (unknown is not null) return $"unexpected argument '{unknown}' ({help})";
        return Reworded(parse.Errors[0], help);
    }

    static string Reworded(ParseError error, string help) => error.SymbolResult switch
    {
        OptionResult { IdentifierToken: null } option => $"{option.Option.Name} is required ({help})",
        OptionResult option when option.Tokens.Count == 0 && option.Option.Arity.MinimumNumberOfValues > 0 => $"{option.Option.Name} needs a value ({help})",
        OptionResult option when option.IdentifierTokenCount > option.Option.Arity.MaximumNumberOfValues => $"{option.Option.Name} is given {option.IdentifierTokenCount} times; once is enough",
        OptionResult option when option.Tokens.Count > 0 && IsOfType(error) => $"{option.Option.Name}: '{option.Tokens[^1].Value}' is not {Noun(option.Option.ValueType)}",
        ArgumentResult argument when argument.Tokens.Count > 0 && IsOfType(error) => $"{argument.Argument.Name}: '{argument.Tokens[^1].Value}' is not {Noun(argument.Argument.ValueType)}",
        ArgumentResult { Tokens.Count: 0 } argument => $"{argument.Argument.Name} is missing ({help})",
        CommandResult command when command.Command.Subcommands.Count > 0 => $"a command is missing; expected one of {string.Join(", ", command.Command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name))} ({help})",
        _ => error.Message,
    };

    // The parser's own words name types of this program.
    static bool IsOfType(ParseError error) => error.Message.Contains("as expected type", StringComparison.Ordinal);

    static string Noun(Type type) => type == typeof(double) || type == typeof(decimal) ? "a number" : "a whole number in its range";

    // An optional argument swallows a misspelt command, too.
    static string? Swallowed(ParseResult parse) =>
        parse.Errors.Select(error => error.SymbolResult).OfType<ArgumentResult>().FirstOrDefault(result => result.Tokens.Count > 0 && parse.CommandResult.Command.Arguments.Contains(result.Argument))?.Tokens[^1].Value;

    // An optional argument swallows what looks like an option and is none.
    static string? MisspeltOption(ParseResult parse)
    {
        for (var i = 0; i < parse.Tokens.Count; i++)
        {
            var token = parse.Tokens[i];
            if (token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal) && (i == 0 || parse.Tokens[i - 1].Type != TokenType.Option)) return token.Value;
        }
        return null;
    }

    // A word that follows an option which takes only one value is not a wrong option but one value too many.
    static string? Position(ParseResult parse, string unknown)
    {
        if (unknown.StartsWith('-')) return null;
        for (var i = 2; i < parse.Tokens.Count; i++)
        {
            if (parse.Tokens[i].Value == unknown && parse.Tokens[i - 2].Type == TokenType.Option) return $"{parse.Tokens[i - 2].Value} {parse.Tokens[i - 1].Value}";
        }
        return null;
    }

    static string Path(CommandResult? result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is CommandResult command; at = at.Parent) names.Insert(0, command.Command is RootCommand ? "argosy" : command.Command.Name);
        return string.Join(' ', names);
    }
}
