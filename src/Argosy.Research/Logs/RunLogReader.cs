using System.Text.Json;
using Argosy.Core.Events;
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
                    header = JsonSerializer.Deserialize(line, RunLogJson.Default.RunLogHeader) ?? throw new JsonException();
                    if (header.Format != RunLogHeader.Version) return Error.NotSupported($"{name}: format '{header.Format}' is not read; expected {RunLogHeader.Version}");
                    if (Lacking(header) is { } lacking) return Error.Corrupt($"{name} line 1: {lacking}");
                    continue;
                }
                var entry = JsonSerializer.Deserialize(line, RunLogJson.Default.RunLogEntry) ?? throw new JsonException();
                if (entry.End is { StateHash: not null } last)
                {
                    end = last;
                    continue;
                }
                if (entry is { Votes: { Votes: not null, Decision: not null }, Order: null, Event: null, Funding: null })
                {
                    entries.Add(entry);
                    continue;
                }
                var things = (entry.Order is null ? 0 : 1) + (entry.Event is null ? 0 : 1) + (entry.Funding is null ? 0 : 1);
                if (things != 1) return Error.Corrupt($"{name} line {number}: expected an order, an event, a settlement or the end");
                if (entry.Funding is { } funding && (funding.Instrument < 0 || funding.Instrument >= header.Markets.Count || funding.Price <= 0)) return Error.Corrupt($"{name} line {number}: a settlement is of an instrument of the log, at a price above 0");
                if (entry.Event is { } said && Contradiction(said) is { } wrong) return Error.Corrupt($"{name} line {number}: {wrong}");
                if (entry.Order is not null) orders++;
                else events++;
                entries.Add(entry);
            }
            catch (JsonException broken)
            {
                var what = number == 1 ? $"the header of a run log ({RunLogHeader.Version})" : "an order, an event or the end";
                return Error.Corrupt($"{name} line {number} column {(broken.BytePositionInLine ?? 0) + 1}: expected {what}");
            }
        }
        if (header is null) return Error.Corrupt($"{name} is empty; expected a run log ({RunLogHeader.Version})");
        if (end is null) return Error.Corrupt($"{name} line {number}: the log ends without its last line; it was cut off");
        if (end.Orders != orders || end.Events != events)
            return Error.Corrupt($"{name}: {orders} orders and {events} events, but its last line counts {end.Orders} and {end.Events}; lines are missing");
        return new RunLog(header, entries, end);
    }

    static string? Lacking(RunLogHeader header)
    {
        if (header.Settings is not { Fills: not null, Size: not null }) return "the settings of the header lack the order size or the fill contract's settings";
        if (header.Settings is not { Exits: not null, Guards: not null, Limits: not null }) return "the settings of the header lack the exits, the guards or the limits; a run without any has empty lists";
        if (header.Markets.Count == 0) return "the header names no instrument";
        foreach (var market in header.Markets)
        {
            if (market is not { BaseAsset: not null, QuoteAsset: not null, Source: not null, Timeframe: not null, Hash: not null }) return "an instrument of the header lacks its assets, its source, its timeframe or its hash";
        }
        return null;
    }

    static string? Contradiction(LoggedEvent said)
    {
        if (said.Kind == OrderEventKind.Filled != said.Fill is not null) return "a fill, and only a fill, says what was executed";
        if (said.Kind == OrderEventKind.Moved != said.Price is not null) return "a move, and only a move, says where the order lies now";
        if (said.Fill is not { } fill) return null;
        return fill.OrderId == said.OrderId && fill is { Quantity: > 0, Price: > 0 } ? null : "a fill is of its event's order, with a price and a quantity above 0";
    }
}

/// <summary>A run log in memory.</summary>
/// <param name="Header">What the run was made of.</param>
/// <param name="Entries">Orders and events as they happened.</param>
/// <param name="End">Its last line.</param>
public sealed record RunLog(RunLogHeader Header, IReadOnlyList<RunLogEntry> Entries, RunLogEnd End);
