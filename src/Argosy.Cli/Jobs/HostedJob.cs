using Argosy.Cli.Configuration;
using Argosy.Cli.Invocation;
using Argosy.Core.Values;
using Argosy.Research.Results;
using Argosy.Sandbox.Starting;

namespace Argosy.Cli.Jobs;

/// <summary>Does a command again in a job worker, because it met the code of a file.</summary>
static class HostedJob
{
    /// <summary>Runs it to the end.</summary>
    /// <param name="words">The command line as it was given.</param>
    /// <param name="session">Where it was given.</param>
    /// <param name="need">What it met.</param>
    public static ExitCode Run(IReadOnlyList<string> words, Session session, NeedsSandboxException need)
    {
        var expanded = ConfigExpansion.Of(words, session);
        if (!expanded.Ok) return session.Fail(expanded.Error!);
        session = session with { Origins = expanded.Value.Origins };
        var places = JobPlaces.Of(expanded.Value.Words, words, session, need);
        if (!places.Ok) return session.Fail(places.Error!);
        var sandboxes = Sandboxes.Open(IsUnsafe(words) ? SandboxMode.Unsafe : SandboxMode.Enforced, session.Terminal.Error.WriteLine);
        if (!sandboxes.Ok) return session.Fail(sandboxes.Error!);
        return RunAsync(words, session, need, places.Value, sandboxes.Value).GetAwaiter().GetResult();
    }

    static async Task<ExitCode> RunAsync(IReadOnlyList<string> words, Session session, NeedsSandboxException need, JobPlaces places, Sandboxes sandboxes)
    {
        try
        {
            return await InWorkerAsync(words, session, need, places, sandboxes);
        }
        finally
        {
            await session.Jobs.EndAsync();
        }
    }

    static async Task<ExitCode> InWorkerAsync(IReadOnlyList<string> words, Session session, NeedsSandboxException need, JobPlaces places, Sandboxes sandboxes)
    {
        // The worker starts while the bots are compiled.
        var started = await session.Jobs.TakeAsync(sandboxes, places.Shown, session.JobLimits, session.Cancel);
        if (!started.Ok) return session.Fail(started.Error!);
        await using var process = started.Value;
        var bots = await BotMaker.MakeAsync(need.Bots, session.Jobs.Compiler(sandboxes), session.Cancel);
        if (!bots.Ok) return session.Fail(bots.Error!);
        session.Cancel.ThrowIfCancellationRequested();
        using var outputs = new JobOutputs(places.Outputs, places.Journals, session.Files, session.JobLimits.FileBytes);
        var trials = session.Trials();
        var ears = JobEars.Of(session.Terminal, session.JobLimits.TerminalBytes);
        var ran = process.Run(Request(words, session, trials is not null), bots.Value, outputs, ears, trials, session.Cancel);
        if (ran.Ok) return (ExitCode)ran.Value;
        session.Cancel.ThrowIfCancellationRequested();
        return session.Fail(ran.Error!);
    }

    /// <summary>Whether bots may run without a sandbox: the user said so.</summary>
    public static bool IsUnsafe(IReadOnlyList<string> words) => words.Contains(CommandLine.Unsafe, StringComparer.Ordinal) || Environment.GetEnvironmentVariable("ARGOSY_UNSAFE_NO_SANDBOX") == "1";

    static JobRequest Request(IReadOnlyList<string> words, Session session, bool countsTrials)
    {
        var terminal = session.Terminal;
        return new JobRequest(words, Environment.CurrentDirectory, Environment.GetEnvironmentVariable("ARGOSY_DATA") is { Length: > 0 } set ? Path.GetFullPath(set) : "")
        {
            Width = terminal.Width,
            Color = terminal.Color,
            LiveProgress = terminal.LiveProgress,
            IsWatched = terminal.IsWatched,
            IsDebugged = Environment.GetEnvironmentVariable("ARGOSY_DEBUG") == "1",
            CountsTrials = countsTrials,
        };
    }
}
