namespace Argosy.Core.Commands;

/// <summary>One command of the grammar: the parser, the help and the reference read the same row.</summary>
/// <param name="Name">Its word.</param>
/// <param name="Meaning">One sentence of help.</param>
/// <param name="Example">A command that is valid.</param>
public sealed record CommandVerb(string Name, string Meaning, string Example)
{
    /// <summary>What stands after the word, in order, as the usage line writes it; a bracket marks what may be left out.</summary>
    public IReadOnlyList<string> Operands { get; internal init; } = [];

    /// <summary>Options it takes.</summary>
    public IReadOnlyList<CommandOption> Options { get; internal init; } = [];

    /// <summary>The whole form in one line.</summary>
    public string Usage => string.Join(' ', [Name, .. Operands, .. Options.Select(option => $"[{option} {option.Value}]")]);

    internal Func<CommandReader, CommandReading> Read { get; init; } = static _ => throw new InvalidOperationException("a command without a reader");

    internal int Required => Operands.Count(operand => operand[0] != '[');
}
