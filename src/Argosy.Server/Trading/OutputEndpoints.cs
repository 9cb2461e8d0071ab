using System.Text.Json;
using Argosy.Hosting.Bots;
using Argosy.Hosting.Deploying;
using Argosy.Hosting.Ports;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Trading;

/// <summary>What a deployment's strategy drew and keeps; updates go on where the deployment before them ended.</summary>
internal static class OutputEndpoints
{
    const int UsualPoints = 20_000;

    public static void Map(RouteGroupBuilder one)
    {
        one.MapGet("/plots", PlotsAsync).Answering<IReadOnlyList<PlotAnswer>>().WithSummary("What its strategy drew, a series a plot, oldest point first");
        one.MapGet("/guards", Guards).Answering<IReadOnlyList<GuardedAnswer>>().WithSummary("When guards and limits of its run refused entries, oldest first");
        one.MapGet("/strategy-state", StatesAsync).Answering<IReadOnlyList<StrategyStateAnswer>>().WithSummary("What its strategy keeps from callback to callback, by instrument");
    }

    static async Task<IResult> PlotsAsync(int id, TradingDesk desk, IDatabase database, CancellationToken cancellation, long from = 0, int limit = UsualPoints)
    {
        if (limit is < 1 or > StateQueue.MostPoints) return ApiFailure.BadInput($"{limit} is out of range; expected 1 to {StateQueue.MostPoints} points", "limit");
        var rows = await database.Output.Plots([id, .. desk.Parts.Deployments.Find(id)!.Replaced], from, limit, cancellation);
        return Answers.Ok<IReadOnlyList<PlotAnswer>>([.. rows.GroupBy(row => (row.Instrument, row.Panel, row.Name)).OrderBy(series => series.Key).Select(PlotAnswer.Of)]);
    }

    static IResult Guards(int id, TradingDesk desk, TimeProvider time, string? instrument = null)
    {
        var one = desk.Parts.Deployments.Find(id)!;
        if (one.Status is not { } status) return Answers.Ok<IReadOnlyList<GuardedAnswer>>([]);
        var hasEnded = one.State is DeploymentState.Stopped or DeploymentState.Disabled;
        var now = hasEnded ? status.Time : time.GetUtcNow().ToUnixTimeMilliseconds();
        return Answers.Ok<IReadOnlyList<GuardedAnswer>>([.. status.Guarded.Where(stretch => instrument is null || stretch.Instrument is null || stretch.Instrument == instrument).Select(stretch => GuardedAnswer.Of(stretch, now, hasEnded))]);
    }

    static async Task<IResult> StatesAsync(int id, IDatabase database, CancellationToken cancellation) =>
        Answers.Ok<IReadOnlyList<StrategyStateAnswer>>([.. (await database.Output.States(id, cancellation)).Select(StrategyStateAnswer.Of)]);
}

/// <summary>A plot.</summary>
/// <param name="Instrument">What it is of; null for the whole run.</param>
/// <param name="Panel">Where it is drawn; null: on the price.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">How it is drawn: line, histogram or points.</param>
/// <param name="Times">Unix ms.</param>
/// <param name="Values">As many.</param>
internal sealed record PlotAnswer(string? Instrument, string? Panel, string Name, string Kind, IReadOnlyList<long> Times, IReadOnlyList<double> Values)
{
    public static PlotAnswer Of(IEnumerable<PlotRow> points)
    {
        // Where two versions drew the same time, the later one's word counts.
        var rows = points.GroupBy(row => row.Time).Select(same => same.MaxBy(row => row.Deployment)!).ToArray();
        return new PlotAnswer(rows[0].Instrument.Length > 0 ? rows[0].Instrument : null, rows[0].Panel.Length > 0 ? rows[0].Panel : null, rows[0].Name, rows[^1].Kind, [.. rows.Select(row => row.Time)], [.. rows.Select(row => row.Value)]);
    }
}

/// <summary>A stretch of time in which a guard or limit refused entries.</summary>
/// <param name="Rule">The rule, e.g. cooldown:1h.</param>
/// <param name="Instrument">The instrument it spoke of; null: the whole run.</param>
/// <param name="From">Unix ms.</param>
/// <param name="To">Unix ms; null while it refuses them.</param>
internal sealed record GuardedAnswer(string Rule, string? Instrument, long From, long? To)
{
    /// <summary>The answer of a stretch.</summary>
    /// <param name="stretch">As the run's follower noted it.</param>
    /// <param name="now">Unix ms; when a run that has ended was told something last.</param>
    /// <param name="hasEnded">Whether it refuses nothing any more.</param>
    public static GuardedAnswer Of(GuardStretch stretch, long now, bool hasEnded) =>
        // A run says that a time has passed at its next message; that it has is known before.
        new(stretch.Rule, stretch.Instrument, stretch.From, stretch.To ?? (stretch.Until < now ? stretch.Until : hasEnded ? (long?)now : null));
}

/// <summary>What a strategy keeps.</summary>
/// <param name="Instrument">Of which instrument; null for the whole run.</param>
/// <param name="Time">When it became this, Unix ms.</param>
/// <param name="State">The state; null where it is no JSON.</param>
internal sealed record StrategyStateAnswer(string? Instrument, long Time, JsonElement? State)
{
    public static StrategyStateAnswer Of(StrategyStateRow row) => new(row.Instrument.Length > 0 ? row.Instrument : null, row.Time, Read(row.State));

    static JsonElement? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // User code wrote it; the strategy goes on with what it has.
            return null;
        }
    }
}
