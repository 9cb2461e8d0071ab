using System.Globalization;

namespace Argosy.Sandbox.Limits;

/// <summary>The kernel's account of one sandbox: its memory is counted and bounded there, and its share of the processor.</summary>
sealed class ControlGroup
{
    static int _made;

    readonly List<string> _folders = [];
    string? _memory;
    bool _isUnified;

    ControlGroup() { }

    /// <summary>Files that a process writes its number to so as to be counted.</summary>
    public IReadOnlyList<string> Joins => [.. _folders.Select(f => Path.Combine(f, "cgroup.procs"))];

    /// <summary>Version of the hierarchy: 1 or 2.</summary>
    public int Version => _isUnified ? 2 : 1;

    /// <summary>Makes one; null where the system does not let this process bound memory so.</summary>
    public static ControlGroup? TryMake(SandboxLimits limits, ControlGroupRoots roots)
    {
        ControlGroup group = new();
        var name = string.Create(CultureInfo.InvariantCulture, $"argosy-{Environment.ProcessId}-{Interlocked.Increment(ref _made)}");
        try
        {
            if (group.JoinUnified(name, limits, roots) || group.JoinMemory(name, limits, roots)) return group;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Not here: memory is watched instead.
        }
        group.Remove();
        return null;
    }

    /// <summary>Whether a process of it was ended because its memory was used up.</summary>
    public bool HasRunOut()
    {
        try
        {
            return _memory is not null && File.ReadLines(Path.Combine(_memory, _isUnified ? "memory.events" : "memory.oom_control"))
                .Any(line => line.StartsWith("oom_kill ", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Removes it when its last process is gone; the kernel refuses before.</summary>
    /// <returns>Whether nothing is left.</returns>
    public bool Remove()
    {
        _folders.RemoveAll(ControlGroupRoots.TryRemove);
        return _folders.Count == 0;
    }

    bool JoinUnified(string name, SandboxLimits limits, ControlGroupRoots roots)
    {
        foreach (var parent in roots.Unified)
        {
            if (Make(parent, name) is not { } folder) continue;
            if (File.Exists(Path.Combine(folder, "memory.max")))
            {
                Write(folder, "memory.max", limits.MemoryBytes);
                TryWrite(folder, "memory.swap.max", 0);
                TryWrite(folder, "memory.oom.group", 1);
                TryWrite(folder, "cpu.weight", limits.Niceness == 0 ? 100 : 25);
                (_memory, _isUnified) = (folder, true);
                return true;
            }
            Remove();
        }
        return false;
    }

    bool JoinMemory(string name, SandboxLimits limits, ControlGroupRoots roots)
    {
        foreach (var parent in roots.Memory)
        {
            if (Make(parent, name) is not { } folder) continue;
            Write(folder, "memory.limit_in_bytes", limits.MemoryBytes);
            TryWrite(folder, "memory.memsw.limit_in_bytes", limits.MemoryBytes);
            _memory = folder;
            break;
        }
        if (_memory is null) return false;
        foreach (var parent in roots.Cpu)
        {
            if (Make(parent, name) is not { } folder) continue;
            TryWrite(folder, "cpu.shares", limits.Niceness == 0 ? 1024 : 256);
            break;
        }
        return true;
    }

    string? Make(string parent, string name)
    {
        var folder = Path.Combine(parent, name);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        _folders.Add(folder);
        return folder;
    }

    static void Write(string folder, string file, long value) => File.WriteAllText(Path.Combine(folder, file), value.ToString(CultureInfo.InvariantCulture));

    static void TryWrite(string folder, string file, long value)
    {
        try
        {
            if (File.Exists(Path.Combine(folder, file))) Write(folder, file, value);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // A refinement; the bound itself stands.
        }
    }
}
