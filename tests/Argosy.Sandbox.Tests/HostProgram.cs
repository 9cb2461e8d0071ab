using Argosy.Sandbox.Checks;
using Argosy.Sandbox.Starting;

namespace Argosy.Sandbox.Tests;

/// <summary>A host of one sandbox in a process of its own: says the sandbox's first process and what the script wrote first, then waits to be killed.</summary>
static class HostProgram
{
    static async Task<int> Main(string[] arguments)
    {
        var opened = Sandboxes.Open();
        if (!opened.Ok)
        {
            await Console.Error.WriteLineAsync(opened.Error!.Message);
            return 2;
        }
        var started = opened.Value.Start(new SandboxSpec { File = "/usr/bin/sh", Arguments = ["-c", arguments[0]] });
        if (!started.Ok)
        {
            await Console.Error.WriteLineAsync(started.Error!.Message);
            return 2;
        }
        using var reader = new StreamReader(started.Value.Output);
        Console.WriteLine($"{started.Value.ProcessId} {started.Value.UserId?.ToString() ?? "-"} {await reader.ReadLineAsync()}");
        foreach (var finding in SandboxCheck.OfMachine.Findings) Console.WriteLine($"{finding.Part}: {finding.State}");
        Console.WriteLine("ready");
        var end = await started.Value.Ended;
        Console.WriteLine(end.Why);
        return 0;
    }
}
