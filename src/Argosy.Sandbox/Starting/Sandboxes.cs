using System.ComponentModel;
using System.Diagnostics;
using Argosy.Core.Values;
using Argosy.Sandbox.Checks;
using Argosy.Sandbox.Limits;
using Argosy.Sandbox.Running;
using Argosy.Sandbox.Users;

namespace Argosy.Sandbox.Starting;

/// <summary>Starts programs in sandboxes. One is enough for a process; all of them start on the same thread.</summary>
public sealed class Sandboxes
{
    /// <summary>Starts Argosy's own programs, which run no code of users: bare, as the host, without a word.</summary>
    public static Sandboxes OfOwnPrograms { get; } = new(SandboxMode.Unsafe, Tools.OfMachine(), new(false, false), ControlGroupRoots.None);

    readonly Tools _tools;
    readonly ChainFeatures _features;
    readonly ControlGroupRoots _groups;

    internal Sandboxes(SandboxMode mode, Tools tools, ChainFeatures features, ControlGroupRoots groups) => (Mode, _tools, _features, _groups) = (mode, tools, features, groups);

    /// <summary>Whether programs are held.</summary>
    public SandboxMode Mode { get; }

    /// <summary>Finds out whether programs can be held here; tries it once a process.</summary>
    /// <param name="mode">With <see cref="SandboxMode.Unsafe"/> programs are started bare, and <paramref name="say"/> is told each time this is called.</param>
    /// <param name="say">Takes the warning, one line; null for standard error.</param>
    /// <returns>The starter, or an error that says what is missing and how to get it.</returns>
    public static Result<Sandboxes> Open(SandboxMode mode = SandboxMode.Enforced, Action<string>? say = null)
    {
        if (mode == SandboxMode.Unsafe)
        {
            (say ?? Console.Error.WriteLine)("warning: bots run WITHOUT a sandbox: their code can read and change everything that you can, keys included");
            return new Sandboxes(mode, Tools.OfMachine(), new(false, false), ControlGroupRoots.None);
        }
        var check = SandboxCheck.OfMachine;
        return check.Works ? new Sandboxes(mode, check.Tools, check.Features, ControlGroupRoots.OfMachine) : new Error(ErrorKind.Unavailable, check.Refusal);
    }

    /// <summary>Starts a program. The sandbox itself is made after this returns: one that cannot be made ends as <see cref="SandboxEnding.NotStarted"/>.</summary>
    /// <param name="spec">Which, and what it may see and use.</param>
    /// <returns>The running program, or why it is not started.</returns>
    public Result<SandboxProcess> Start(SandboxSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Limits.Check();
        if (Wrong(spec) is { } wrong) return wrong;
        return Mode switch
        {
            SandboxMode.Enforced => Hold(spec),
            SandboxMode.Unsafe => Launch(spec, [spec.File, .. spec.Arguments], null, null),
        };
    }

    Result<SandboxProcess> Hold(SandboxSpec spec)
    {
        UserLease? user = null;
        if (_tools.IsRoot)
        {
            var taken = UserLease.Take();
            if (!taken.Ok) return taken.Error!;
            user = taken.Value;
        }
        var group = ControlGroup.TryMake(spec.Limits, _groups);
        var started = Launch(spec, Chain.Words(spec, _tools, _features, user?.User, group?.Joins ?? []), group, user);
        if (started.Ok) return started;
        group?.Remove();
        user?.Dispose();
        return started;
    }

    Result<SandboxProcess> Launch(SandboxSpec spec, IReadOnlyList<string> words, ControlGroup? group, UserLease? user)
    {
        var isHeld = Mode == SandboxMode.Enforced;
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = isHeld ? "/" : spec.WorkingFolder ?? "" };
        start.Environment.Clear();
        foreach (var (name, value) in Chain.Environment(isHeld ? new SandboxSpec { File = spec.File } : spec)) start.Environment[name] = value;
        try
        {
            return StartingThread.Run(() =>
            {
                Inheritance.Forbid();
                return new SandboxProcess(Process.Start(start)!, spec, group, user, isHeld);
            });
        }
        catch (Win32Exception broken)
        {
            return Error.NotFound($"{words[0]} cannot be started: {broken.Message}");
        }
    }

    static Error? Wrong(SandboxSpec spec)
    {
        if (spec.TmpBytes < 1 << 16) return Error.BadInput($"a sandbox's own folders have {spec.TmpBytes} bytes; expected at least 64 KiB");
        foreach (var path in spec.ReadOnly.Concat(spec.Folders).Prepend(spec.File).Append(spec.WorkingFolder ?? "/work"))
        {
            if (!Path.IsPathFullyQualified(path) || path.Split('/').Contains("..", StringComparer.Ordinal)) return Error.BadInput($"{path} is for a sandbox; expected an absolute path without '..'");
        }
        foreach (var path in spec.ReadOnly.Prepend(spec.File))
        {
            if (!File.Exists(path) && !Directory.Exists(path)) return Error.NotFound($"{path} does not exist");
            if (path.TrimEnd('/') is "" or "/proc" or "/sys" or "/dev" or "/etc" or "/run" or "/root") return Error.BadInput($"{path} is not shown to sandboxes; name a folder below it");
            if (!IsOpen(path)) return new Error(ErrorKind.Refused, $"{path} is to be seen in a sandbox, which runs as a user of its own, and is closed to other users; 'chmod {(Directory.Exists(path) ? "o+rx" : "o+r")} {path}' opens it");
        }
        return spec.ReadOnly.Prepend("/usr").Any(p => Chain.Holds(p.TrimEnd('/'), spec.File)) ? null : Error.BadInput($"{spec.File} is not among what its sandbox sees");
    }

    // A user of its own has the rights of everyone; without root it stays the host's.
    static bool IsOpen(string path)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess) return true;
        var mode = File.GetUnixFileMode(path);
        return mode.HasFlag(UnixFileMode.OtherRead) && (!Directory.Exists(path) || mode.HasFlag(UnixFileMode.OtherExecute));
    }
}
