using System.Diagnostics;
using Argosy.Core.Values;
using Argosy.Research.Trials;
using Argosy.Sandbox.Limits;
using Argosy.Sandbox.Running;
using Argosy.Sandbox.Starting;
using Argosy.Scripting.TypeScript;

namespace Argosy.Cli.Jobs;

/// <summary>A job worker of this host: a process in a sandbox that runs one command and is gone.</summary>
sealed class JobProcess : IAsyncDisposable
{
    const long TemporaryBytes = 64L << 20;

    readonly SandboxProcess _process;
    readonly JobPipe _pipe;
    readonly JobLimits _limits;

    JobProcess(SandboxProcess process, JobLimits limits)
    {
        (_process, _limits) = (process, limits);
        _pipe = new JobPipe(process.Output, process.Input);
    }

    /// <summary>Whether it is gone.</summary>
    public bool HasEnded => _process.Ended.IsCompleted;

    /// <summary>The process's number.</summary>
    public int ProcessId => _process.ProcessId;

    /// <summary>Starts one.</summary>
    /// <param name="sandboxes">What holds it.</param>
    /// <param name="shown">Files and folders it may read.</param>
    /// <param name="limits">What it may use.</param>
    public static Result<JobProcess> Start(Sandboxes sandboxes, IReadOnlyList<string> shown, JobLimits limits)
    {
        var program = JobProgram.OfThis();
        // What runs TypeScript, where it is here.
        var deno = DenoBinary.Find();
        var spec = new SandboxSpec
        {
            File = program.File,
            Arguments = program.Arguments,
            ReadOnly = [.. shown, AppContext.BaseDirectory.TrimEnd('/'), .. deno.Ok ? (string[])[deno.Value] : []],
            Environment = deno.Ok ? new Dictionary<string, string>(StringComparer.Ordinal) { [DenoBinary.Variable] = deno.Value } : [],
            WorkingFolder = Environment.CurrentDirectory,
            TmpBytes = TemporaryBytes,
            Limits = new SandboxLimits { MemoryBytes = limits.MemoryBytes, Processes = 512, FileBytes = TemporaryBytes, Descriptors = 1024, Niceness = 0 },
        };
        var started = sandboxes.Start(DotNetProgram.Fit(spec));
        return started.Ok ? new JobProcess(started.Value, limits) : started.Error!;
    }

    /// <summary>Lets it run something of no interest, so that the next command is fast; done when it has.</summary>
    /// <param name="bots">Bots of the host's own making.</param>
    /// <returns>Why it is of no use, or null.</returns>
    public async Task<Error?> WarmAsync(IReadOnlyList<JobBot> bots) => await Task.Factory.StartNew(
        () =>
        {
            try
            {
                foreach (var bot in bots) _pipe.Write(JobWord.Bot, bot.Write);
                _pipe.Write(JobWord.Warm);
                return _pipe.Read() is { Ok: true, Value.Word: JobWord.Ready } ? null : Ended("it did not get warm");
            }
            catch (IOException)
            {
                return Ended("it did not get warm");
            }
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);

    /// <summary>Runs its one command to the end.</summary>
    /// <param name="request">The command.</param>
    /// <param name="bots">The bots it meets.</param>
    /// <param name="outputs">Takes its files; complete when this returns a code.</param>
    /// <param name="ears">Hears what it writes to the terminal.</param>
    /// <param name="trials">Counts its trials; null where nobody does.</param>
    /// <param name="cancel">Asks it to stop, as Ctrl-C does.</param>
    /// <returns>Its exit code, or why it has none.</returns>
    public Result<int> Run(JobRequest request, IReadOnlyList<JobBot> bots, JobOutputs outputs, JobEars ears, ITrialRecord? trials, CancellationToken cancel)
    {
        using var watch = new JobWatch(_limits, _process.Kill);
        using var stopping = cancel.Register(() => Stop(watch));
        try
        {
            foreach (var bot in bots) _pipe.Write(JobWord.Bot, bot.Write);
            _pipe.Write(JobWord.Begin, to => to.Write(request.ToJson()));
            return Converse(outputs, ears, new JobTally(trials, bots, _limits.Trials), watch);
        }
        catch (IOException broken)
        {
            // Either the worker is gone or a file of this machine cannot be written.
            return _process.Ended.Wait(TimeSpan.FromMilliseconds(300), CancellationToken.None) ? Ended("") : Error.BadInput(broken.Message);
        }
        catch (UnauthorizedAccessException closed)
        {
            return Error.BadInput(closed.Message);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    Result<int> Converse(JobOutputs outputs, JobEars ears, JobTally tally, JobWatch watch)
    {
        while (true)
        {
            var read = _pipe.Read();
            if (!read.Ok) return Stopped(read.Error!.Message);
            if (read.Value is not { } frame) return Ended("");
            watch.Heard();
            switch (frame.Word)
            {
                case JobWord.Output or JobWord.Errors:
                    if (!ears.Hear(frame)) return Stopped($"it wrote more than {_limits.TerminalBytes >> 20} MiB to the terminal");
                    break;
                case JobWord.Trials:
                    var counted = tally.Count(frame);
                    _pipe.Write(JobWord.Counted, to => PipedTrials.WriteAnswer(to, counted));
                    break;
                case JobWord.Beat:
                    if (frame.Read(from => from.ReadInt64()) is { Ok: true, Value: var held }) watch.Held(TimeSpan.FromMilliseconds(Math.Clamp(held, 0, int.MaxValue)));
                    break;
                case JobWord.Exit:
                    if (frame.Read(from => from.ReadInt32()) is not { Ok: true, Value: var code } || code is < 0 or > 255) return Stopped("it ended with a word that is none");
                    outputs.Complete();
                    return code;
                case JobWord.Draft or JobWord.DraftBytes or JobWord.DraftWhole or JobWord.DraftDropped or JobWord.Journal or JobWord.JournalCut or JobWord.JournalRemoved:
                    if (outputs.Hear(frame) is { } refusal) return Stopped(refusal.Message);
                    break;
                default:
                    return Stopped($"it said {frame.Word}, which is no word of a worker");
            }
        }
    }

    void Stop(JobWatch watch)
    {
        watch.Stopping();
        try
        {
            _pipe.Write(JobWord.Stop);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // It has ended meanwhile.
        }
    }

    Error Stopped(string why)
    {
        _process.Kill(why);
        return new Error(ErrorKind.Refused, $"the job was stopped: {why}; nothing was written");
    }

    Error Ended(string what)
    {
        // What it was killed for counts more than how its pipe broke.
        var end = _process.Ended.Wait(TimeSpan.FromSeconds(10)) ? _process.Ended.Result : null;
        if (end is null) _process.Kill("its pipe broke");
        var words = end is { Kind: SandboxEnding.Exited or SandboxEnding.NotStarted, LastWords.Length: > 0 } ? $" ({end.LastWords.Split('\n')[^1].Trim()})" : "";
        return new Error(ErrorKind.Refused, $"the job ended before it was done: {(what.Length > 0 ? what + ": " : "")}{end?.Why ?? "it closed its pipe"}{words}; nothing was written");
    }
}

/// <summary>How this program is started again as a job worker.</summary>
/// <param name="File">The program.</param>
/// <param name="Arguments">Its arguments.</param>
sealed record JobProgram(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>That of this process, also where it is a test that holds the command.</summary>
    public static JobProgram OfThis()
    {
        string[] words = ["worker", "job"];
        var host = Path.Combine(AppContext.BaseDirectory, "argosy");
        return System.IO.File.Exists(host) ? new(host, words) : new(Path.Combine(DotNetProgram.Root, "dotnet"), [Path.Combine(AppContext.BaseDirectory, "argosy.dll"), .. words]);
    }
}
