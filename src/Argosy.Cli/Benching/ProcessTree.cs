using System.Globalization;
using Argosy.Core.Values;

namespace Argosy.Cli.Benching;

/// <summary>Memory of a process and all it has started, as Linux counts it: pages that several share are divided among them.</summary>
static class ProcessTree
{
    const string Proc = "/proc";

    /// <summary>What they have in memory, proportional set size; or why it cannot be read.</summary>
    /// <param name="root">The process's number.</param>
    public static Result<(int Processes, long Bytes)> Measure(int root)
    {
        if (!File.Exists($"{Proc}/self/smaps_rollup")) return Error.NotSupported("this system does not say how much memory processes share (Linux: /proc/self/smaps_rollup)");
        var (count, bytes) = (0, 0L);
        foreach (var process in Of(root))
        {
            try
            {
                var line = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"{Proc}/{process}/smaps_rollup")).First(text => text.StartsWith("Pss:", StringComparison.Ordinal));
                bytes += long.Parse(line.AsSpan(4, line.Length - 6).Trim(), NumberStyles.None, CultureInfo.InvariantCulture) * 1_024;
                count++;
            }
            catch (UnauthorizedAccessException)
            {
                return new Error(ErrorKind.Refused, $"the memory of process {process} may not be read: another user's; root may");
            }
            catch (Exception gone) when (gone is IOException or InvalidOperationException)
            {
                // It ended meanwhile.
            }
        }
        return (count, bytes);
    }

    // Breadth first from the root, by the parents that /proc names.
    static IEnumerable<int> Of(int root)
    {
        var children = new Dictionary<int, List<int>>();
        foreach (var folder in Directory.EnumerateDirectories(Proc))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var process) || ParentOf(folder) is not { } parent) continue;
            if (!children.TryGetValue(parent, out var siblings)) children.Add(parent, siblings = []);
            siblings.Add(process);
        }
        var waiting = new Queue<int>([root]);
        while (waiting.TryDequeue(out var next))
        {
            yield return next;
            foreach (var child in children.GetValueOrDefault(next) ?? []) waiting.Enqueue(child);
        }
    }

    static int? ParentOf(string folder)
    {
        try
        {
            // The name in brackets may hold anything; state and parent follow its last bracket.
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            return int.Parse(text.AsSpan(text.LastIndexOf(')') + 2).ToString().Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
