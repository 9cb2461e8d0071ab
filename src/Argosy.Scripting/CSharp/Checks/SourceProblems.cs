using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Argosy.Scripting.CSharp.Checks;

/// <summary>From places in a tree to lines and columns.</summary>
static class SourceProblems
{
    /// <summary>Code of a symbol that is not for bots.</summary>
    public const string NotForBots = "BOT001";

    /// <summary>Code of a file that is no strategy.</summary>
    public const string NoStrategy = "BOT002";

    /// <summary>What the compiler says of the bot's own file, with hints.</summary>
    public static SourceProblem[] Of(BotSource bot, IEnumerable<Diagnostic> diagnostics) =>
        [.. diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error or DiagnosticSeverity.Warning && (d.Location.SourceTree == bot.Tree || !d.Location.IsInSource)).Select(d => Of(bot, d))];

    /// <summary>A problem of the whole file.</summary>
    public static SourceProblem Whole(string message) => new(ProblemSeverity.Error, NoStrategy, message, 1, 1, 1, 1);

    /// <summary>An error of our own.</summary>
    public static SourceProblem At(BotSource bot, TextSpan span, string code, string message)
    {
        var lines = bot.Tree.GetLineSpan(span);
        return At(lines, ProblemSeverity.Error, code, message);
    }

    static SourceProblem Of(BotSource bot, Diagnostic diagnostic)
    {
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        var severity = diagnostic.Severity == DiagnosticSeverity.Error ? ProblemSeverity.Error : ProblemSeverity.Warning;
        if (Hints.Of(bot, diagnostic) is { Length: > 0 } hint) message = $"{message.TrimEnd('.')}: {hint}";
        return At(diagnostic.Location.GetLineSpan(), severity, diagnostic.Id, message);
    }

    static SourceProblem At(FileLinePositionSpan lines, ProblemSeverity severity, string code, string message)
    {
        var (start, end) = (lines.StartLinePosition, lines.EndLinePosition);
        return new SourceProblem(severity, code, message, start.Line + 1, start.Character + 1, end.Line + 1, end.Character + 1);
    }
}
