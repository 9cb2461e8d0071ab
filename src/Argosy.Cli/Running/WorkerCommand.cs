using System.CommandLine;
using Argosy.Cli.Invocation;
using Argosy.Cli.Jobs;
using Argosy.Worker.Links;

namespace Argosy.Cli.Running;

/// <summary><c>argosy worker</c>: what the host starts for a strategy that runs in a process of its own. People have no use for it.</summary>
static class WorkerCommand
{
    const string Name = "worker";

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var command = new DescribedCommand(Name, "Answer a host's frames on the standard input (started by the host itself).") { Hidden = true };
        command.Run(_ => Run(session));
        var job = new DescribedCommand("job", "Run one command on bots, which a host tells in frames (started by the host itself).") { Hidden = true };
        job.Run(_ => RunJob(session));
        command.Add(job);
        return command;
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
        return isHosted ? new ProcessWorkerOptions(self, [Path.Combine(AppContext.BaseDirectory, "argosy.dll"), Name]) : new ProcessWorkerOptions(self, [Name]);
    }
}
