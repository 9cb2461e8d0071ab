using System.Diagnostics;
using System.Globalization;
using Argosy.Cli.Running;
using Argosy.Core.Values;
using Argosy.Hosting.Alerting;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Deploying;
using Argosy.Storage.Sqlite;

namespace Argosy.Cli.Benching;

/// <summary>Many deployed bots with code of their own whose next candle is far away, in a host as <c>argosy up</c> puts it together: what they cost while nothing happens.</summary>
static class SleepersBench
{
    const string CSharp = """
        /// <summary>Long while the fast average is above the slow one.</summary>
        public sealed class Sleeper : IStrategy
        {
            readonly Sma _fast = new(14), _slow = new(50);

            public void OnBar(in Bar bar, StrategyContext context)
            {
                var (fast, slow) = (_fast.Push(bar.Close), _slow.Push(bar.Close));
                if (!double.IsNaN(slow)) context.Target(fast > slow ? Direction.Long : Direction.Flat);
            }
        }
        """;

    const string TypeScript = """
        export const parameters: BotParameters = { fast: { default: 14, min: 1, max: 1000 }, slow: { default: 50, min: 2, max: 1000 } };

        export function onData({ candleData, closedPairs, config, indicators, trader, utils }: BotInput) {
          for (const pair of closedPairs) {
            const fast = indicators.smaArray(candleData[pair], config.parameters.fast);
            const slow = indicators.smaArray(candleData[pair], config.parameters.slow);
            if (utils.isCrossOver(fast, slow)) trader.openPosition({ pair });
            else if (utils.isCrossUnder(fast, slow)) trader.closePosition(pair);
          }
        }
        """;

    static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250), Patience = TimeSpan.FromMinutes(5), Rest = TimeSpan.FromSeconds(10);

    /// <summary>Runs it.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="size">What is deployed.</param>
    /// <param name="progress">From 0 to 1.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<Result<SleepersFigures>> RunAsync(string folder, SleepersSize size, IProgress<double> progress, CancellationToken cancellation)
    {
        var opened = await SqliteDatabase.Open(Path.Combine(folder, "bench.db"), cancellation);
        if (!opened.Ok) return opened.Error!;
        await using var database = opened.Value;
#pragma warning disable CA2000 // The trail owns its files.
        await using var trail = await AuditTrail.OpenAsync(database.Audit, new AuditFiles(Path.Combine(folder, "logs"), TimeProvider.System), TimeProvider.System, _ => { }, cancellation);
#pragma warning restore CA2000
        await using var alerts = new AlertHub([], [], trail, TimeProvider.System);
        await using var fleet = await Fleet.OpenAsync(database, new FleetOptions { Folder = folder, Alerts = alerts, Audit = trail, OpenVenues = ["virtual"], Sleep = size.IsAwake ? null : new SleepOptions() }, cancellation);
        await fleet.ServeAsync(cancellation);
        var (begun, most) = (Stopwatch.GetTimestamp(), 0L);
        for (var i = 0; i < size.Bots; i++)
        {
            var made = await MakeAsync(fleet.Deployments, i, cancellation);
            if (!made.Ok) return made.Error!;
            if (ProcessTree.Measure(Environment.ProcessId) is { Ok: true, Value: var now }) most = Math.Max(most, now.Bytes);
            progress.Report((i + 1.0) / size.Bots);
        }
        var starting = Stopwatch.GetElapsedTime(begun);
        for (begun = Stopwatch.GetTimestamp(); !fleet.Host.Bots.All(bot => bot.State == BotState.Running && (size.IsAwake || bot.SleepsUntil is not null));)
        {
            if (fleet.Host.Bots.FirstOrDefault(bot => bot.State == BotState.Disabled) is { } ended) return new Error(ErrorKind.Unavailable, $"{ended.Name} was disabled: {ended.Reason}");
            if (Stopwatch.GetElapsedTime(begun) > Patience) return new Error(ErrorKind.Timeout, $"after {Patience.TotalMinutes:0} minutes there are bots that are still awake");
            await Task.Delay(LookEvery, cancellation);
        }
        await Task.Delay(Rest, cancellation);
        var (processor, since) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await Task.Delay(Rest, cancellation);
        var cores = (Environment.CpuUsage.TotalTime - processor) / Stopwatch.GetElapsedTime(since);
        var measured = ProcessTree.Measure(Environment.ProcessId);
        if (!measured.Ok) return measured.Error!;
        var woken = await WakeAsync(fleet, cancellation);
        return new SleepersFigures(size, measured.Value.Processes - 1, measured.Value.Bytes, Math.Max(most, measured.Value.Bytes), starting / size.Bots, cores, woken);
    }

    static async Task<Result<DeploymentView>> MakeAsync(DeploymentManager deployments, int index, CancellationToken cancellation)
    {
        // Half of them in each language.
        var (file, text) = index % 2 == 0 ? ("sleeper.cs", CSharp) : ("sleeper.ts", TypeScript);
        var made = await deployments.CreateAsync(
            new DeploymentSpec
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"sleeper-{index + 1:000}"), Strategy = file, Sources = new Dictionary<string, string> { [file] = text }, Venue = "virtual", Instruments = ["BTC/USDT"],
                Timeframe = "1d", WarmUp = 200, Size = "equity:50%",
            },
            "bench", cancellation);
        if (!made.Ok) return made;
        var started = await deployments.StartAsync(made.Value.Id, "bench", cancellation);
        return started.Ok ? made : started.Error!;
    }

    // How long a command to a sleeping bot takes: a new worker hears the run's log first.
    static async Task<TimeSpan> WakeAsync(Fleet fleet, CancellationToken cancellation)
    {
        const int Tried = 5;
        var longest = TimeSpan.Zero;
        foreach (var bot in fleet.Host.Bots.Take(Tried))
        {
            var begun = Stopwatch.GetTimestamp();
            await fleet.Host.CommandAsync(bot.Name, "flatten", "bench", bot.Name, cancellation);
            var took = Stopwatch.GetElapsedTime(begun);
            if (took > longest) longest = took;
        }
        return longest;
    }
}

/// <summary>What is deployed.</summary>
/// <param name="Bots">Bots with code of their own, in C# and in TypeScript by turns.</param>
/// <param name="IsAwake">Whether they keep their workers.</param>
sealed record SleepersSize(int Bots, bool IsAwake);

/// <summary>What was measured.</summary>
/// <param name="Size">What was deployed.</param>
/// <param name="Processes">Processes besides the host.</param>
/// <param name="Bytes">Memory of host and workers while nothing happens.</param>
/// <param name="MostBytes">Most of it seen while they were started.</param>
/// <param name="Start">How long the making and start of a bot took.</param>
/// <param name="RestingCores">Cores the host uses while nothing happens.</param>
/// <param name="Wake">Longest time until a sleeping bot had taken a command.</param>
sealed record SleepersFigures(SleepersSize Size, int Processes, long Bytes, long MostBytes, TimeSpan Start, double RestingCores, TimeSpan Wake)
{
    /// <summary>The goal for 200 bots.</summary>
    public const long Limit = 4_000_000_000;
}
