namespace Argosy.Scripting.CSharp;

/// <summary>Something wrong with a source, and where.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">The compiler's or our own code, e.g. <c>CS0103</c>.</param>
/// <param name="Message">What is wrong and what was expected, one sentence.</param>
/// <param name="Line">First line, from 1.</param>
/// <param name="Column">First column, from 1, in UTF-16 units.</param>
/// <param name="EndLine">Last line, from 1.</param>
/// <param name="EndColumn">The column behind the last character, from 1.</param>
public sealed record SourceProblem(ProblemSeverity Severity, string Code, string Message, int Line, int Column, int EndLine, int EndColumn);

/// <summary>How bad a problem is.</summary>
public enum ProblemSeverity
{
    /// <summary>Nothing is compiled.</summary>
    Error,
    /// <summary>It compiles, but probably does not do what was meant.</summary>
    Warning,
}
