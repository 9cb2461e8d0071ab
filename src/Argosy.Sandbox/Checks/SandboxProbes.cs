using Argosy.Sandbox.Limits;
using Argosy.Sandbox.Running;
using Argosy.Sandbox.Starting;

namespace Argosy.Sandbox.Checks;

/// <summary>Tries from inside a sandbox what it must not be able to do.</summary>
public static class SandboxProbes
{
    static readonly SandboxLimits Small = new() { MemoryBytes = 48L << 20, Processes = 8, FileBytes = 1 << 20, Descriptors = 32, Niceness = 0 };

    static readonly (string Part, string Script, Func<SandboxEnd, bool> Holds, string Held, string Loose)[] All =
    [
        ("network", "test \"$(tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' \\n')\" = lo", IsDone, "a bot reaches no network", "a bot has network devices"),
        ("host's files", "for f in /etc/passwd /etc/shadow /root /home /var /run /sys; do test -e $f && exit 1; done; exit 0", IsDone, "a bot sees none", "a bot sees files of the host"),
        ("host's processes", "test $(ls -d /proc/[0-9]* | wc -l) -lt 10", IsDone, "a bot sees none", "a bot sees processes of the host"),
        ("changes", "for f in /x /usr/x /etc/x /dev/x; do touch $f 2>/dev/null && exit 1; done; exit 0", IsDone, "a bot can change nothing", "a bot can change files of the system"),
        ("memory limit", "head -c 400000000 /dev/zero | tail -n 1 | wc -c; sleep 60", end => end.Kind == SandboxEnding.Memory, "a bot that uses too much is ended", "a bot may use more memory than its limit"),
        ("process limit", "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do sleep 60 & done; exit 0", end => end is { Kind: SandboxEnding.Exited, ExitCode: not 0 }, "a bot gets no more processes than its limit", "a bot may start more processes than its limit"),
        ("disk limit", "for i in 1 2 3 4; do head -c 900000 /dev/zero > /work/$i || exit 7; done; exit 0", end => end.ExitCode == 7, "a bot's own files end with their room", "a bot may write more files than its room"),
    ];

    /// <summary>Tries all of it, one after the other; a second or so.</summary>
    /// <param name="sandboxes">What starts the sandboxes.</param>
    /// <param name="cancellation">Gives it up.</param>
    public static async Task<IReadOnlyList<SandboxFinding>> TryAsync(Sandboxes sandboxes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(sandboxes);
        List<SandboxFinding> findings = [];
        foreach (var probe in All)
        {
            var end = await RunAsync(sandboxes, probe.Script, cancellation).ConfigureAwait(false);
            findings.Add(end is not null && probe.Holds(end)
                ? new(probe.Part, FindingState.Works, probe.Held)
                : new(probe.Part, FindingState.Missing, $"{probe.Loose}: {end?.Why ?? "it cannot be started"}", "this must never be: bots should not run on this machine"));
        }
        return findings;
    }

    static async Task<SandboxEnd?> RunAsync(Sandboxes sandboxes, string script, CancellationToken cancellation)
    {
        var started = sandboxes.Start(new SandboxSpec { File = "/usr/bin/sh", Arguments = ["-c", script], Limits = Small, TmpBytes = 2 << 20 });
        if (!started.Ok) return null;
        var sandbox = started.Value;
        await using var owned = sandbox.ConfigureAwait(false);
        await sandbox.Input.DisposeAsync().ConfigureAwait(false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        await using var late = patience.Token.Register(() => sandbox.Kill("it took more than 20 s")).ConfigureAwait(false);
        return await sandbox.Ended.ConfigureAwait(false);
    }

    static bool IsDone(SandboxEnd end) => end is { Kind: SandboxEnding.Exited, ExitCode: 0 };
}
