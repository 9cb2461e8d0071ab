using System.Text.Json;
using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Research.Results;

namespace Argosy.Research.Logs;

/// <summary>A line of a log in words, and where two lines differ.</summary>
static class LogLine
{
    /// <summary>What the line says, e.g. <c>order 3 filled, 0.5 at 100.25</c>; null is the end.</summary>
    public static string Text(RunLogEntry? line) => line switch
    {
        { Order: { } order } => Text(order),
        { Event: { } said } => Text(said),
        { Funding: { } funding } => $"funding of instrument {funding.Instrument} at {Exact.Text(funding.Price)}, rate {Exact.Text(funding.Rate)}",
        { Votes: { } round } => $"votes {round.Votes}, decided {round.Decision}",
        _ => "the end",
    };

    /// <summary>The fields in which two lines of one kind differ, each with both values; none for lines of different kinds.</summary>
    public static IReadOnlyList<LogDifference> Differences(RunLogEntry? logged, RunLogEntry? replayed)
    {
        if (logged is null || replayed is null || logged.Order is null != replayed.Order is null || logged.Funding is null != replayed.Funding is null || logged.Votes is null != replayed.Votes is null) return [];
        var (was, now) = (Fields(logged), Fields(replayed));
        return [.. was.Keys.Union(now.Keys).Where(name => was.GetValueOrDefault(name) != now.GetValueOrDefault(name)).Select(name => new LogDifference(name, was.GetValueOrDefault(name), now.GetValueOrDefault(name)))];
    }

    static string Text(LoggedOrder order)
    {
        var refused = order.State == OrderState.Refused ? $", refused ({Spelling.Of(order.Reason)})" : "";
        return $"order {order.Id}, {Spelling.Of(order.Side)} {Spelling.Of(order.Type)} of {Exact.Text(order.Size)}{(order.SizeIsQuote ? " in quote asset" : "")}{refused}";
    }

    static string Text(LoggedEvent said)
    {
        var details = said.Fill is { } fill ? $", {Exact.Text(fill.Quantity)} at {Exact.Text(fill.Price)}" : said.Reason == OrderReason.None ? "" : $" ({Spelling.Of(said.Reason)})";
        return $"order {said.OrderId} {Spelling.Of(said.Kind)}{details}";
    }

    // In the order of the line.
    static OrderedDictionary<string, string> Fields(RunLogEntry line)
    {
        var fields = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        var root = JsonSerializer.SerializeToElement(line, RunLogJson.Default.RunLogEntry);
        foreach (var kind in root.EnumerateObject()) Add(fields, "", kind.Value);
        return fields;
    }

    static void Add(OrderedDictionary<string, string> fields, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            fields[name] = value.ToString();
            return;
        }
        foreach (var property in value.EnumerateObject()) Add(fields, name.Length == 0 ? property.Name : $"{name}.{property.Name}", property.Value);
    }
}

/// <summary>A field in which a replay's line is not the log's.</summary>
/// <param name="Field">Its name in the log, e.g. <c>fill.price</c>.</param>
/// <param name="Logged">What the log has, or null where it has no such field.</param>
/// <param name="Replayed">What the replay has, or null.</param>
public sealed record LogDifference(string Field, string? Logged, string? Replayed);
