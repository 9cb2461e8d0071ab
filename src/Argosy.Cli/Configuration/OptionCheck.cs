using System.CommandLine;
using System.CommandLine.Parsing;

namespace Argosy.Cli.Configuration;

/// <summary>Asks an option's own parser what it thinks of a value.</summary>
sealed class OptionCheck
{
    /// <summary>What is wrong with the value, or null.</summary>
    public string? Fault(Option option, string value)
    {
        var command = new Command("check") { option };
        var parse = command.Parse([option.Name, value]);
        var error = parse.Errors.FirstOrDefault(error => error.SymbolResult is not CommandResult) ?? (parse.Errors.Count > 0 ? parse.Errors[0] : null);
        if (error is null) return null;
        var prefix = $"{option.Name}: ";
        return error.Message.StartsWith(prefix, StringComparison.Ordinal) ? error.Message[prefix.Length..] : error.Message;
    }
}
