using Argosy.Sandbox.Limits;
using Argosy.Sandbox.Starting;

namespace Argosy.Worker.Links;

/// <summary>How a worker process is started and how long it may think.</summary>
/// <param name="File">The program: <c>argosy</c> itself.</param>
/// <param name="Arguments">Its arguments, e.g. <c>worker</c>.</param>
public sealed record ProcessWorkerOptions(string File, IReadOnlyList<string> Arguments)
{
    /// <summary>What shuts it in; null for a worker that runs no code of users.</summary>
    public Sandboxes? Sandboxes { get; init; }

    /// <summary>What it may use in its sandbox: room for a bot of 512 MiB with what runs it.</summary>
    public SandboxLimits Limits { get; init; } = new() { MemoryBytes = 768L << 20 };

    /// <summary>What it sees in its sandbox besides its own program.</summary>
    public IReadOnlyList<string> ReadOnly { get; init; } = [];

    /// <summary>Its environment besides what a .NET program needs.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// How long a worker may be without any answer while one is due; so long that one which loops, sleeps or takes memory is gone within 2 s. The
    /// time for which it waits for a turn on a busy machine does not count while it has hardly used the processor, up to ten times as long.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(1.2);

    /// <summary>How long it may take to begin: the process starts and compiles its strategy.</summary>
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many messages may wait to be written; a worker that lets more come together does not answer.</summary>
    public int MostWaiting { get; init; } = 65_536;

    /// <summary>Throws where an option makes no sense.</summary>
    public void Check()
    {
        if (Patience <= TimeSpan.Zero || StartPatience <= TimeSpan.Zero) throw new ArgumentException("a worker needs some time to answer");
        if (MostWaiting < 1) throw new ArgumentException("at least one message must be able to wait");
    }
}
