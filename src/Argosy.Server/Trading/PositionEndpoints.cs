using Argosy.Core.Commands;
using Argosy.Core.Values;
using Argosy.Hosting.Bots;
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
    const decimal MostPrice = 999_999_999_999_999m;

    public static void Map(RouteGroupBuilder api)
    {
        var positions = api.MapGroup("/positions").WithTags("positions");
        positions.MapGet("", async (TradingDesk desk, PositionReading reading, CancellationToken cancellation) => Answers.Ok(await reading.ReadAsync(desk.Parts, cancellation))).Answering<IReadOnlyList<PositionAnswer>>().WithSummary("What deployments and managed trades hold");
        positions.MapPost("/stop", StopAsync).ForLiveAction(Role.Trader).Answering<ProtectionAnswer>().WithSummary("Set, move or take away a position's stop and target; answers when its run has done so");
        positions.MapPost("/close", CloseAsync).For(Role.Trader).WithSummary("Close a position at the market");
    }

    static async Task<IResult> StopAsync(ProtectPosition wish, TradingDesk desk, HttpContext context, TimeProvider time, CancellationToken cancellation)
    {
        if (wish.Stop is null && wish.Target is null && !wish.DropStop && !wish.DropTarget) return ApiFailure.BadInput("expected a stop, a target, or that one is dropped");
        if (wish.Stop is <= 0 || (wish.Stop is not null && wish.DropStop)) return ApiFailure.BadInput("a stop is a price above 0, and not dropped at once", "stop");
        if (wish.Target is <= 0 || (wish.Target is not null && wish.DropTarget)) return ApiFailure.BadInput("a target is a price above 0, and not dropped at once", "target");
        if (wish is { Stop: > MostPrice } or { Target: > MostPrice }) return ApiFailure.BadInput("a price has at most 15 digits before its point", wish.Stop is > MostPrice ? "stop" : "target");
        if (desk.Parts.Control.Bots.FirstOrDefault(bot => bot.Deployment == wish.Deployment) is not { } bot) return DeploymentEndpoints.NotFound(wish.Deployment);
        if (!bot.Instruments.Contains(wish.Instrument)) return ApiFailure.BadInput($"{bot.Name} does not trade {wish.Instrument}", "instrument");
        if (bot.Holdings.FirstOrDefault(held => held.Instrument == wish.Instrument) is not { } held) return ApiFailure.Conflict($"{bot.Name} holds no {wish.Instrument}", "instrument");
        if (Misplaced(wish, held) is { } wrong) return wrong;
        var command = new ProtectCommand(Symbol(wish.Instrument), CommandScope.Default)
        {
            StopLoss = wish.Stop is { } stop ? PriceLevel.At(Exact.Trim(stop)) : null, DropsStop = wish.DropStop, TakeProfit = wish.Target is { } target ? PriceLevel.At(Exact.Trim(target)) : null, DropsTarget = wish.DropTarget,
        };
        var outcome = await new RunCommands(desk.Parts.Control, time).ProtectAsync(bot.Name, command, "web", CommandEndpoints.IdOf(context), cancellation);
        if (!outcome.Ok) return TradingEndpoints.Failure(outcome.Error!);
        var now = desk.Parts.Control.Bots.FirstOrDefault(one => one.Deployment == wish.Deployment)?.Holdings.FirstOrDefault(one => one.Instrument == wish.Instrument);
        return Answers.Ok(new ProtectionAnswer(outcome.Value, now?.Stop, now?.Target));
    }

    // The run says so as well, by the price it knows; here the field is named.
    static ApiFailure? Misplaced(ProtectPosition wish, BotHolding held)
    {
        if (held.Price <= 0) return null;
        var (isLong, price) = (held.Quantity > 0, Exact.Text(held.Price));
        if (wish.Stop is { } stop && (isLong ? stop >= held.Price : stop <= held.Price)) return ApiFailure.BadInput($"the price is {price}; the stop of a {(isLong ? "long" : "short")} position lies {(isLong ? "below" : "above")} it", "stop");
        return wish.Target is { } target && (isLong ? target <= held.Price : target >= held.Price) ? ApiFailure.BadInput($"the price is {price}; the target of a {(isLong ? "long" : "short")} position lies {(isLong ? "above" : "below")} it", "target") : null;
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

/// <summary>Where a position's stop and target shall lie; what is not named stays as it is.</summary>
/// <param name="Deployment">Whose.</param>
/// <param name="Instrument">In what.</param>
/// <param name="Stop">The stop's price, quote asset.</param>
/// <param name="Target">The target's price, quote asset.</param>
/// <param name="DropStop">Whether the stop goes.</param>
/// <param name="DropTarget">Whether the target goes.</param>
internal sealed record ProtectPosition(int Deployment, string Instrument, decimal? Stop = null, decimal? Target = null, bool DropStop = false, bool DropTarget = false);

/// <summary>What came of it.</summary>
/// <param name="Answer">What the run did, one sentence.</param>
/// <param name="Stop">Where the nearest stop lies now; null for none.</param>
/// <param name="Target">Where the nearest target lies now; null for none.</param>
internal sealed record ProtectionAnswer(string Answer, decimal? Stop, decimal? Target);
