using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Argosy.Cli.Invocation;

/// <summary>Options of a few kinds, each of which says what it expected when it gets something else.</summary>
static class OptionKinds
{
    /// <summary>Any text.</summary>
    public static Option<string?> Text(string name, string placeholder, string help) => new(name) { Description = help, HelpName = placeholder };

    /// <summary>A folder that need not exist; its name is not empty.</summary>
    public static Option<string?> Folder(string name, string help)
    {
        var option = Text(name, "dir", help);
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } given && string.IsNullOrWhiteSpace(given)) result.AddError($"{name}: '{given}' is no folder's name");
        });
        return option;
    }

    /// <summary>A text that may be given several times, or once with commas.</summary>
    public static Option<string[]> Texts(string name, string placeholder, string help) => new(name)
    {
        Description = help,
        HelpName = placeholder,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Present or not.</summary>
    public static Option<bool> Flag(string name, string help) => new(name) { Description = help, Arity = ArgumentArity.Zero };

    /// <summary>Money or another exact number within bounds; null when not given.</summary>
    public static Option<decimal?> Money(string name, string placeholder, string help, string expected, Func<decimal, bool> fits) => new(name)
    {
        Description = help,
        HelpName = placeholder,
        CustomParser = result => Exact(result, percent: false) is { } value && fits(value) ? value : Refuse<decimal?>(result, name, expected),
    };

    /// <summary>A ratio such as 0.001, also written 0.1%; null when not given.</summary>
    public static Option<decimal?> Ratio(string name, string help, string expected, Func<decimal, bool> fits) => new(name)
    {
        Description = help,
        HelpName = "ratio",
        CustomParser = result => Exact(result, percent: true) is { } value && fits(value) ? value : Refuse<decimal?>(result, name, expected),
    };

    /// <summary>A whole number within bounds; null when not given.</summary>
    public static Option<long?> Whole(string name, string help, long minimum, long maximum) => new(name)
    {
        Description = help,
        HelpName = "n",
        CustomParser = result => long.TryParse(Word(result), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : Refuse<long?>(result, name, maximum == long.MaxValue ? $"a whole number, {minimum} or more" : $"a whole number from {minimum} to {maximum}"),
    };

    /// <summary>The number of one of several things of a kind, as an argument; null when it is optional and not given.</summary>
    /// <param name="kind">The kind, e.g. deployment.</param>
    /// <param name="help">What it is the number of.</param>
    /// <param name="isOptional">Whether it may be left out.</param>
    public static Argument<int?> Number(string kind, string help, bool isOptional = false)
    {
        const string Name = "NUMBER";
        return new(Name)
        {
            Description = help,
            Arity = isOptional ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                if (int.TryParse(Word(result), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0) return value;
                result.AddError($"{Name}: '{Word(result)}' is no {kind}'s number; expected a whole number such as 3");
                return null;
            },
        };
    }

    /// <summary>One of a few words; null when not given.</summary>
    public static Option<T?> Choice<T>(string name, string help, params (string Word, T Value)[] choices)
        where T : struct => new(name)
        {
            Description = help,
            HelpName = string.Join('|', choices.Select(c => c.Word)),
            CustomParser = result =>
            {
                var word = Word(result);
                foreach (var choice in choices)
                {
                    if (string.Equals(choice.Word, word, StringComparison.OrdinalIgnoreCase)) return choice.Value;
                }
                return Refuse<T?>(result, name, $"one of {string.Join(", ", choices.Select(c => c.Word))}{Core.Values.Suggestion.Phrase(word, choices.Select(c => c.Word))}");
            },
        };

    /// <summary>A date, a date and time (UTC unless it names a zone) or Unix ms; null when not given.</summary>
    public static Option<long?> Instant(string name, string help) => new(name)
    {
        Description = help,
        HelpName = "date",
        CustomParser = result => Instants.Parse(Word(result)) ?? Refuse<long?>(result, name, "a date (2020-01-31), a date and time (2020-01-31T18:00) or Unix ms"),
    };

    /// <summary>What was given, split at commas; empty when nothing was.</summary>
    public static IReadOnlyList<string> List(ParseResult parse, Option<string[]> option) =>
        [.. (parse.GetValue(option) ?? []).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    static string Word(ArgumentResult result) => result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;

    static decimal? Exact(ArgumentResult result, bool percent)
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        var word = Word(result);
        var inPercent = percent && word.EndsWith('%');
        if (!decimal.TryParse(inPercent ? word[..^1] : word, style, CultureInfo.InvariantCulture, out var value)) return null;
        return inPercent ? value / 100m : value;
    }

    static T? Refuse<T>(ArgumentResult result, string name, string expected)
    {
        result.AddError($"{name}: '{Word(result)}' is not {expected}");
        return default;
    }
}
