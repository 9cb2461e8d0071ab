using System.Globalization;

namespace Argosy.Sandbox.Starting;

/// <summary>The command that makes a sandbox: each program of it gives something up and becomes the next one.</summary>
/// <remarks>
/// <c>unshare</c> a view of the files of its own, <c>sh</c> joins the control group and puts the given folders where the dropped user reaches them,
/// <c>setpriv</c> drops to the user, <c>bwrap</c> makes the namespaces, <c>prlimit</c> sets the limits inside them, where no other process of
/// the user counts, and becomes the program.
/// </remarks>
static class Chain
{
    /// <summary>Folders on which the given ones may be put meanwhile, in a view that only this chain has; one above none of them is taken.</summary>
    static readonly string[] Places = ["/mnt", "/srv", "/media", "/opt", "/home", "/run", "/var/tmp", "/tmp"];

    const string Prologue = """
        set -e
        at=$1; shift
        while [ "$1" != -- ]; do echo $$ > "$1"; shift; done; shift
        [ "$1" = -- ] || mount -n -t tmpfs -o mode=0755,size=1m argosy "$at"
        i=0
        while [ "$1" != -- ]; do
            if [ -d "$1" ]; then mkdir "$at/$i"; else : > "$at/$i"; fi
            mount -n --rbind "$1" "$at/$i"
            i=$((i + 1)); shift
        done
        shift
        exec "$@"
        """;

    /// <summary>The chain's words, the program to start first.</summary>
    /// <param name="spec">What to start.</param>
    /// <param name="tools">With what.</param>
    /// <param name="features">What this machine allows.</param>
    /// <param name="user">The user id to drop to; null to stay the host's.</param>
    /// <param name="joins">Files of control groups to join.</param>
    public static IReadOnlyList<string> Words(SandboxSpec spec, Tools tools, ChainFeatures features, int? user, IReadOnlyList<string> joins)
    {
        var shown = Shown(spec.ReadOnly);
        var place = user is not null && features.OwnView && shown.Count > 0 ? Places.FirstOrDefault(p => Directory.Exists(p) && !shown.Any(s => Holds(p, s))) : null;
        List<string> words = [];
        if (place is not null) words.AddRange([tools.Unshare!, "--mount", "--propagation", "private"]);
        words.AddRange(["/bin/sh", "-c", Prologue, "argosy-sandbox", place ?? "", .. joins, "--", .. place is null ? [] : shown, "--"]);
        if (spec.Limits.Niceness > 0) words.AddRange(["nice", "-n", Text(spec.Limits.Niceness)]);
        if (user is { } id) words.AddRange([tools.SetPrivileges!, "--reuid", Text(id), "--regid", Text(id), "--clear-groups", "--no-new-privs"]);
        words.Add(tools.Bubblewrap!);
        words.AddRange(["--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--clearenv", "--hostname", "argosy"]);
        if (features.CloseNamespaces) words.Add("--disable-userns");
        words.AddRange(System());
        var room = Text(spec.TmpBytes);
        foreach (var folder in (string[])["/dev/shm", "/tmp", "/work"]) words.AddRange(["--size", room, "--tmpfs", folder]);
        var start = spec.WorkingFolder ?? "/work";
        // Before the given ones: a folder below one of them is the machine's own.
        foreach (var folder in spec.Folders.Append(start).Where(f => !shown.Any(s => Holds(s, f)))) words.AddRange(["--dir", folder]);
        for (var i = 0; i < shown.Count; i++) words.AddRange(["--ro-bind", place is null ? shown[i] : $"{place}/{Text(i)}", shown[i]]);
        words.AddRange(["--remount-ro", "/dev", "--remount-ro", "/", "--chdir", start]);
        foreach (var (name, value) in Environment(spec)) words.AddRange(["--setenv", name, value]);
        words.AddRange(["--", tools.SetLimits!, $"--nproc={Text(spec.Limits.Processes)}", $"--fsize={Text(spec.Limits.FileBytes)}", $"--nofile={Text(spec.Limits.Descriptors)}", "--core=0"]);
        if (spec.Limits.Cpu is { } cpu) words.Add(string.Create(CultureInfo.InvariantCulture, $"--cpu={(long)Math.Ceiling(cpu.TotalSeconds)}:{(long)Math.Ceiling(cpu.TotalSeconds) + 1}"));
        return [.. words, spec.File, .. spec.Arguments];
    }

    /// <summary>The program's environment.</summary>
    public static IReadOnlyDictionary<string, string> Environment(SandboxSpec spec)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = "/usr/bin:/bin", ["HOME"] = "/tmp", ["TMPDIR"] = "/tmp", ["LANG"] = "C.UTF-8" };
        foreach (var (name, value) in spec.Environment) all[name] = value;
        return all;
    }

    /// <summary>The given paths without those that are seen anyway or inside another.</summary>
    public static IReadOnlyList<string> Shown(IReadOnlyList<string> paths)
    {
        List<string> shown = [];
        foreach (var path in paths.Select(p => p.Length > 1 ? p.TrimEnd('/') : p).Distinct(StringComparer.Ordinal).OrderBy(p => p.Length).ThenBy(p => p, StringComparer.Ordinal))
        {
            if (!Holds("/usr", path) && !shown.Any(s => Holds(s, path))) shown.Add(path);
        }
        return shown;
    }

    /// <summary>Whether a path is a folder or lies in it.</summary>
    public static bool Holds(string folder, string path) => path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    // What every program needs of the system: its libraries, how they are found, processes and devices of its own.
    static IEnumerable<string> System()
    {
        List<string> words = ["--ro-bind", "/usr", "/usr"];
        foreach (var folder in (string[])["/bin", "/sbin", "/lib", "/lib32", "/lib64"])
        {
            if (new DirectoryInfo(folder).LinkTarget is { } target) words.AddRange(["--symlink", target, folder]);
            else if (Directory.Exists(folder)) words.AddRange(["--ro-bind", folder, folder]);
        }
        if (File.Exists("/etc/ld.so.cache")) words.AddRange(["--ro-bind", "/etc/ld.so.cache", "/etc/ld.so.cache"]);
        return [.. words, "--proc", "/proc", "--dev", "/dev"];
    }

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a machine allows beyond the least.</summary>
/// <param name="OwnView">Root may make a view of the files of its own, so folders below closed ones can be shown.</param>
/// <param name="CloseNamespaces">Programs inside can be kept from making namespaces of their own.</param>
sealed record ChainFeatures(bool OwnView, bool CloseNamespaces);
