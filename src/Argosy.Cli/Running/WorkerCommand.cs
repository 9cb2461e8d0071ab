using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Jobs;
using Argosy.Sandbox.Starting;
using Argosy.Worker.Compiling;
using Argosy.Worker.Links;

namespace Argosy.Cli.Running;

/// <summary><c>argosy worker</c>: what the host starts for a strategy that runs in a process of its own. People have no use for it.</summary>
static class WorkerCommand
{
    const string Name = "worker", Compile = "compile", Once = "--once";

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var command = new DescribedCommand(Name, "Answer a host's frames on the standard input (started by the host itself).") { Hidden = true };
        command.Run(_ => Run(session));
        var compile = new DescribedCommand(Compile, "Compile bots for a host (started by the host itself).") { Hidden = true };
        var once = new Option<bool>(Once) { Description = "For a single text: nothing is warmed up", Arity = ArgumentArity.Zero };
        compile.Add(once);
        compile.Run(parse => RunCompiler(session, parse.GetValue(once)));
        command.Subcommands.Add(compile);
        var job = new DescribedCommand("job", "Run one command on bots, which a host tells in frames (started by the host itself).") { Hidden = true };
        job.Run(_ => RunJob(session));
        command.Add(job);
        return command;
    }

    static ExitCode RunCompiler(Session session, bool isOnce)
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        return (ExitCode)CompileProcess.Run(input, output, session.Terminal.Error, isWarmed: !isOnce);
    }

    /// <summary>What the sandbox of this program as a compile worker holds.</summary>
    /// <param name="isOnce">Whether it is for a single text, which somebody waits for.</param>
    public static SandboxSpec CompilerSpec(bool isOnce = false)
    {
        var options = Options();
        var spec = CompileWorkerOptions.Spec(options.File, [.. options.Arguments, Compile, .. isOnce ? (string[])[Once] : []]);
        return isOnce ? spec with { Limits = spec.Limits with { Niceness = 0 } } : spec;
    }

    static ExitCode Run(Session session)
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        return (ExitCode)WorkerProcess.Run(input, output, session.Terminal.Error);
    }

    static ExitCode RunJob(Session session)
    {
        using var input = Console.OpenStandardInput();
        using var output = Console.OpenStandardOutput();
        return (ExitCode)JobWorker.Run(input, output, session.Terminal.Error);
    }

    /// <summary>How this program starts itself as a worker.</summary>
    public static ProcessWorkerOptions Options()
    {
        var self = Environment.ProcessPath ?? throw new InvalidOperationException("the program does not know its own file");
        var isHosted = Path.GetFileNameWithoutExtension(self) == "dotnet";
        var folder = AppContext.BaseDirectory.TrimEnd('/');
        return (isHosted ? new ProcessWorkerOptions(self, [Path.Combine(folder, "argosy.dll"), Name]) : new ProcessWorkerOptions(self, [Name])) with { ReadOnly = [folder] };
    }
}
