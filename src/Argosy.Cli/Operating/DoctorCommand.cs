using System.CommandLine;
using System.Diagnostics;
using Argosy.Cli.Invocation;
using Argosy.Cli.Running;
using Argosy.Cli.Terminals;
using Argosy.Sandbox.Checks;
using Argosy.Sandbox.Limits;
using Argosy.Sandbox.Running;
using Argosy.Sandbox.Starting;
using Argosy.Scripting.TypeScript;

namespace Argosy.Cli.Operating;

/// <summary><c>argosy doctor</c>: whether bots can be held on this machine, tried in earnest, and what is missing.</summary>
static class DoctorCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var json = OptionKinds.Text("--json", "file", "Write the findings as JSON; - is the standard output");
        var command = new DescribedCommand("doctor", "Check that bots can run safely on this machine: makes sandboxes and tries to get out of them.")
        {
            Examples = ["argosy doctor", "argosy doctor --json -"],
        };
        command.AddGroup("Output", json);
        command.Run(parse =>
        {
            var file = parse.GetValue(json);
            if (file is not null && OutputFiles.Check(session, ("--json", file)) is { } unwritable) return session.Fail(unwritable);
            return RunAsync(session, file).GetAwaiter().GetResult();
        });
        return command;
    }

    static async Task<ExitCode> RunAsync(Session session, string? json)
    {
        var check = SandboxCheck.OfMachine;
        List<SandboxFinding> findings = [.. check.Findings];
        if (check.Works && Sandboxes.Open() is { Ok: true, Value: var sandboxes })
        {
            findings.AddRange(await SandboxProbes.TryAsync(sandboxes, session.Cancel));
            session.Cancel.ThrowIfCancellationRequested();
            findings.Add(await WorkerAsync(sandboxes));
            findings.Add(await DenoAsync(sandboxes));
        }
        var works = findings.TrueForAll(f => f.State != FindingState.Missing);
        if (json is not null && OutputFiles.WriteJson(session, json, writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("works", works);
            writer.WriteStartArray("findings");
            foreach (var finding in findings)
            {
                writer.WriteStartObject();
                writer.WriteString("part", finding.Part);
                writer.WriteString("state", Word(finding.State));
                writer.WriteString("detail", finding.Detail);
                writer.WriteString("remedy", finding.Remedy);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }) is var written and not ExitCode.Done) return written;
        if (json != OutputFiles.Standard) Show(session.Terminal, findings, works);
        return works ? ExitCode.Done : ExitCode.Failed;
    }

    static void Show(Terminal terminal, List<SandboxFinding> findings, bool works)
    {
        var width = findings.Max(f => f.Part.Length);
        foreach (var finding in findings)
        {
            terminal.Line($"{Word(finding.State),-7}  {finding.Part.PadRight(width)}  {finding.Detail}");
            if (finding.Remedy.Length > 0) terminal.Line($"{"",-7}  {"".PadRight(width)}  -> {finding.Remedy}");
        }
        terminal.Line("");
        terminal.Line(works ? "Bots run here, and cannot get out." : "Bots do not run here; built-in strategies do.");
    }

    static string Word(FindingState state) => state switch
    {
        FindingState.Works => "ok",
        FindingState.Weaker => "weaker",
        FindingState.Missing => "missing",
    };

    // This very program, as a worker that is told nothing and ends with its input.
    static async Task<SandboxFinding> WorkerAsync(Sandboxes sandboxes)
    {
        var worker = WorkerCommand.Options();
        var begin = Stopwatch.GetTimestamp();
        var end = await EndAsync(sandboxes, DotNetProgram.Fit(new SandboxSpec { File = worker.File, Arguments = worker.Arguments, ReadOnly = worker.ReadOnly, Limits = worker.Limits }));
        return end is { Kind: SandboxEnding.Exited, ExitCode: 0 }
            ? new("worker", FindingState.Works, $"a bot's worker starts and ends in {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:0} ms")
            : new("worker", FindingState.Missing, $"a bot's worker does not start: {end.Why}{(end.LastWords.Length > 0 ? $" ({end.LastWords.Split('\n')[^1]})" : "")}", "the program's folder and the .NET runtime must be readable for all users");
    }

    static async Task<SandboxFinding> DenoAsync(Sandboxes sandboxes)
    {
        var found = DenoBinary.Find();
        if (!found.Ok) return new("Deno", FindingState.Weaker, "bots in C# alone run here", found.Error!.Message);
        var end = await EndAsync(sandboxes, new SandboxSpec { File = found.Value, Arguments = ["eval", "--no-config", "console.error('deno ' + Deno.version.deno)"], ReadOnly = [found.Value], Limits = new SandboxLimits { MemoryBytes = 1L << 30 } });
        return end is { Kind: SandboxEnding.Exited, ExitCode: 0 }
            ? new("Deno", FindingState.Works, $"{end.LastWords.Split('\n')[^1]}, {found.Value}")
            : new("Deno", FindingState.Missing, $"{found.Value} does not run in a sandbox: {end.Why} ({end.LastWords.Split('\n')[^1]})", "it must be readable and executable for all users");
    }

    static async Task<SandboxEnd> EndAsync(Sandboxes sandboxes, SandboxSpec spec)
    {
        var started = sandboxes.Start(spec);
        if (!started.Ok) return new(SandboxEnding.NotStarted, -1, started.Error!.Message, "");
        await using var sandbox = started.Value;
        await sandbox.Input.DisposeAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await using var late = patience.Token.Register(() => sandbox.Kill("it took more than 30 s"));
        return await sandbox.Ended;
    }
}
