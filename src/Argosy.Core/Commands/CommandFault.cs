using Argosy.Core.Values;

namespace Argosy.Core.Commands;

/// <summary>What is wrong with a command's text, and where.</summary>
/// <param name="Position">First character of the wrong part, from 1; one beyond the text where something is missing.</param>
/// <param name="Length">Characters of the wrong part; at least 1.</param>
/// <param name="Message">One sentence: what was found and what was expected.</param>
/// <param name="Suggestion">What to write instead, or in addition where something is missing; null where nothing is near.</param>
public sealed record CommandFault(int Position, int Length, string Message, string? Suggestion = null)
{
    /// <summary>The sentence with its place and suggestion.</summary>
    public override string ToString() => $"at position {Position}: {Message}{(Suggestion is null ? "" : $"; try '{Suggestion}'")}";

    /// <summary>The fault under the text, a caret line marking its place: three lines.</summary>
    public string Show(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return $"{line}\n{new string(' ', Position - 1)}{new string('^', Length)}\n{Message}{(Suggestion is null ? "" : $"; try '{Suggestion}'")}";
    }

    /// <summary>As an error of the one taxonomy.</summary>
    public Error ToError() => Error.BadInput(ToString());
}
