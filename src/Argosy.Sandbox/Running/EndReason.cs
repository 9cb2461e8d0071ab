using System.Globalization;
using Argosy.Sandbox.Limits;

namespace Argosy.Sandbox.Running;

/// <summary>Says in one sentence why a sandbox ended.</summary>
static class EndReason
{
    const int BySignal = 128;
    const int Abort = 6, Kill = 9, CpuTime = 24, FileTooLong = 25;

    // What the programs of the chain say before the sandbox stands.
    static readonly string[] Makers = ["bwrap: ", "setpriv: ", "prlimit: ", "unshare: ", "nice: ", "mount: ", "mkdir: ", "argosy-sandbox: "];

    public static string Memory(SandboxLimits limits) => $"it used more than its {Size.Of(limits.MemoryBytes)} of memory";

    public static SandboxEnd Of(int code, (SandboxEnding Kind, string Why)? killed, bool ranOutOfMemory, string lastWords, SandboxLimits limits, bool isHeld)
    {
        if (killed is { } reason) return new(reason.Kind, code, reason.Kind == SandboxEnding.Killed ? $"it was stopped: {reason.Why}" : reason.Why, lastWords);
        if (ranOutOfMemory || (code == BySignal + Abort && IsOutOfMemory(lastWords))) return new(SandboxEnding.Memory, code, Memory(limits), lastWords);
        if (isHeld && code is > 0 and < BySignal && Maker(lastWords) is { } complaint) return new(SandboxEnding.NotStarted, code, $"its sandbox could not be made: {complaint}", lastWords);
        return code switch
        {
            BySignal + CpuTime => new(SandboxEnding.Cpu, code, string.Create(CultureInfo.InvariantCulture, $"it used more than its {limits.Cpu?.TotalSeconds ?? 0:0.#} s of processor time"), lastWords),
            BySignal + FileTooLong => new(SandboxEnding.FileSize, code, $"it wrote a file longer than {Size.Of(limits.FileBytes)}", lastWords),
            > BySignal and < BySignal + 65 => new(SandboxEnding.Signal, code, string.Create(CultureInfo.InvariantCulture, $"it was ended by signal {code - BySignal}{Name(code - BySignal)}"), lastWords),
            0 => new(SandboxEnding.Exited, code, "it ended by itself", lastWords),
            _ => new(SandboxEnding.Exited, code, string.Create(CultureInfo.InvariantCulture, $"it ended with exit code {code}"), lastWords),
        };
    }

    static bool IsOutOfMemory(string words) => words.Contains("Out of memory.", StringComparison.Ordinal) || words.Contains("OutOfMemoryException", StringComparison.Ordinal);

    static string? Maker(string words) => words.Split('\n').LastOrDefault(line => Makers.Any(m => line.StartsWith(m, StringComparison.Ordinal)));

    static string Name(int signal) => signal switch
    {
        Abort => " (it gave up)",
        Kill => " (killed from outside, as the system does when its memory runs out)",
        4 => " (a forbidden instruction)",
        7 or 11 => " (a memory fault)",
        8 => " (an arithmetic fault)",
        15 => " (asked to end)",
        31 => " (a forbidden system call)",
        _ => "",
    };
}
