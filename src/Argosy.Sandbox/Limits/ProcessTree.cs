using System.Globalization;

namespace Argosy.Sandbox.Limits;

/// <summary>A process and all that descends from it, read from <c>/proc</c>.</summary>
static class ProcessTree
{
    /// <summary>The process's children now; empty when it is gone.</summary>
    public static IReadOnlyList<int> Children(int process)
    {
        List<int> children = [];
        try
        {
            // Each thread has the children it started.
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{process}/task"))
            {
                foreach (var child in File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    if (int.TryParse(child, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) children.Add(id);
                }
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // It ended while it was looked at.
        }
        return children;
    }

    /// <summary>The process and its descendants.</summary>
    public static IReadOnlyList<int> All(int process)
    {
        List<int> all = [process];
        for (var i = 0; i < all.Count && all.Count < 10_000; i++) all.AddRange(Children(all[i]).Where(c => !all.Contains(c)));
        return all;
    }

    /// <summary>Living processes of a user.</summary>
    public static IReadOnlyList<int> OfUser(int user)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"Uid:\t{user}\t");
        List<int> found = [];
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            try
            {
                if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && File.ReadLines(folder + "/status").Any(l => l.StartsWith(line, StringComparison.Ordinal)) && Born(id) is not null) found.Add(id);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended while it was looked at.
            }
        }
        return found;
    }

    /// <summary>Memory that is the process's own: its pages in memory or swapped out without those of files; 0 when it is gone. In bytes.</summary>
    public static long Memory(int process)
    {
        long bytes = 0;
        try
        {
            foreach (var line in File.ReadLines($"/proc/{process}/status"))
            {
                if (!line.StartsWith("RssAnon:", StringComparison.Ordinal) && !line.StartsWith("RssShmem:", StringComparison.Ordinal) && !line.StartsWith("VmSwap:", StringComparison.Ordinal)) continue;
                var number = line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1).Trim();
                if (long.TryParse(number[..number.IndexOf(' ')], NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes)) bytes += kilobytes << 10;
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            return 0;
        }
        return bytes;
    }

    /// <summary>When the process started, in the kernel's ticks; null when it is gone or dead, whether or not it was buried.</summary>
    public static string? Born(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            // The name may hold anything; what follows its last bracket is plain.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : fields[19];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
