using Argosy.Core.Commands;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Argosy.Server.Trading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Services;

/// <summary>The mouths that commands come from, and the door of chart programs.</summary>
internal static class ServiceEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var services = api.MapGroup("/services").WithTags("services");
        services.MapGet("", async (TradingDesk desk, IDatabase database, CancellationToken cancel) => Answers.Ok(await ServicesAnswer.OfAsync(desk, database, cancel))).Answering<ServicesAnswer>().WithSummary("Where commands come from, and which of it is open");
        services.MapPost("/chart-alerts", OpenAsync).ForLiveAction(Role.Owner).Answering<ChartAlertsOpened>().AnsweringOnce().WithSummary("Open POST /webhook with a new secret, told this once; the one before is void");
        services.MapDelete("/chart-alerts", ShutAsync).For(Role.Owner).Produces(StatusCodes.Status204NoContent).WithSummary("Shut it");
        services.MapPost("/chart-alerts/test", TestAsync).For(Role.Owner).Answering<ChartAlertTest>().WithSummary("Say what the door would answer to this secret and text; nothing is carried out");
    }

    static async Task<IResult> OpenAsync(Visitor visitor, TradingDesk desk, IDatabase database, TimeProvider time, CancellationToken cancel)
    {
        if (!desk.IsThere) return ApiFailure.Conflict("this server does not trade: there is nothing to command");
        return Answers.Ok(new ChartAlertsOpened(await ChartAlerts.OpenAsync(database, visitor.Name, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel)));
    }

    static async Task<IResult> ShutAsync(IDatabase database, CancellationToken cancel)
    {
        await ChartAlerts.ShutAsync(database, cancel);
        return TypedResults.NoContent();
    }

    static async Task<IResult> TestAsync(ChartAlertWish wish, IDatabase database, CancellationToken cancel)
    {
        if (wish.Text.Length is 0 or > ChartAlertDoor.MostText) return ApiFailure.BadInput($"a command has 1 to {ChartAlertDoor.MostText} characters", "text");
        if (await ChartAlerts.ReadAsync(database, cancel) is not { } door) return ApiFailure.Conflict("chart alerts are shut; open them first");
        if (!door.Knows(wish.Secret)) return ApiFailure.BadInput("this is not the secret; it would be answered 401", "secret");
        var reading = CommandParser.Read(wish.Text);
        return reading.Fault is { } fault ? ApiFailure.BadInput(fault.Message, "text") : Answers.Ok(new ChartAlertTest(reading.Command!.ToString()!, reading.Command.Preview()));
    }
}

/// <summary>A chart program's message, to be tried.</summary>
/// <param name="Secret">The secret.</param>
/// <param name="Text">The command.</param>
internal sealed record ChartAlertWish(string Secret, string Text);

/// <summary>What the door would do.</summary>
/// <param name="Parsed">The command as it is understood.</param>
/// <param name="Meaning">What it would do.</param>
internal sealed record ChartAlertTest(string Parsed, string Meaning);

/// <summary>The door is open.</summary>
/// <param name="Secret">What messages must bring; told this once.</param>
internal sealed record ChartAlertsOpened(string Secret);

/// <summary>Where commands come from.</summary>
/// <param name="Trades">Whether this server trades: commands are taken then.</param>
/// <param name="ChartAlerts">Whether <c>POST /webhook</c> is open.</param>
/// <param name="OpenedBy">Who opened it; null where it is shut.</param>
/// <param name="OpenedAt">When, Unix ms; null where it is shut.</param>
/// <param name="Mouths">What each mouth said among the last commands.</param>
internal sealed record ServicesAnswer(bool Trades, bool ChartAlerts, string? OpenedBy, long? OpenedAt, IReadOnlyList<MouthAnswer> Mouths)
{
    const int Looked = 1_000;

    public static async Task<ServicesAnswer> OfAsync(TradingDesk desk, IDatabase database, CancellationToken cancel)
    {
        var door = await Services.ChartAlerts.ReadAsync(database, cancel);
        var mouths = (await database.Commands.Last(Looked, cancel)).GroupBy(row => row.Source, StringComparer.Ordinal).Select(group => new MouthAnswer(group.Key, group.Count(), group.Max(row => row.Time))).OrderBy(mouth => mouth.Name, StringComparer.Ordinal);
        return new ServicesAnswer(desk.IsThere, door is not null, door?.By, door?.At, [.. mouths]);
    }
}

/// <summary>A mouth of commands.</summary>
/// <param name="Name">web, http, webhook, console or a plug-in's name.</param>
/// <param name="Commands">How many of the last thousand came from it.</param>
/// <param name="Last">When the last did, Unix ms.</param>
internal sealed record MouthAnswer(string Name, int Commands, long Last);
