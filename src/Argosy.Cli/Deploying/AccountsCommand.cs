using System.CommandLine;
using Argosy.Cli.Auditing;
using Argosy.Cli.Invocation;
using Argosy.Cli.Operating;
using Argosy.Cli.Terminals;
using Argosy.Hosting.Auditing;

namespace Argosy.Cli.Deploying;

/// <summary><c>argosy accounts</c>: the accounts a host's database knows; never their keys.</summary>
static class AccountsCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Session session)
    {
        var command = new DescribedCommand("accounts", "List the accounts of a host: where they are, whether they have a sealed key, and which deployments are on them; add, check and remove them.") { Examples = ["argosy accounts", "argosy accounts add main --venue binance --key env:BINANCE", "argosy accounts --database \"Host=db.local;Username=argosy\""] };
        var host = new HostOptions();
        command.AddGroup("Host", host.All);
        AccountActions.AddTo(session, command);
        command.Run(parse => RunAsync(session, parse, host).GetAwaiter().GetResult());
        return command;
    }

    static async Task<ExitCode> RunAsync(Session session, ParseResult parse, HostOptions host)
    {
        var place = host.Read(session, parse);
        if (!place.Ok) return session.Fail(place.Error!);
        var opened = await HostFiles.OpenExistingAsync(place.Value.Folder, place.Value.Database, session.Cancel);
        if (!opened.Ok) return session.Fail(opened.Error!);
        await using var database = opened.Value;
        var accounts = await database.Accounts.List(session.Cancel);
        if (accounts.Count == 0)
        {
            session.Terminal.Line("There are no accounts.");
            return ExitCode.Done;
        }
        var details = (await database.Accounts.Details(session.Cancel)).ToDictionary(row => row.Account, StringComparer.Ordinal);
        var deployments = await database.Bots.Deployments(session.Cancel);
        var table = new TextTable("account", "venue", "kind", "key", "deployments", "made") { Left = [1, 2, 3, 4, 5] };
        foreach (var account in accounts)
        {
            var hasKey = await database.Accounts.Key(account.Name, session.Cancel) is not null;
            var on = deployments.Where(row => row.Account == account.Name && row.State is not ("deleted" or "stopped")).Select(row => row.Bot).ToArray();
            table.Add(
                account.Name, account.Venue, account.IsPaper ? "paper" : details.GetValueOrDefault(account.Name) is { IsDisabled: true } ? "live, disabled" : "live", hasKey ? "sealed" : account.IsPaper ? "" : "none", string.Join(", ", on), AuditText.Timestamp(account.CreatedAt));
        }
        table.Write(session.Terminal);
        return ExitCode.Done;
    }
}
