using System.Globalization;
using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Research.Benchmarks;

namespace Argosy.Cli.Benching;

/// <summary>What benches have in common: a folder that is gone afterwards, progress, and figures as text or as JSON.</summary>
/// <typeparam name="T">The figures.</typeparam>
/// <param name="session">Where it runs.</param>
/// <param name="json">File for the figures as JSON; null for none.</param>
/// <param name="writeJson">Spells them as JSON.</param>
/// <param name="write">Spells them for people, below the machine's line.</param>
sealed class BenchRun<T>(Session session, string? json, Action<Utf8JsonWriter, T> writeJson, Action<Terminal, T> write)
    where T : class
{
    /// <summary>Measures in a folder of its own on the disk of another.</summary>
    public Task<ExitCode> BelowAsync(string parent, string doing, Func<string, IProgress<double>, Task<Result<T>>> measure) =>
        InAsync(Path.Combine(Path.GetFullPath(parent), string.Create(CultureInfo.InvariantCulture, $".argosy-bench-{Environment.ProcessId}")), doing, measure);

    /// <summary>Measures in a folder that is not there yet.</summary>
    public async Task<ExitCode> InAsync(string folder, string doing, Func<string, IProgress<double>, Task<Result<T>>> measure)
    {
        if (OutputFiles.Check(session, ("--json", json)) is { } unwritable) return session.Fail(unwritable);
        Directory.CreateDirectory(folder);
        try
        {
            using var progress = new ProgressLine(session.Terminal, doing, session.Cancel);
            var measured = await measure(folder, progress);
            progress.Dispose();
            if (!measured.Ok) return session.Fail(measured.Error!);
            if (json is not null)
            {
                var written = OutputFiles.WriteJson(session, json, writer => writeJson(writer, measured.Value));
                if (written != ExitCode.Done || json == OutputFiles.Standard) return written;
            }
            var machine = BenchMachine.Here();
            session.Terminal.Line($"{machine.Processor}, {machine.Cores} cores; {machine.System}; {machine.Runtime}; commit {machine.Commit ?? "unknown"}");
            write(session.Terminal, measured.Value);
            return ExitCode.Done;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
