using Argosy.Core.Values;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Http;

/// <summary>What an endpoint answers when it cannot do what was asked.</summary>
/// <param name="Code">Which failure.</param>
/// <param name="Message">What, where, what was expected.</param>
/// <param name="Field">The field or parameter it is about; null for none.</param>
public sealed record ApiFailure(ApiCode Code, string Message, string? Field = null) : IResult
{
    /// <summary>When trying again makes sense; null where it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The request is wrong.</summary>
    public static ApiFailure BadInput(string message, string? field = null) => new(ApiCode.BadInput, message, field);

    /// <summary>There is no such thing.</summary>
    public static ApiFailure NotFound(string message) => new(ApiCode.NotFound, message);

    /// <summary>It contradicts what is there.</summary>
    public static ApiFailure Conflict(string message, string? field = null) => new(ApiCode.Conflict, message, field);

    /// <summary>An expected failure of the library.</summary>
    public static ApiFailure Of(Error error, string? field = null) => new(CodeOf(error.Kind), error.Message, field) { RetryAfter = error.RetryAfter };

    /// <summary>The HTTP status of a code.</summary>
    public static int StatusOf(ApiCode code) => code switch
    {
        ApiCode.BadInput => 400,
        ApiCode.Unauthorized or ApiCode.TotpRequired => 401,
        ApiCode.Forbidden or ApiCode.ElevationRequired => 403,
        ApiCode.NotFound => 404,
        ApiCode.MethodNotAllowed => 405,
        ApiCode.Conflict => 409,
        ApiCode.Changed => 412,
        ApiCode.TooLarge => 413,
        ApiCode.UnsupportedMedia => 415,
        ApiCode.Refused => 422,
        ApiCode.TooMany => 429,
        ApiCode.Unavailable => 503,
        ApiCode.Internal => 500,
    };

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusOf(Code);
        if (RetryAfter is { } pause) httpContext.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(pause.TotalSeconds)).ToString();
        httpContext.Response.Headers.CacheControl = "no-store";
        return httpContext.Response.WriteAsJsonAsync(new ApiError(Code, Message, Field, Correlation.IdOf(httpContext)), ApiJson.Options, httpContext.RequestAborted);
    }

    static ApiCode CodeOf(ErrorKind kind) => kind switch
    {
        ErrorKind.BadInput or ErrorKind.NotSupported or ErrorKind.BelowMinimum => ApiCode.BadInput,
        ErrorKind.NotFound or ErrorKind.UnknownOrder => ApiCode.NotFound,
        ErrorKind.DuplicateClientId => ApiCode.Conflict,
        ErrorKind.Refused or ErrorKind.Corrupt or ErrorKind.InsufficientFunds or ErrorKind.Unauthorised or ErrorKind.WouldMatch or ErrorKind.MarketClosed => ApiCode.Refused,
        ErrorKind.RateLimited => ApiCode.TooMany,
        ErrorKind.Timeout or ErrorKind.Unavailable or ErrorKind.ClockSkew or ErrorKind.Maintenance or ErrorKind.FateUnknown => ApiCode.Unavailable,
    };
}

/// <summary>Body of every failure.</summary>
/// <param name="Code">Which failure.</param>
/// <param name="Message">What, where, what was expected.</param>
/// <param name="Field">The field it is about; null for none.</param>
/// <param name="CorrelationId">Finds the request in the server's log.</param>
public sealed record ApiError(ApiCode Code, string Message, string? Field, string CorrelationId);
