using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Research.Logs;

/// <summary>Reads a run log back; whatever is not exactly such a log is an error that names the line.</summary>
public static class RunLogReader
{
    /// <summary>Header, entries and end of the log at <paramref name="path"/>.</summary>
    public static Result<RunLog> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = Path.GetFileName(path);
        try
        {
            return Read(name, File.ReadLines(path));
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return Error.NotFound($"{path}: no such file");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return Error.Corrupt($"{path} cannot be read: {broken.Message}");
        }
    }

    static Result<RunLog> Read(string name, IEnumerable<string> lines)
    {
        RunLogHeader? header = null;
        RunLogEnd? end = null;
        var entries = new List<RunLogEntry>();
        var (number, orders, events) = (0, 0L, 0L);
        foreach (var line in lines)
        {
            number++;
            try
            {
                if (end is not null) return Error.Corrupt($"{name} line {number}: nothing is expected after the end");
                if (header is null)
                {
                    header = JsonSerializer.Deserialize(line, RunLogJson.Default.RunLogHeader)!;
                    if (header.Format != RunLogHeader.Version) return Error.NotSupported($"{name}: format '{header.Format}' is not read; expected {RunLogHeader.Version}");
                    continue;
                }
                var entry = JsonSerializer.Deserialize(line, RunLogJson.Default.RunLogEntry)!;
                end = entry.End;
                if (end is not null) continue;
                if (entry.Order is null == (entry.Event is null)) return Error.Corrupt($"{name} line {number}: expected an order, an event or the end");
                if (entry.Order is not null) orders++;
                else events++;
                entries.Add(entry);
            }
            catch (JsonException wrong)
            {
                var what = number == 1 ? $"the header of a run log ({RunLogHeader.Version})" : "an order, an event or the end";
                return Error.Corrupt($"{name} line {number} column {wrong.BytePositionInLine + 1}: expected {what}");
            }
        }
        if (header is null) return Error.Corrupt($"{name} is empty; expected a run log ({RunLogHeader.Version})");
        if (end is null) return Error.Corrupt($"{name} line {number}: the log ends without its last line; it was cut off");
        if (end.Orders != orders || end.Events != events)
            return Error.Corrupt($"{name}: {orders} orders and {events} events, but its last line counts {end.Orders} and {end.Events}; lines are missing");
        return new RunLog(header, entries, end);
    }
}

/// <summary>A run log in memory.</summary>
/// <param name="Header">What the run was made of.</param>
/// <param name="Entries">Orders and events as they happened.</param>
/// <param name="End">Its last line.</param>
public sealed record RunLog(RunLogHeader Header, IReadOnlyList<RunLogEntry> Entries, RunLogEnd End);
