namespace Argosy.Scripting.CSharp;

/// <summary>One strategy file compiled: what a process needs to run it without a compiler.</summary>
/// <param name="Name">How messages call the file, e.g. <c>grid.cs</c>.</param>
/// <param name="Assembly">The assembly's bytes, symbols embedded.</param>
/// <param name="SourceHash">SHA-256 of the source as UTF-8, lower-case hexadecimal.</param>
public sealed record CompiledImage(string Name, ReadOnlyMemory<byte> Assembly, string SourceHash)
{
    /// <summary>What the compiler warned of, in the order of the file.</summary>
    public IReadOnlyList<SourceProblem> Warnings { get; init; } = [];
}
