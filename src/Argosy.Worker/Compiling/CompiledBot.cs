using Argosy.Scripting.CSharp;

namespace Argosy.Worker.Compiling;

/// <summary>A bot that was compiled.</summary>
/// <param name="Image">What runs; null where a problem is an error.</param>
/// <param name="Strategy">What it says of itself; null where a problem is an error.</param>
/// <param name="Problems">Errors and warnings, in the order of the file.</param>
public sealed record CompiledBot(CompiledImage? Image, BotDescription? Strategy, IReadOnlyList<SourceProblem> Problems)
{
    /// <summary>Whether there is something to run.</summary>
    public bool Ok => Image is not null;

    /// <summary>The errors, one a line, as <c>file(line,column): message</c>.</summary>
    /// <param name="name">How messages call the file.</param>
    public string Complaints(string name) => string.Join('\n', Problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => $"{name}({p.Line},{p.Column}): {p.Message}"));
}
