using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Argosy.Cli.Invocation;
using Argosy.Cli.Operating;
using Argosy.Cli.Replaying;
using Argosy.Core.Values;
using Argosy.Data.Links;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Auditing;

/// <summary><c>argosy why</c>: the chain of an order from the votes to its last execution.</summary>
static class WhyCommand
{
    const string PaperId = "paper-";
    const int Page = 1_000;

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var command = new DescribedCommand("why", "Say why an order exists or was refused, and what became of it.")
        {
            Examples = ["argosy why 3/12          order 12 of deployment 3", "argosy why 0001a2b3c4d5e6f7g8          by its client order id", "argosy why 3/trade/4     the orders of trade 4", "argosy why 12 --result result.json     order 12 of a backtest, which is run again"],
        };
        var id = new Argument<string>("ID") { Description = "A client order id, DEPLOYMENT/ORDER, DEPLOYMENT/trade/NUMBER, or with --result an order's number" };
        var result = OptionKinds.Text("--result", "file", "A backtest's result: its run is repeated");
        var (host, files) = (new HostOptions(), new ReplayOptions());
        command.Add(id);
        command.AddGroup("Backtest", result, files.Data, files.Detail, files.Ticks, files.Quotes, files.Book, files.Strategy, files.Timeframe, files.Columns, files.Force);
        command.AddGroup("Host", host.All);
        command.Run(parse => parse.GetValue(result) is { } file
            ? OfResult(session, parse, files, file, parse.GetValue(id)!)
            : OfHostAsync(session, parse, host, parse.GetValue(id)!).GetAwaiter().GetResult());
        return command;
    }

    static ExitCode OfResult(Session session, ParseResult parse, ReplayOptions files, string file, string id)
    {
        if (!int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var order)) return session.Fail(Error.BadInput($"ID: '{id}' is no order's number; with --result expected one such as 12"));
        var messages = ResultRun.Messages(session, parse, files, file);
        if (!messages.Ok) return session.Fail(messages.Error!);
        var story = WhyStory.Of(messages.Value, order);
        if (!story.IsFound) return session.Fail(Error.NotFound($"ID: {file} has no order {order}"));
        story.Write(session.Terminal);
        return ExitCode.Done;
    }

    static async Task<ExitCode> OfHostAsync(Session session, ParseResult parse, HostOptions host, string id)
    {
        var place = host.Read(session, parse);
        if (!place.Ok) return session.Fail(place.Error!);
        var opened = await HostFiles.OpenExistingAsync(place.Value.Folder, place.Value.Database, session.Cancel);
        if (!opened.Ok) return session.Fail(opened.Error!);
        await using var database = opened.Value;
        var found = await FindAsync(database, id, session.Cancel);
        if (!found.Ok) return session.Fail(found.Error!);
        var (deployment, orders) = found.Value;
        var log = RunLogLines.Read(HostFiles.LogOf(place.Value.Folder, deployment));
        if (!log.Ok) return session.Fail(log.Error!);
        var venue = await VenueAsync(database.Audit, deployment, session.Cancel);
        var isFirst = true;
        foreach (var order in orders)
        {
            var story = WhyStory.Of(log.Value.Messages, order);
            if (!story.IsFound) return session.Fail(Error.NotFound($"ID: deployment {deployment} has no order {order}"));
            foreach (var (number, time, label, text) in venue.Where(line => line.Order == order)) story.Add(time, label, text);
            if (!isFirst) session.Terminal.Line();
            story.Write(session.Terminal);
            isFirst = false;
        }
        return ExitCode.Done;
    }

    static async Task<Result<(int Deployment, IReadOnlyList<int> Orders)>> FindAsync(IDatabase database, string id, CancellationToken cancellation)
    {
        var parts = id.StartsWith(PaperId, StringComparison.Ordinal) ? id[PaperId.Length..].Split('-') : id.Split('/');
        if (parts.Length == 2 && Number(parts[0]) is { } run && Number(parts[1]) is { } order) return (run, [order]);
        if (parts is [var deployment, "trade", var trade] && Number(deployment) is { } owner && Number(trade) is { } number) return await OfTradeAsync(database, owner, number, cancellation);
        if (!ClientOrderId.TryParse(id, out var client)) return Error.BadInput($"ID: '{id}' is no id; expected a client order id, DEPLOYMENT/ORDER such as 3/12, or DEPLOYMENT/trade/NUMBER");
        await foreach (var (_, data) in EntriesAsync(database.Audit, client.Deployment, "venue-order", cancellation))
        {
            if (data.GetProperty("client").GetString() == id) return data.TryGetProperty("order", out var known) ? (client.Deployment, [known.GetInt32()]) : Error.NotFound($"ID: {id} was sent by the host itself (kill switch, over-fill or reconciliation); the log of deployment {client.Deployment} says why");
        }
        return Error.NotFound($"ID: the audit log has no order {id}");
    }

    // A trade's orders are those whose executions lie within it.
    static async Task<Result<(int Deployment, IReadOnlyList<int> Orders)>> OfTradeAsync(IDatabase database, int deployment, int number, CancellationToken cancellation)
    {
        var trade = (await database.Trading.Trades(deployment, cancellation)).FirstOrDefault(row => row.Number == number);
        if (trade is null) return Error.NotFound($"ID: deployment {deployment} has no trade {number}");
        var orders = new List<int>();
        await foreach (var (_, data) in EntriesAsync(database.Audit, deployment, "fill", cancellation))
        {
            var time = data.GetProperty("time").GetInt64();
            if (time < trade.EntryTime || time > trade.ExitTime || data.GetProperty("asset").GetString() != trade.Instrument) continue;
            var order = data.GetProperty("order").GetInt32();
            if (!orders.Contains(order)) orders.Add(order);
        }
        return orders.Count > 0 ? (deployment, orders) : Error.NotFound($"ID: the audit log has no execution of trade {number}");
    }

    static async Task<List<(int Order, long Time, string Label, string Text)>> VenueAsync(IAuditStore store, int deployment, CancellationToken cancellation)
    {
        var lines = new List<(int, long, string, string)>();
        await foreach (var (entry, data) in EntriesAsync(store, deployment, "venue-order", cancellation))
        {
            if (!data.TryGetProperty("order", out var order)) continue;
            var answer = data.TryGetProperty("answer", out var said) ? $": {said.GetString()}" : "";
            var number = data.TryGetProperty("venueOrder", out var venue) ? $", venue order {venue.GetString()}" : "";
            lines.Add((order.GetInt32(), entry.Time, "at venue", $"{data.GetProperty("client").GetString()} {data.GetProperty("action").GetString()}{answer}{number}"));
        }
        await foreach (var (entry, data) in EntriesAsync(store, deployment, "account-refused", cancellation)) lines.Add((data.GetProperty("order").GetInt32(), entry.Time, "gate", $"refused by the account: {data.GetProperty("gate").GetString()}"));
        return lines;
    }

    static async IAsyncEnumerable<(AuditEntry Entry, JsonElement Data)> EntriesAsync(IAuditStore store, int deployment, string kind, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var next = 1L; ;)
        {
            var page = await store.From(next, Page, cancellation);
            foreach (var entry in page.Where(entry => entry.Kind == kind))
            {
                using var document = JsonDocument.Parse(entry.Data);
                if (document.RootElement.TryGetProperty("deployment", out var of) && of.GetInt32() == deployment) yield return (entry, document.RootElement.Clone());
            }
            if (page.Count < Page) yield break;
            next = page[^1].Sequence + 1;
        }
    }

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
