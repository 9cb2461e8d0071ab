using System.Text;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace Argosy.Scripting.CSharp;

/// <summary>Compiles one file with a strategy in it, against the framework's basic libraries and Core, Indicators and Engine.</summary>
/// <remarks>What it compiles runs in this process with its rights: for files their user trusts. A first compilation costs about a second, later ones a few milliseconds.</remarks>
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
    public static Result<CompiledStrategy> CompileFile(string path)
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
    public static Result<CompiledStrategy> Compile(string source, string name)
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
        image.Position = 0;
        return Load(image, name);
    }

    static Result<CompiledStrategy> Load(MemoryStream image, string name)
    {
        var context = new StrategyLoadContext(name);
        var assembly = context.LoadFromStream(image);
        var candidates = assembly.GetTypes().Where(t => typeof(IStrategy).IsAssignableFrom(t) && t is { IsAbstract: false, IsInterface: false, IsNested: false }).ToArray();
        if (candidates.Length != 1)
        {
            context.Unload();
            return Error.BadInput(candidates.Length == 0
                ? $"{name}: no strategy in it; expected one class that implements {nameof(IStrategy)}"
                : $"{name}: {candidates.Length} strategies in it ({string.Join(", ", candidates.Select(c => c.Name))}); expected one, further classes may be nested or not implement {nameof(IStrategy)}");
        }
        var described = StrategyDescriptor.Read(candidates[0]);
        if (described.Ok) return new CompiledStrategy(context, described.Value);
        context.Unload();
        return Error.BadInput($"{name}: {described.Error!.Message}");
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
        var message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        return diagnostic.Location.IsInSource ? $"{name}({at.Line + 1},{at.Character + 1}): {message}" : $"{name}: {message}";
    }
}
