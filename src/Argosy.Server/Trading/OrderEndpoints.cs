using Argosy.Core.Values;
using Argosy.Hosting.Auditing;
using Argosy.Hosting.Commands;
using Argosy.Hosting.Ports;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Trading;

/// <summary>Orders, trades, and why.</summary>
internal static class OrderEndpoints
{
    const int MostNote = 2_000, MostTag = 40;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/orders", AllOrdersAsync).WithTags("orders").Answering<Page<OrderAnswer>>().WithSummary("Orders, newest first; state=open or ended");
        api.MapPost("/orders/{clientId}/cancel", CancelAsync).For(Role.Trader).WithTags("orders").Answering<CommandReply>().WithSummary("Cancel an entry at work, a managed trade's or a strategy's; stops and targets stay");
        api.MapPost("/orders/cancel", CancelAllAsync).For(Role.Trader).WithTags("orders").Answering<CommandReply>().WithSummary("Cancel every entry of a deployment or managed trade; stops and targets stay");
        api.MapGet("/why/{**id}", WhyAsync).WithTags("orders").Answering<IReadOnlyList<WhyAnswer>>().WithSummary("The story of an order (client id or DEPLOYMENT/ORDER) or of a trade's orders (DEPLOYMENT/trade/NUMBER)");
        api.MapGet("/trades", AllTradesAsync).WithTags("trades").Answering<Page<TradeAnswer>>().WithSummary("Closed trades, latest exit first");
        api.MapPatch("/trades/{deployment:int}/{number:long}", NoteAsync).For(Role.Trader).WithTags("trades").WithSummary("Tag a trade or note something");
    }

    public static async Task<IResult> OrdersAsync(ListQuery query, TradingDesk desk, IDatabase database, int? id, string? state, CancellationToken cancellation)
    {
        if (state is not (null or "open" or "ended")) return ApiFailure.BadInput($"'{state}' is no state of orders; expected open or ended", "state");
        var filter = query.Filter(desk.Parts.Deployments, id);
        if (!filter.Ok) return TradingEndpoints.Failure(filter.Error!);
        var rows = await database.Reading.Orders(filter.Value with { IsOpen = state is null ? null : state == "open" }, cancellation);
        var names = ListQuery.Names(desk.Parts.Deployments);
        return Answers.Ok(PageQuery.PageOf([.. rows.Select(row => OrderAnswer.Of(row, names))], filter.Value.Limit - 1, row => ListQuery.Keys(row.Time, row.ClientId)));
    }

    public static async Task<IResult> TradesAsync(ListQuery query, TradingDesk desk, IDatabase database, int? id, CancellationToken cancellation)
    {
        var filter = query.Filter(desk.Parts.Deployments, id);
        if (!filter.Ok) return TradingEndpoints.Failure(filter.Error!);
        var rows = await database.Reading.Trades(filter.Value, cancellation);
        var names = ListQuery.Names(desk.Parts.Deployments);
        return Answers.Ok(PageQuery.PageOf([.. rows.Select(row => TradeAnswer.Of(row, names))], filter.Value.Limit - 1, row => ListQuery.Keys(row.ExitTime, $"{row.Deployment}/{row.Number}")));
    }

    static Task<IResult> AllOrdersAsync([AsParameters] ListQuery query, TradingDesk desk, IDatabase database, CancellationToken cancellation, string? state = null) => OrdersAsync(query, desk, database, null, state, cancellation);

    static Task<IResult> AllTradesAsync([AsParameters] ListQuery query, TradingDesk desk, IDatabase database, CancellationToken cancellation) => TradesAsync(query, desk, database, null, cancellation);

    static async Task<IResult> CancelAllAsync(CancelOrders wish, Visitor visitor, TradingDesk desk, HttpContext context, TimeProvider time, CancellationToken cancellation)
    {
        if (desk.Parts.Control.Bots.FirstOrDefault(bot => bot.Deployment == wish.Deployment) is not { } bot) return DeploymentEndpoints.NotFound(wish.Deployment);
        var id = CommandEndpoints.IdOf(context);
        if (ManagedTrades.IsTrade(bot.Name))
        {
            var told = await desk.Parts.Host.CommandAsync(bot.Name, "cancel all", "web", id, cancellation);
            return told.Ok ? Answers.Ok(new CommandReply(id, CommandOutcome.Done, $"{bot.Name} is told to cancel its entry", wish.Deployment, null)) : TradingEndpoints.Failure(told.Error!);
        }
        var outcome = await new RunCommands(desk.Parts.Control, time).CancelAsync(bot.Name, null, "web", id, cancellation);
        return outcome.Ok ? Answers.Ok(new CommandReply(id, CommandOutcome.Done, $"{bot.Name}: {outcome.Value}", wish.Deployment, null)) : TradingEndpoints.Failure(outcome.Error!);
    }

    static async Task<IResult> CancelAsync(string clientId, Visitor visitor, TradingDesk desk, IDatabase database, HttpContext context, TimeProvider time, CancellationToken cancellation)
    {
        var id = CommandEndpoints.IdOf(context);
        var answer = await new OrderCancelling(desk.Parts.Control, desk.Parts.Trades, database, time).CancelAsync(clientId, new CommandRequest("web", visitor.Name, id, $"cancel {clientId}"), cancellation);
        return answer.Outcome == CommandOutcome.Done ? Answers.Ok(new CommandReply(id, answer.Outcome, answer.Text, null, null)) : new ApiFailure(ApiCode.Refused, answer.Text);
    }

    static async Task<IResult> WhyAsync(string id, TradingDesk desk, IDatabase database, CancellationToken cancellation)
    {
        var stories = await WhyFinder.ReadAsync(database, desk.Parts.LogOf, id, cancellation);
        return stories.Ok ? Answers.Ok(stories.Value.SelectMany(story => story.Lines.Select(line => new WhyAnswer(line.Step, line.Time, line.Text))).ToArray()) : ApiFailure.Of(stories.Error!, "id");
    }

    static async Task<IResult> NoteAsync(int deployment, long number, TradeNote note, IDatabase database, CancellationToken cancellation)
    {
        if (note.Tag is { Length: > MostTag }) return ApiFailure.BadInput($"a tag has at most {MostTag} characters", "tag");
        if (note.Note is { Length: > MostNote }) return ApiFailure.BadInput($"a note has at most {MostNote} characters", "note");
        return await database.Reading.SetNote(deployment, number, note.Tag ?? "", note.Note ?? "", cancellation) ? TypedResults.NoContent() : ApiFailure.NotFound($"deployment {deployment} has no trade {number}");
    }
}

/// <summary>A step of an order's story.</summary>
internal sealed record WhyAnswer(string Step, long Time, string Text);

/// <summary>What a person notes about a trade.</summary>
internal sealed record TradeNote(string? Tag = null, string? Note = null);

/// <summary>Whose entries to cancel.</summary>
/// <param name="Deployment">The deployment or managed trade.</param>
internal sealed record CancelOrders(int Deployment);
