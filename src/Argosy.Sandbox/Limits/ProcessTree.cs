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

    /// <summary>Processor time of the process and its descendants, those that have ended among them, and how long their first threads waited for a turn; zero where the system has no <c>/proc</c>.</summary>
    public static ProcessorUse Used(int process)
    {
        // user, system, and the same of children that were waited for; in hundredths of a second whatever the kernel counts in.
        const int First = 11, Behind = 15;
        long hundredths = 0, waited = 0;
        foreach (var one in All(process))
        {
            if (Fields(one) is not { Length: >= Behind } fields) continue;
            for (var i = First; i < Behind; i++) hundredths += long.Parse(fields[i], CultureInfo.InvariantCulture);
            waited += Waited(one);
        }
        return new ProcessorUse(TimeSpan.FromMilliseconds(hundredths * 10), TimeSpan.FromMicroseconds(waited / 1_000));
    }

    // Nanoseconds; a kernel that does not count them says nothing.
    static long Waited(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/schedstat").Split(' ') is [_, var waiting, ..] && long.TryParse(waiting, NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>When the process started, in the kernel's ticks; null when it is gone or dead, whether or not it was buried.</summary>
    public static string? Born(int process) => Fields(process) is { } fields && fields[0] is not ("Z" or "X") ? fields[19] : null;

    // What the kernel says of it, from its state on.
    static string[]? Fields(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            // The name may hold anything; what follows its last bracket is plain.
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
