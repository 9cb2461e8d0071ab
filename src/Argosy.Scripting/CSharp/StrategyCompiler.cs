using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Argosy.Core.Values;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Argosy.Scripting.CSharp;

/// <summary>Compiles one file with a strategy in it, against the framework's basic libraries and Core, Indicators and Engine.</summary>
/// <remarks>It only compiles: nothing of the file runs. A first compilation costs about a second, later ones a few milliseconds.</remarks>
public static class StrategyCompiler
{
    const int ShownErrors = 20;

    // What every strategy file may use without saying so.
    const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using Argosy.Core.Instruments;
        global using Argosy.Core.MarketData;
        global using Argosy.Core.Orders;
        global using Argosy.Core.Values;
        global using Argosy.Engine.Orders;
        global using Argosy.Engine.Running;
        global using Argosy.Engine.Strategies;
        """;

    static readonly Lazy<References> Known = new(References.OfThisProcess);

    /// <summary>Compiles the file at <paramref name="path"/>.</summary>
    public static Result<CompiledImage> CompileFile(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return Compile(File.ReadAllText(path), Path.GetFileName(path));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Error.NotFound($"{path}: no such file");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Error.BadInput($"{path} cannot be read: {broken.Message}");
        }
    }

    /// <summary>Compiles a text; <paramref name="name"/> is how messages call it. An error holds each complaint as <c>file(line,column): message</c>.</summary>
    public static Result<CompiledImage> Compile(string source, string name)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(name);
        var options = new CSharpParseOptions(LanguageVersion.Latest);
        var file = CSharpSyntaxTree.ParseText(SourceText.From(source, Encoding.UTF8), options, name);
        var known = Known.Value;
        var usings = CSharpSyntaxTree.ParseText(SourceText.From(Usings + known.IndicatorUsings, Encoding.UTF8), options, "usings");
        var compilation = CSharpCompilation.Create($"strategy-{Path.GetFileNameWithoutExtension(name)}", [usings, file], known.Metadata, new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, deterministic: true));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        if (!emitted.Success) return Error.BadInput(Complaints(name, emitted.Diagnostics));
        return new CompiledImage(name, image.ToArray(), SourceHash(source)) { Warnings = Problems(emitted.Diagnostics, DiagnosticSeverity.Warning) };
    }

    /// <summary>How a source is known: SHA-256 of its UTF-8, lower-case hexadecimal.</summary>
    public static string SourceHash(string source) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)));

    static SourceProblem[] Problems(IEnumerable<Diagnostic> diagnostics, DiagnosticSeverity severity) => [.. diagnostics.Where(d => d.Severity == severity && d.Location.IsInSource).Select(Problem)];

    static SourceProblem Problem(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan();
        var (start, end) = (span.StartLinePosition, span.EndLinePosition);
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        var severity = diagnostic.Severity == DiagnosticSeverity.Error ? ProblemSeverity.Error : ProblemSeverity.Warning;
        return new SourceProblem(severity, diagnostic.Id, message, start.Line + 1, start.Character + 1, end.Line + 1, end.Character + 1);
    }

    static string Complaints(string name, IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
        var lines = errors.Take(ShownErrors).Select(d => Complaint(name, d)).ToList();
        if (errors.Length > ShownErrors) lines.Add($"… and {errors.Length - ShownErrors} more");
        return string.Join('\n', lines);
    }

    static string Complaint(string name, Diagnostic diagnostic)
    {
        var at = diagnostic.Location.GetLineSpan().StartLinePosition;
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        return diagnostic.Location.IsInSource ? $"{name}({at.Line + 1},{at.Character + 1}): {message}" : $"{name}: {message}";
    }
}
