using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Argosy.Cli.Auditing;
using Argosy.Cli.Invocation;
using Argosy.Cli.Operating;
using Argosy.Cli.Terminals;
using Argosy.Core.Values;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Deploying;

/// <summary><c>argosy deployments</c>: what a host's database knows of its deployments, and what a running server is asked to do with them.</summary>
static class DeploymentsCommand
{
    const int Lines = 20;

    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var command = new DescribedCommand("deployments", "List the deployments of a host, or show one with its last orders and log lines; start, stop, pause, resume, update and delete them on a running server.") { Examples = ["argosy deployments", "argosy deployments pause 3", "argosy deployments 3 --folder argosy-data", "argosy deployments --all"] };
        var id = OptionKinds.Number("deployment", "A deployment's number", isOptional: true);
        var all = OptionKinds.Flag("--all", "Deleted ones, too");
        var host = new HostOptions();
        command.Add(id);
        command.AddGroup("Options", all);
        command.AddGroup("Host", host.All);
        DeploymentActions.AddTo(session, command);
        command.Run(parse => RunAsync(session, parse, host, parse.GetValue(id), parse.GetValue(all)).GetAwaiter().GetResult());
        return command;
    }

    static async Task<ExitCode> RunAsync(Session session, ParseResult parse, HostOptions host, int? id, bool all)
    {
        var place = host.Read(session, parse);
        if (!place.Ok) return session.Fail(place.Error!);
        var opened = await HostFiles.OpenExistingAsync(place.Value.Folder, place.Value.Database, session.Cancel);
        if (!opened.Ok) return session.Fail(opened.Error!);
        await using var database = opened.Value;
        var rows = await database.Bots.Deployments(session.Cancel);
        var statuses = (await database.Bots.Statuses(session.Cancel)).ToDictionary(row => row.Deployment);
        if (id is not { } number)
        {
            List(session.Terminal, [.. rows.Where(row => all || row.State != "deleted")], statuses);
            return ExitCode.Done;
        }
        if (rows.FirstOrDefault(row => row.Id == number) is not { } found) return session.Fail(Error.NotFound($"NUMBER: there is no deployment {number}; argosy deployments lists them"));
        await ShowAsync(session, database, found, statuses.GetValueOrDefault(number));
        return ExitCode.Done;
    }

    static void List(Terminal terminal, IReadOnlyList<DeploymentRow> rows, Dictionary<int, StatusRow> statuses)
    {
        if (rows.Count == 0)
        {
            terminal.Line("There are no deployments.");
            return;
        }
        var table = new TextTable("number", "bot", "version", "account", "state", "equity", "as of") { Left = [1, 2, 3, 4, 6] };
        foreach (var row in rows)
        {
            var status = Read(statuses.GetValueOrDefault(row.Id));
            table.Add(row.State == "disabled" ? Tone.Bad : Tone.Plain, row.Id.ToString(CultureInfo.InvariantCulture), row.Bot, row.Version, row.Account, row.State, Text(status, "equity"), TimeOf(status));
        }
        table.Write(terminal);
    }

    static async Task ShowAsync(Session session, IDatabase database, DeploymentRow row, StatusRow? stored)
    {
        var (terminal, status) = (session.Terminal, Read(stored));
        terminal.Line($"deployment {row.Id}: {row.Bot} {row.Version} on {row.Account}, {row.State} (made {AuditText.Timestamp(row.CreatedAt)})");
        if (status is { } known) terminal.Line($"as of {TimeOf(known)}: equity {Text(known, "equity")}, cash {Text(known, "cash")}, {Text(known, "openOrders")} open orders, {Text(known, "trades")} trades{(Text(known, "reason") is { Length: > 0 } reason ? $"; {reason}" : "")}");
        terminal.Line();
        var orders = new TextTable("order", "instrument", "side", "type", "quantity", "filled", "state", "time") { Left = [1, 2, 3, 6, 7] };
        foreach (var order in await database.Trading.Orders(row.Id, long.MaxValue, Lines, session.Cancel))
        {
            orders.Add(order.ClientId, order.Instrument, KebabCase.Of(order.Side.ToString()), KebabCase.Of(order.Type.ToString()), Exact.Text(order.Quantity), Exact.Text(order.Filled), KebabCase.Of(order.Phase.ToString()), AuditText.Timestamp(order.Time));
        }
        orders.Write(terminal);
        terminal.Line();
        foreach (var line in (await database.Logs.Last(row.Id, long.MaxValue, Lines, session.Cancel)).Reverse()) terminal.Line($"{terminal.Paint(Tone.Dim, AuditText.Timestamp(line.Time))}  {line.Level,-7}  {line.Message}");
    }

    static JsonElement? Read(StatusRow? row)
    {
        if (row is null) return null;
        try
        {
            using var document = JsonDocument.Parse(row.Status);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Of another version: the host's next start says it anew.
            return null;
        }
    }

    static string Text(JsonElement? status, string name) => status is { } known && known.TryGetProperty(name, out var value) ? value.ToString() : "";

    static string TimeOf(JsonElement? status) => status is { } known && known.TryGetProperty("time", out var time) && time.TryGetInt64(out var at) && at > 0 ? AuditText.Timestamp(at) : "";
}
