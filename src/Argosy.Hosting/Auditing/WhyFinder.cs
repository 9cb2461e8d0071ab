using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Auditing;

/// <summary>Finds the story of an order by whatever name it is asked for: a client order id, DEPLOYMENT/ORDER, or DEPLOYMENT/trade/NUMBER for all orders of a trade.</summary>
public static class WhyFinder
{
    const string PaperId = "paper-";
    const int Page = 1_000;

    /// <summary>The stories, the run's own words joined with the venue's; or why there is none.</summary>
    /// <param name="database">Trades and the audit log.</param>
    /// <param name="logOf">The file of a deployment's run log.</param>
    /// <param name="id">What is asked for.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Result<IReadOnlyList<WhyStory>>> ReadAsync(IDatabase database, Func<int, string> logOf, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(logOf);
        ArgumentNullException.ThrowIfNull(id);
        var found = await FindAsync(database, id, cancellation).ConfigureAwait(false);
        if (!found.Ok) return found.Error!;
        var (deployment, orders, trade) = found.Value;
        var log = RunLogLines.Read(logOf(deployment));
        if (!log.Ok) return log.Error!;
        var venue = await VenueAsync(database.Audit, deployment, cancellation).ConfigureAwait(false);
        var stories = new List<WhyStory>();
        foreach (var order in orders)
        {
            var story = order == 0 && trade is not null ? WhyStory.OfVenue(log.Value.Steps, trade.Instrument, trade.EntryTime, trade.ExitTime) : WhyStory.Of(log.Value.Steps, order);
            if (!story.IsFound) return Error.NotFound($"ID: deployment {deployment} has no order {order}");
            foreach (var (_, time, label, text) in venue.Where(line => line.Order == order)) story.Add(time, label, text);
            stories.Add(story);
        }
        return stories;
    }

    static async Task<Result<Found>> FindAsync(IDatabase database, string id, CancellationToken cancellation)
    {
        var parts = id.StartsWith(PaperId, StringComparison.Ordinal) ? id[PaperId.Length..].Split('-') : id.Split('/');
        if (parts.Length == 2 && Number(parts[0]) is { } run && Number(parts[1]) is { } order) return new Found(run, [order]);
        if (parts is [var deployment, "trade", var trade] && Number(deployment) is { } owner && Number(trade) is { } number) return await OfTradeAsync(database, owner, number, cancellation).ConfigureAwait(false);
        if (!ClientOrderId.TryParse(id, out var client)) return Error.BadInput($"ID: '{id}' is no id; expected a client order id, DEPLOYMENT/ORDER such as 3/12, or DEPLOYMENT/trade/NUMBER");
        await foreach (var (_, data) in EntriesAsync(database.Audit, client.Deployment, "venue-order", cancellation).ConfigureAwait(false))
        {
            if (data.GetProperty("client").GetString() == id) return data.TryGetProperty("order", out var known) ? new Found(client.Deployment, [known.GetInt32()]) : Error.NotFound($"ID: {id} was sent by the host itself (kill switch, over-fill or reconciliation); the log of deployment {client.Deployment} says why");
        }
        return Error.NotFound($"ID: the audit log has no order {id}");
    }

    // A trade's orders are those whose executions lie within it.
    static async Task<Result<Found>> OfTradeAsync(IDatabase database, int deployment, int number, CancellationToken cancellation)
    {
        var trade = (await database.Trading.Trades(deployment, cancellation).ConfigureAwait(false)).FirstOrDefault(row => row.Number == number);
        if (trade is null) return Error.NotFound($"ID: deployment {deployment} has no trade {number}");
        var orders = new List<int>();
        await foreach (var (_, data) in EntriesAsync(database.Audit, deployment, "fill", cancellation).ConfigureAwait(false))
        {
            var time = data.GetProperty("time").GetInt64();
            if (time < trade.EntryTime || time > trade.ExitTime || data.GetProperty("asset").GetString() != trade.Instrument) continue;
            var order = data.GetProperty("order").GetInt32();
            if (!orders.Contains(order)) orders.Add(order);
        }
        // Order 0 is what the venue did without one.
        return orders.Count > 0 ? new Found(deployment, orders, trade) : Error.NotFound($"ID: the audit log has no execution of trade {number}");
    }

    static async Task<List<(int Order, long Time, string Label, string Text)>> VenueAsync(IAuditStore store, int deployment, CancellationToken cancellation)
    {
        var lines = new List<(int, long, string, string)>();
        await foreach (var (entry, data) in EntriesAsync(store, deployment, "venue-order", cancellation).ConfigureAwait(false))
        {
            if (!data.TryGetProperty("order", out var order)) continue;
            var answer = data.TryGetProperty("answer", out var said) ? $": {said.GetString()}" : "";
            var number = data.TryGetProperty("venueOrder", out var venue) ? $", venue order {venue.GetString()}" : "";
            lines.Add((order.GetInt32(), entry.Time, "at venue", $"{data.GetProperty("client").GetString()} {data.GetProperty("action").GetString()}{answer}{number}"));
        }
        await foreach (var (entry, data) in EntriesAsync(store, deployment, "account-refused", cancellation).ConfigureAwait(false)) lines.Add((data.GetProperty("order").GetInt32(), entry.Time, "gate", $"refused by the account: {data.GetProperty("gate").GetString()}"));
        return lines;
    }

    static async IAsyncEnumerable<(AuditEntry Entry, JsonElement Data)> EntriesAsync(IAuditStore store, int deployment, string kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var next = 1L; ;)
        {
            var page = await store.From(next, Page, cancellation).ConfigureAwait(false);
            foreach (var entry in page.Where(entry => entry.Kind == kind))
            {
                using var document = JsonDocument.Parse(entry.Data);
                if (document.RootElement.TryGetProperty("deployment", out var of) && of.GetInt32() == deployment) yield return (entry, document.RootElement.Clone());
            }
            if (page.Count < Page) yield break;
            next = page[^1].Sequence + 1;
        }
    }

    sealed record Found(int Deployment, IReadOnlyList<int> Orders, TradeRow? Trade = null);

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
