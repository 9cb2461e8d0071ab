using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Jobs;

/// <summary>Makes of a bot's text what a job worker is given.</summary>
interface IBotCompiler
{
    /// <summary>Somebody is about to ask.</summary>
    void Warm();

    /// <summary>The bot, or every complaint as <c>file(line,column): message</c>, one a line.</summary>
    /// <param name="file">What messages call it; its ending says the language.</param>
    /// <param name="source">The text.</param>
    /// <param name="cancel">Gives it up.</param>
    Task<Result<JobBot>> CompileAsync(string file, string source, CancellationToken cancel);

    /// <summary>What there is to say about the text, warnings included.</summary>
    Task<IReadOnlyList<BotProblem>> ProblemsAsync(string file, string source, CancellationToken cancel);
}
