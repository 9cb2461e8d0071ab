using Argosy.Core.Values;
using Argosy.Server.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Argosy.Server.Trading;

/// <summary>Everything under /api that trades or tells of trading.</summary>
internal static class TradingEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var trading = api.MapGroup("");
        trading.AddEndpointFilter(async (context, next) => context.HttpContext.RequestServices.GetRequiredService<TradingDesk>().IsThere
            ? await next(context)
            : new ApiFailure(ApiCode.Unavailable, "this server does not trade: its deployments are another process's"));
        FleetEndpoints.Map(trading);
        DeploymentEndpoints.Map(trading);
        DeploymentPartEndpoints.Map(trading);
        PositionEndpoints.Map(trading);
        OrderEndpoints.Map(trading);
        RiskEndpoints.Map(trading);
        CommandEndpoints.Map(trading);
        AlertEndpoints.Map(trading);
    }

    /// <summary>A failure whose message begins with a field, as the library's validation says it.</summary>
    public static ApiFailure Failure(Error error)
    {
        var colon = error.Message.IndexOf(": ", StringComparison.Ordinal);
        var field = colon > 0 && error.Message.Take(colon).All(char.IsAsciiLetter) ? error.Message[..colon] : null;
        // What a field names and is not there makes the request wrong, not the address.
        return ApiFailure.Of(field is not null && error.Kind == ErrorKind.NotFound ? error with { Kind = ErrorKind.BadInput } : error, field);
    }

    /// <summary>204, or the failure.</summary>
    public static IResult Done(Result<bool> outcome) => outcome.Ok ? TypedResults.NoContent() : Failure(outcome.Error!);
}
