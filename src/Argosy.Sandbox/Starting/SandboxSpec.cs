using Argosy.Sandbox.Limits;

namespace Argosy.Sandbox.Starting;

/// <summary>A program to start in a sandbox, what it may see, and what it may use.</summary>
public sealed record SandboxSpec
{
    /// <summary>The program, an absolute path; beneath <c>/usr</c> or one of <see cref="ReadOnly"/>.</summary>
    public required string File { get; init; }

    /// <summary>Its arguments. They can be read by other users of the machine: no secrets.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Files and folders of the machine that it sees at the same path and cannot change, absolute; <c>/usr</c> is always seen.</summary>
    /// <remarks>Everyone must be allowed to read them (the program runs as a user of its own); the folders above them may be closed.</remarks>
    public IReadOnlyList<string> ReadOnly { get; init; } = [];

    /// <summary>All of its environment besides PATH, HOME and TMPDIR; nothing is taken over from the host. No secrets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What it may use.</summary>
    public SandboxLimits Limits { get; init; } = new();

    /// <summary>Where it starts, absolute; an empty folder where nothing of <see cref="ReadOnly"/> is there. Null for <c>/work</c>, its own.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>Folders that exist in it, empty and read-only, absolute: e.g. those a path given to the program leads through.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>Size of each of its folders for files of its own, <c>/tmp</c> and <c>/work</c> (where it starts), in bytes; they are in memory and end with it.</summary>
    public long TmpBytes { get; init; } = 32L << 20;
}
