using System.Security.Cryptography;
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
using Argosy.Server.Notifying;
using Argosy.Server.Trading;
using Argosy.Venues.Probing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

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
        // Found out at once: whoever runs a server wants to know at its start, not when the first bot is refused.
        var userCode = new UserCode(settings.IsUnsafe, session.Terminal.Error.WriteLine);
        var holds = userCode.Open();
        if (!holds.Ok) await session.Terminal.Error.WriteLineAsync($"warning: {holds.Error!.Message}");
        using var metrics = new HostMetrics();
        await using var log = new ApplicationLog(HostFiles.LogsOf(folder), LogDepth.Info, TimeProvider.System, []);
#pragma warning disable CA2000 // The trail owns its files.
        await using var trail = await AuditTrail.OpenAsync(database.Audit, new AuditFiles(HostFiles.LogsOf(folder), TimeProvider.System), TimeProvider.System, failure => log.Add(LogDepth.Error, "audit", failure), session.Cancel);
#pragma warning restore CA2000
        await using var news = new TradingNews(database, TimeProvider.System);
        news.Begin();
        var console = new ConsoleWatcher(session.Terminal, TimeProvider.System);
        using var posting = Notifications.Client();
        var notifications = await Notifications.OpenAsync(database, vault, posting, TimeProvider.System, session.Cancel);
        await using var alerts = new AlertHub([console, metrics, news, log], [notifications], trail, TimeProvider.System);
        await using var fleet = await Fleet.OpenAsync(
            database, new FleetOptions { Folder = folder, Alerts = alerts, Audit = trail, Vault = vault, Watchers = [metrics, news, log], OpenVenues = ["virtual"], Addresses = settings.Addresses, UserCode = userCode, DeskOptions = async account => (await AccountLimits.ReadAsync(database, account, session.Cancel)).On(new DeskOptions()) }, session.Cancel);
        var trading = new TradingParts { Host = fleet.Host, Control = fleet.Control, Deployments = fleet.Deployments, Trades = fleet.Trades, Commands = fleet.Service };
        await using var editor = EditorHost.Open(session, Path.GetFullPath(Path.Combine(folder, "bars")), holds);
        // Whoever reaches the port first would own the server: from another machine it takes what only the console shows.
        var code = RandomNumberGenerator.GetHexString(8, lowercase: true);
        var started = await ArgosyServer.StartAsync(
            settings.Server with { SetUpCode = code }, new ServerParts { Database = database, Trail = trail, Vault = vault, Metrics = metrics, Trading = trading, Notifications = notifications, Research = settings.Research with { AllowUserCode = holds.Ok, IsUnsafe = settings.IsUnsafe }, Editor = editor.Parts, QuickBacktests = editor.Quick, Services = services => Register(services.AddSingleton(log).AddSingleton<ILoggerProvider, ServerLog>()) }, session.Cancel);
        if (!started.Ok) return session.Fail(started.Error!);
        await using var server = started.Value;
        news.To(server.Services.GetService<ILiveTopics>(), name => fleet.Deployments.Find(name)?.Id);
        await fleet.ServeAsync(session.Cancel);
        var demo = await DemoBot.MakeAsync(fleet.Deployments, database, session.Cancel);
        if (!demo.Ok) alerts.Tell(new Alert(AlertSeverity.Warning, "demo", demo.Error!.Message));
        session.Terminal.Line($"argosy {CommandLine.Version}  {server.Address}");
        session.Terminal.Line($"data         {folder}");
        session.Terminal.Line($"master key   {key.Value.Place}");
        if ((await database.Users.List(session.Cancel)).Count == 0) session.Terminal.Line($"first run    open the address and make the owner; from another machine with the code {code}");
        session.Terminal.Line("Ctrl-C stops it.");
        await session.Terminal.Output.FlushAsync(session.Cancel);
        // Behind the page: what is shown first waits for nothing of it.
        editor.Warm();
        var stopped = new TaskCompletionSource();
        await using (session.Cancel.Register(() => stopped.TrySetResult())) await Task.WhenAny(stopped.Task, fleet.Host.Quitting);
        return ExitCode.Done;
    }

    /// <summary>Registers further parts, one line each. Nothing is made before it is asked for: the API is described without any of them.</summary>
    public static void Register(IServiceCollection services) => services.AddSingleton<IAccountProbe>(_ => new VenueProbe(new HttpClient(), TimeProvider.System));
}
