using Argosy.Core.Values;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Http;

/// <summary>How endpoints answer.</summary>
public static class Answers
{
    /// <summary>200 with the value, or the failure.</summary>
    public static IResult Of<T>(Result<T> result) => result.Ok ? Ok(result.Value) : ApiFailure.Of(result.Error!);

    /// <summary>200 with JSON.</summary>
    public static IResult Ok<T>(T value) => TypedResults.Ok(value);

    /// <summary>204, or the failure.</summary>
    public static IResult Done(Error? failure = null) => failure is null ? TypedResults.NoContent() : ApiFailure.Of(failure);

    /// <summary>States what an endpoint answers, for the API's description.</summary>
    public static RouteHandlerBuilder Answering<T>(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) => endpoint.Produces<T>(status, "application/json");
}

/// <summary>A page of a list.</summary>
/// <param name="Items">In the order of the list.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
/// <param name="Total">How many there are in all; null where nobody counted.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, long? Total);
