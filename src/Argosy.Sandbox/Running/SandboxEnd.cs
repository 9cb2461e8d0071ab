namespace Argosy.Sandbox.Running;

/// <summary>How a sandbox ended.</summary>
/// <param name="Kind">Which kind of end.</param>
/// <param name="ExitCode">The program's exit code; 128 and the signal's number where a signal ended it.</param>
/// <param name="Why">One sentence for people, e.g. "it used more than its 512 MiB of memory".</param>
/// <param name="LastWords">The last lines of its error output, at most 4 KiB.</param>
public sealed record SandboxEnd(SandboxEnding Kind, int ExitCode, string Why, string LastWords);

/// <summary>Kinds of ends.</summary>
public enum SandboxEnding
{
    /// <summary>The program ended by itself, whatever its exit code.</summary>
    Exited,
    /// <summary>The host ended it, for the reason it gave.</summary>
    Killed,
    /// <summary>It wanted more memory than it may have.</summary>
    Memory,
    /// <summary>It used up its processor time.</summary>
    Cpu,
    /// <summary>It wrote a file longer than it may be.</summary>
    FileSize,
    /// <summary>It wrote more output than it may.</summary>
    Output,
    /// <summary>A signal from elsewhere ended it, or a fault of its own.</summary>
    Signal,
    /// <summary>The sandbox could not be made; the program was never run.</summary>
    NotStarted,
}
