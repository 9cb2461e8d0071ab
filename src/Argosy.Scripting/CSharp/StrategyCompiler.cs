using System.Security.Cryptography;
using System.Text;
using Argosy.Core.Values;
using Argosy.Scripting.CSharp.Checks;
using Microsoft.CodeAnalysis.Emit;

namespace Argosy.Scripting.CSharp;

/// <summary>Compiles one file with a strategy in it, against the framework's basic libraries and Core, Indicators and Engine.</summary>
/// <remarks>
/// It only compiles: nothing of the file runs. A first compilation costs about a second, later ones a few milliseconds. What is not for bots is
/// refused for the sake of good messages (<see cref="Diagnose"/>); what keeps a bot from harm is the sandbox it runs in.
/// </remarks>
public static class StrategyCompiler
{
    const int ShownErrors = 20;

    /// <summary>Changes with the compiler and the libraries: images of one source and one edition are equal.</summary>
    public static string Edition => BotSource.Edition;

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
        var problems = Compile(source, name, out var image);
        return image is not null ? image : Error.BadInput(Complaints(name, problems));
    }

    /// <summary>Compiles a text and says everything that is wrong with it, in the order of the file.</summary>
    /// <param name="source">The text.</param>
    /// <param name="name">How messages call it.</param>
    /// <param name="image">What was compiled; null where a problem is an error.</param>
    public static IReadOnlyList<SourceProblem> Compile(string source, string name, out CompiledImage? image)
    {
        var problems = Check(source, name, out var bot);
        image = null;
        if (bot is null || problems.Any(problem => problem.Severity == ProblemSeverity.Error)) return problems;
        using var stream = new MemoryStream();
        var emitted = bot.Compilation.Emit(stream, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        if (!emitted.Success) return SourceProblems.Of(bot, emitted.Diagnostics);
        image = new CompiledImage(name, stream.ToArray(), SourceHash(source)) { Warnings = problems };
        return problems;
    }

    /// <summary>What is wrong with a text, in the order of the file, without compiling it.</summary>
    public static IReadOnlyList<SourceProblem> Diagnose(string source, string name) => Check(source, name, out _);

    /// <summary>How a source is known: SHA-256 of its UTF-8, lower-case hexadecimal.</summary>
    public static string SourceHash(string source) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source)));

    static SourceProblem[] Check(string source, string name, out BotSource? bot)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(name);
        bot = null;
        if (source.Length > BotSource.MostCharacters) return [SourceProblems.Whole($"the file has {source.Length} characters; expected at most {BotSource.MostCharacters}")];
        bot = BotSource.Of(source, name);
        var problems = SourceProblems.Of(bot, bot.Compilation.GetDiagnostics());
        return [.. problems.Concat(SymbolCheck.Of(bot)).Concat(StrategyCheck.Of(bot, problems)).OrderBy(p => p.Line).ThenBy(p => p.Column)];
    }

    static string Complaints(string name, IReadOnlyList<SourceProblem> problems)
    {
        var errors = problems.Where(p => p.Severity == ProblemSeverity.Error).ToArray();
        var lines = errors.Take(ShownErrors).Select(p => p.Line > 0 ? $"{name}({p.Line},{p.Column}): {p.Message}" : $"{name}: {p.Message}").ToList();
        if (errors.Length > ShownErrors) lines.Add($"… and {errors.Length - ShownErrors} more");
        return string.Join('\n', lines);
    }
}
