using Argosy.Core.Commands;
using Argosy.Hosting.Commands;
using Argosy.Server.Auth;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Argosy.Server.Trading;

/// <summary>What is held.</summary>
internal static class PositionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var positions = api.MapGroup("/positions").WithTags("positions");
        positions.MapGet("", (TradingDesk desk) => Answers.Ok<IReadOnlyList<PositionAnswer>>([.. desk.Parts.Control.Bots.SelectMany(PositionAnswer.Of)])).Answering<IReadOnlyList<PositionAnswer>>().WithSummary("What deployments and managed trades hold");
        positions.MapPost("/close", CloseAsync).For(Role.Trader).WithSummary("Close a position at the market");
    }

    static async Task<IResult> CloseAsync(ClosePosition wish, Visitor visitor, TradingDesk desk, HttpContext context, CancellationToken cancellation)
    {
        if (wish.Portion is <= 0 or > 1) return ApiFailure.BadInput("a portion is above 0 and at most 1", "portion");
        if (desk.Parts.Control.Bots.FirstOrDefault(bot => bot.Deployment == wish.Deployment) is not { } bot) return DeploymentEndpoints.NotFound(wish.Deployment);
        var at = bot.Instruments.ToList().IndexOf(wish.Instrument);
        if (at < 0) return ApiFailure.BadInput($"{bot.Name} does not trade {wish.Instrument}", "instrument");
        if (bot.Positions.ElementAtOrDefault(at) == 0) return ApiFailure.Conflict($"{bot.Name} holds no {wish.Instrument}", "instrument");
        if (desk.Parts.Deployments.Find(wish.Deployment) is not null && wish.Portion is null or 1) return TradingEndpoints.Done(await desk.Parts.Deployments.FlattenAsync(wish.Deployment, wish.Instrument, visitor.Name, cancellation));
        if (desk.Parts.Deployments.Find(wish.Deployment) is not null) return new ApiFailure(ApiCode.Refused, "the position of a strategy closes as a whole, or the strategy would count on what it no longer holds; a part can be taken off a managed trade", "portion");
        var id = CommandEndpoints.IdOf(context);
        var text = wish.Portion is { } part and < 1 ? new ReduceCommand(Symbol(wish.Instrument), new TradeAmount(part * 100, AmountUnit.Percent, null), CommandScope.Default).ToString() : new CloseCommand(Symbol(wish.Instrument), CommandScope.Default).ToString();
        var given = await desk.Parts.Host.CommandAsync(bot.Name, text!, "web", id, cancellation);
        return TradingEndpoints.Done(given);
    }

    static SymbolText Symbol(string instrument) => instrument.Split('/') is [var first, var second] ? new SymbolText(first, second) : new SymbolText(instrument, null);
}

/// <summary>A position to close.</summary>
/// <param name="Deployment">Whose.</param>
/// <param name="Instrument">In what.</param>
/// <param name="Portion">How much of it, ratio; null for all.</param>
internal sealed record ClosePosition(int Deployment, string Instrument, decimal? Portion = null);
