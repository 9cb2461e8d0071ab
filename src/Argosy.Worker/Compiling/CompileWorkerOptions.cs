using Argosy.Sandbox.Limits;
using Argosy.Sandbox.Starting;

namespace Argosy.Worker.Compiling;

/// <summary>How a compile worker is started and how long it may think.</summary>
public sealed record CompileWorkerOptions
{
    /// <summary>How long one question may take; then the worker is ended and another one started.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the worker may take to be ready.</summary>
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>For how long a text that ended a worker is answered at once, without asking another worker.</summary>
    public TimeSpan Grudge { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How many compiled bots are kept in memory, the latest used.</summary>
    public int KeptImages { get; init; } = 64;

    /// <summary>A worker that holds more bytes than this after an answer is replaced before the next question.</summary>
    public long MostMemory { get; init; } = 600L << 20;

    /// <summary>What the sandbox of a compile worker holds: the program alone, no data, 1 GiB.</summary>
    /// <param name="file">The program, an absolute path.</param>
    /// <param name="arguments">Its arguments, e.g. <c>worker compile</c>.</param>
    public static SandboxSpec Spec(string file, IReadOnlyList<string> arguments) => DotNetProgram.Fit(new SandboxSpec
    {
        File = file,
        Arguments = arguments,
        ReadOnly = [AppContext.BaseDirectory.TrimEnd('/')],
        Limits = new SandboxLimits { MemoryBytes = 1L << 30, Processes = 64, FileBytes = 1 << 20, Niceness = 2 },
    });
}
