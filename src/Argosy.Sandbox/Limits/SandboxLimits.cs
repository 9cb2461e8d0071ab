namespace Argosy.Sandbox.Limits;

/// <summary>What a sandbox may use at most. Each limit ends or refuses what goes beyond it and nothing else.</summary>
public sealed record SandboxLimits
{
    /// <summary>Memory of all its processes together, files in its own memory included where the system counts them, in bytes; from 16 MiB, <see cref="long.MaxValue"/> for no limit.</summary>
    public long MemoryBytes { get; init; } = 512L << 20;

    /// <summary>Processes and threads at a time; from 4. What asks for more is told that there are none.</summary>
    public int Processes { get; init; } = 128;

    /// <summary>Length of any one file it writes, in bytes; from 4 KiB.</summary>
    public long FileBytes { get; init; } = 64L << 20;

    /// <summary>Open files at a time of any one process; from 16.</summary>
    public int Descriptors { get; init; } = 256;

    /// <summary>Processor time of any one process over its whole life, whole seconds; null for none, as for what runs for months.</summary>
    public TimeSpan? Cpu { get; init; }

    /// <summary>What it may write to its output in all, in bytes; null for no limit.</summary>
    public long? OutputBytes { get; init; }

    /// <summary>What it may write to its error output in all, in bytes.</summary>
    public long ErrorBytes { get; init; } = 1L << 20;

    /// <summary>How far it stands back from the processor when others want it (0 to 19, as <c>nice</c> counts); 0 for what somebody waits for, above it has a quarter of a usual process's share.</summary>
    public int Niceness { get; init; } = 5;

    internal void Check()
    {
        Require(MemoryBytes >= 16L << 20, nameof(MemoryBytes), "at least 16 MiB");
        Require(Processes >= 4, nameof(Processes), "at least 4");
        Require(FileBytes >= 4096, nameof(FileBytes), "at least 4 KiB");
        Require(Descriptors >= 16, nameof(Descriptors), "at least 16");
        Require(Cpu is null || Cpu >= TimeSpan.FromSeconds(1), nameof(Cpu), "at least a second");
        Require(OutputBytes is null or > 0, nameof(OutputBytes), "more than 0");
        Require(ErrorBytes > 0, nameof(ErrorBytes), "more than 0");
        Require(Niceness is >= 0 and <= 19, nameof(Niceness), "0 to 19");
    }

    static void Require(bool holds, string what, string expected)
    {
        if (!holds) throw new ArgumentException($"{what}: expected {expected}");
    }
}
