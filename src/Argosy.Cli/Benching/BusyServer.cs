using System.Diagnostics;
using System.Globalization;
using Argosy.Cli.Invocation;
using Argosy.Cli.Running;
using Argosy.Cli.Serving;
using Argosy.Core.Values;
using Argosy.Hosting.Accounts;
using Argosy.Hosting.Alerting;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.Observing;
using Argosy.Server;
using Argosy.Server.Live;
using Argosy.Server.Trading;
using Argosy.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Cli.Benching;

/// <summary>A server with many paper bots on candles of a second, on a market whose clock goes faster: every bot, candle, order and change told to pages is real.</summary>
static class BusyServer
{
    static readonly string[] Instruments = ["BTC/USDT", "ETH/USDT", "SOL/USDT", "XRP/USDT"];

    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromMinutes(5);

    /// <summary>Runs it until it is told to stop.</summary>
    /// <param name="session">Where its address is printed.</param>
    /// <param name="folder">An empty folder.</param>
    /// <param name="load">What runs.</param>
    public static async Task<Result<bool>> RunAsync(Session session, string folder, BusyLoad load)
    {
        var opened = await SqliteDatabase.Open(Path.Combine(folder, "argosy.db"), session.Cancel);
        if (!opened.Ok) return opened.Error!;
        await using var database = opened.Value;
#pragma warning disable CA2000 // The trail owns its files.
        await using var trail = await AuditTrail.OpenAsync(database.Audit, new AuditFiles(Path.Combine(folder, "logs"), TimeProvider.System), TimeProvider.System, _ => { }, session.Cancel);
#pragma warning restore CA2000
        using var vault = KeyVault.Open(KeyVault.NewMasterKey()).Value;
        using var metrics = new HostMetrics();
        await using var news = new TradingNews(database, TimeProvider.System);
        news.Begin();
        await using var alerts = new AlertHub([metrics, news], [], trail, TimeProvider.System);
        await using var fleet = await Fleet.OpenAsync(database, new FleetOptions { Folder = folder, Alerts = alerts, Audit = trail, Watchers = [metrics, news], OpenVenues = ["virtual"], Time = new ScaledTime(load.Speed) }, session.Cancel);
        var trading = new TradingParts { Host = fleet.Host, Control = fleet.Control, Deployments = fleet.Deployments, Trades = fleet.Trades, Commands = fleet.Service };
        var started = await ArgosyServer.StartAsync(
            new ServerOptions { Folder = folder, Port = 0, WebRoot = load.Web, Version = CommandLine.Version }, new ServerParts { Database = database, Trail = trail, Vault = vault, Metrics = metrics, Trading = trading, Services = UpHost.Register }, session.Cancel);
        if (!started.Ok) return started.Error!;
        await using var server = started.Value;
        news.To(server.Services.GetService<ILiveTopics>(), name => fleet.Deployments.Find(name)?.Id);
        await fleet.ServeAsync(session.Cancel);
        for (var i = 0; i < load.Bots; i++)
        {
            var made = await fleet.Deployments.CreateAsync(SpecOf(i), "bench", session.Cancel);
            if (!made.Ok) return made.Error!;
            var begun = await fleet.Deployments.StartAsync(made.Value.Id, "bench", session.Cancel);
            if (!begun.Ok) return begun.Error!;
        }
        if (await UpAsync(fleet, load.Bots, session.Cancel) is { } missing) return missing;
        session.Terminal.Line($"argosy {CommandLine.Version}  {server.Address}");
        session.Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{load.Bots} bots, {load.Speed} candles of a second a second each: {load.Bots * load.Speed} values a second"));
        session.Terminal.Line("Ctrl-C stops it.");
        await session.Terminal.Output.FlushAsync(session.Cancel);
        var stopped = new TaskCompletionSource();
        await using (session.Cancel.Register(() => stopped.TrySetResult())) await stopped.Task;
        return true;
    }

    static async Task<Error?> UpAsync(Fleet fleet, int bots, CancellationToken cancellation)
    {
        for (var begun = Stopwatch.GetTimestamp(); fleet.Host.Bots.Count(bot => bot.State == BotState.Running) < bots;)
        {
            if (fleet.Host.Bots.FirstOrDefault(bot => bot.State == BotState.Disabled) is { } ended) return new Error(ErrorKind.Unavailable, $"{ended.Name} was disabled: {ended.Reason}");
            if (Stopwatch.GetElapsedTime(begun) > Patience) return new Error(ErrorKind.Timeout, $"after {Patience.TotalMinutes:0} minutes there are bots that do not run");
            await Task.Delay(LookEvery, cancellation);
        }
        return null;
    }

    // Most hold from the beginning on, so that what they are worth changes with every candle; the others trade.
    static DeploymentSpec SpecOf(int index)
    {
        var isTrading = index % 4 == 3;
        return new DeploymentSpec
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"busy-{index + 1:000}"), Strategy = isTrading ? "ma-cross" : "buy-and-hold", Parameters = isTrading ? new Dictionary<string, string> { ["fast"] = "40", ["slow"] = "120" } : [],
            Venue = "virtual", Instruments = [Instruments[index / 4 % Instruments.Length]], Timeframe = "1s", WarmUp = 200, Size = string.Create(CultureInfo.InvariantCulture, $"equity:{30 + (index % 60)}%"),
        };
    }
}

/// <summary>What runs.</summary>
/// <param name="Web">Folder of the built web app.</param>
/// <param name="Bots">Bots, each on one instrument.</param>
/// <param name="Speed">Candles of a second a bot meets in a second.</param>
sealed record BusyLoad(string Web, int Bots, int Speed);
