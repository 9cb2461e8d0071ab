using System.Globalization;

namespace Argosy.Sandbox.Limits;

/// <summary>Where groups may be made: first inside this process's own group, so that what bounds the host bounds its sandboxes too, then at the top.</summary>
/// <param name="Unified">Candidates of version 2.</param>
/// <param name="Memory">Candidates of version 1, memory.</param>
/// <param name="Cpu">Candidates of version 1, processor share.</param>
sealed record ControlGroupRoots(IReadOnlyList<string> Unified, IReadOnlyList<string> Memory, IReadOnlyList<string> Cpu)
{
    static readonly Lazy<ControlGroupRoots> Found = new(Find);

    /// <summary>Those of this machine; groups that dead hosts left are removed on the way.</summary>
    public static ControlGroupRoots OfMachine => Found.Value;

    /// <summary>None.</summary>
    public static ControlGroupRoots None { get; } = new([], [], []);

    public static bool TryRemove(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder);
            return true;
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads the roots from the texts of <c>/proc/self/mounts</c> and <c>/proc/self/cgroup</c>.</summary>
    public static ControlGroupRoots Read(IEnumerable<string> mounts, IEnumerable<string> own)
    {
        List<string> unified = [], memory = [], cpu = [];
        var paths = own.Select(line => line.Split(':', 3)).Where(parts => parts.Length == 3).ToList();
        foreach (var mount in mounts.Select(line => line.Split(' ')).Where(parts => parts.Length >= 4))
        {
            var (at, kind, options) = (mount[1], mount[2], mount[3].Split(','));
            if (kind == "cgroup2") unified.AddRange(Candidates(at, Own("")));
            if (kind == "cgroup" && options.Contains("memory", StringComparer.Ordinal)) memory.AddRange(Candidates(at, Own("memory")));
            if (kind == "cgroup" && options.Contains("cpu", StringComparer.Ordinal)) cpu.AddRange(Candidates(at, Own("cpu")));
        }
        return new(unified, memory, cpu);

        string Own(string controller) => paths.FirstOrDefault(p => controller.Length == 0 ? p[1].Length == 0 : p[1].Split(',').Contains(controller, StringComparer.Ordinal))?[2] ?? "/";
    }

    static IEnumerable<string> Candidates(string at, string own)
    {
        var inside = own.Trim('/');
        if (inside.Length > 0)
        {
            yield return Path.Combine(at, inside);
            // Where the host's own group may not be divided because the host itself is in it.
            if (Path.GetDirectoryName(inside) is { Length: > 0 } beside) yield return Path.Combine(at, beside);
        }
        yield return at;
    }

    static ControlGroupRoots Find()
    {
        try
        {
            var roots = Read(File.ReadLines("/proc/self/mounts"), File.ReadLines("/proc/self/cgroup"));
            foreach (var root in roots.Unified.Concat(roots.Memory).Concat(roots.Cpu).Where(Directory.Exists)) Sweep(root);
            return roots;
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    static void Sweep(string root)
    {
        foreach (var folder in Directory.EnumerateDirectories(root, "argosy-*"))
        {
            var owner = Path.GetFileName(folder).Split('-').ElementAtOrDefault(1);
            if (int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out var process) && !Directory.Exists($"/proc/{process}")) TryRemove(folder);
        }
    }
}
