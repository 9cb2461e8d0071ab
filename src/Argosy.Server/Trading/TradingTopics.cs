using Argosy.Hosting.Ports;
using Argosy.Server.Health;
using Argosy.Server.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Server.Trading;

/// <summary>What topics of trading begin with: who subscribes has the state at once, and changes are numbered on from it.</summary>
internal static class TradingTopics
{
    const int Lines = 200, Rows = 50;

    /// <summary>Says so to the hub.</summary>
    public static void Set(IServiceProvider services)
    {
        var (topics, desk, reading, database) = (services.GetRequiredService<ILiveTopics>(), services.GetRequiredService<TradingDesk>(), services.GetRequiredService<DeploymentReading>(), services.GetRequiredService<IDatabase>());
        topics.Snapshot("health", async _ => await services.GetRequiredService<ServerHealth>().AnswerAsync(CancellationToken.None));
        topics.Snapshot("commands", async _ => (await database.Commands.Last(Rows)).Select(CommandAnswerRow.Of).ToArray());
        topics.Snapshot("alerts", async _ => (await database.Reading.Alerts(long.MaxValue, Rows, onlyOpen: true)).Select(AlertAnswer.Of).ToArray());
        // The prices of an instrument are its candles: whoever watches them has read those.
        topics.Snapshot("instrument:", request => ValueTask.FromResult<object?>(new { request.Name }));
        if (!desk.IsThere) return;
        topics.Snapshot("fleet", async _ => await FleetEndpoints.ReadAsync(desk, reading, database, services.GetRequiredService<TimeProvider>(), CancellationToken.None));
        topics.Snapshot("deployment:", async request => IdOf(request) is { } id ? await reading.FindAsync(id, CancellationToken.None) : null);
        topics.Snapshot("logs:", async request => IdOf(request) is { } id && IsKnown(desk, id) ? (await database.Logs.Last(id, long.MaxValue, Lines)).Select(line => new LogAnswer(line.Sequence, line.Time, line.Level, line.Message)).ToArray() : null);
        topics.Snapshot("plots:", request => ValueTask.FromResult<object?>(IdOf(request) is { } id && IsKnown(desk, id) ? new { deployment = id } : null));
        topics.Snapshot("state:", async request => IdOf(request) is { } id && IsKnown(desk, id) ? (await database.Output.States(id)).Select(StrategyStateAnswer.Of).ToArray() : null);
    }

    static int? IdOf(TopicRequest request) => request.Number is { } number and > 0 and <= int.MaxValue ? (int)number : null;

    // A managed trade is no deployment in the list, and has a log all the same.
    static bool IsKnown(TradingDesk desk, int id) => desk.Parts.Deployments.Find(id) is not null || desk.Parts.Control.Bots.Any(bot => bot.Deployment == id);
}
