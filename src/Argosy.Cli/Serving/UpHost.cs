using Argosy.Cli.Invocation;
using Argosy.Cli.Operating;
using Argosy.Cli.Running;
using Argosy.Core.Values;
using Argosy.Hosting.Alerting;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Desks;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;
using Argosy.Server;
using Argosy.Server.Live;
using Argosy.Server.Trading;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Cli.Serving;

/// <summary>Makes the parts of a server, in the one place that knows all of them, and runs it until it is told to stop.</summary>
static class UpHost
{
    /// <summary>Runs it.</summary>
    public static async Task<ExitCode> RunAsync(Session session, UpSettings settings)
    {
        var folder = settings.Server.Folder;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return session.Fail(Error.BadInput($"--data: {folder} cannot be made: {refused.Message}"));
        }
        var key = MasterKeyFile.Open(settings.MasterKey, folder);
        if (!key.Ok) return session.Fail(key.Error!);
        using var vault = key.Value.Vault;
        var opened = await HostFiles.OpenAsync(folder, settings.Database, session.Cancel);
        if (!opened.Ok) return session.Fail(opened.Error!);
        await using var database = opened.Value;
        using var metrics = new HostMetrics();
        await using var trail = await AuditTrail.OpenAsync(database.Audit, new AuditFiles(HostFiles.LogsOf(folder), TimeProvider.System), TimeProvider.System, failure => session.Terminal.Error.WriteLine($"warning: {failure}"), session.Cancel);
        await using var news = new TradingNews(database, TimeProvider.System);
        news.Begin();
        var console = new ConsoleWatcher(session.Terminal, TimeProvider.System);
        await using var alerts = new AlertHub([console, metrics, news], [], trail, TimeProvider.System);
        await using var fleet = await Fleet.OpenAsync(
            database, new FleetOptions { Folder = folder, Alerts = alerts, Audit = trail, Vault = vault, Watchers = [metrics, news], OpenVenues = ["virtual"], DeskOptions = async account => (await AccountLimits.ReadAsync(database, account, session.Cancel)).On(new DeskOptions()) }, session.Cancel);
        var trading = new TradingParts { Host = fleet.Host, Control = fleet.Control, Deployments = fleet.Deployments, Trades = fleet.Trades, Commands = fleet.Service };
        var started = await ArgosyServer.StartAsync(settings.Server, new ServerParts { Database = database, Trail = trail, Vault = vault, Metrics = metrics, Trading = trading, Services = Register }, session.Cancel);
        if (!started.Ok) return session.Fail(started.Error!);
        await using var server = started.Value;
        news.To(server.Services.GetService<ILiveTopics>(), name => fleet.Deployments.Find(name)?.Id);
        await fleet.ServeAsync(session.Cancel);
        var demo = await DemoBot.MakeAsync(fleet.Deployments, database, session.Cancel);
        if (!demo.Ok) alerts.Tell(new Alert(AlertSeverity.Warning, "demo", demo.Error!.Message));
        session.Terminal.Line($"argosy {CommandLine.Version}  {server.Address}");
        session.Terminal.Line($"data         {folder}");
        session.Terminal.Line($"master key   {key.Value.Place}");
        session.Terminal.Line("Ctrl-C stops it.");
        session.Terminal.Output.Flush();
        var stopped = new TaskCompletionSource();
        await using (session.Cancel.Register(() => stopped.TrySetResult())) await Task.WhenAny(stopped.Task, fleet.Host.Quitting);
        return ExitCode.Done;
    }

    // One line for each further part: deployments, jobs, hub.
    static void Register(IServiceCollection services)
    {
    }
}
