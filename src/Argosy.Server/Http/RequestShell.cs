using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Argosy.Server.Http;

/// <summary>Around every request: correlation id, security headers, and whatever escapes becomes a coded failure.</summary>
internal sealed partial class RequestShell(RequestDelegate next, ILogger<RequestShell> log)
{
    /// <summary>What pages may load and run: nothing from elsewhere, no evaluated text.</summary>
    public const string ContentPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The request's boundary: it is logged and becomes a 500 with its correlation id.")]
    [SuppressMessage("Roslynator", "RCS1075:Avoid empty catch clause that catches System.Exception", Justification = "It is logged.")]
    public async Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers[Correlation.Header] = Correlation.IdOf(context);
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000";
        ApiFailure failure;
        try
        {
            await next(context);
            if (Silent(context) is not { } said) return;
            failure = said;
        }
        catch (BadHttpRequestException wrong)
        {
            failure = Of(wrong);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception unexpected)
        {
            Failed(log, context.Request.Method, context.Request.Path, Correlation.IdOf(context), unexpected);
            failure = new ApiFailure(ApiCode.Internal, "Argosy failed at this request; its log says why under the correlation id");
        }
        if (context.Response.HasStarted) context.Abort();
        else await failure.ExecuteAsync(context);
    }

    // The framework answers some requests with a status alone: a body that is too large, a method that an address does not have.
    static ApiFailure? Silent(HttpContext context) => context.Response is { HasStarted: false, ContentType: null, StatusCode: >= 400 } response ? OfStatus(response.StatusCode) : null;

    static ApiFailure OfStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => ApiFailure.NotFound("there is nothing at this address"),
        StatusCodes.Status405MethodNotAllowed => new ApiFailure(ApiCode.MethodNotAllowed, "this address does not have this method"),
        StatusCodes.Status413PayloadTooLarge => new ApiFailure(ApiCode.TooLarge, "the body is larger than this address takes"),
        StatusCodes.Status415UnsupportedMediaType => new ApiFailure(ApiCode.UnsupportedMedia, "expected a body of application/json"),
        >= 500 => new ApiFailure(ApiCode.Internal, "Argosy failed at this request"),
        _ => ApiFailure.BadInput("the request cannot be read"),
    };

    static ApiFailure Of(BadHttpRequestException wrong) => wrong.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType => OfStatus(wrong.StatusCode),
        _ when wrong.InnerException is JsonException json => new ApiFailure(ApiCode.BadInput, $"the body is not what is expected here: {First(json.Message)}", FieldOf(json)),
        _ when Unbound().Match(wrong.Message) is { Success: true } bound => ApiFailure.BadInput($"{bound.Groups["name"].Value}: '{bound.Groups["value"].Value}' cannot be read as what is expected here", bound.Groups["name"].Value),
        _ => new ApiFailure(ApiCode.BadInput, wrong.Message),
    };

    // The framework's words for a query or path that is no number: "Failed to bind parameter "Nullable<int> runs" from "x"."
    [GeneratedRegex("""^Failed to bind parameter ".* (?<name>\w+)" from "(?<value>.*)"\.$""", RegexOptions.Singleline, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Unbound();

    // "The JSON value … Path: $.role | LineNumber: 0 | BytePositionInLine: 9." says the place twice.
    static string First(string message) => message.Split(" Path: ", 2)[0].Replace("Argosy.Server.", "", StringComparison.Ordinal);

    static string? FieldOf(JsonException json) => json.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed ({Correlation})")]
    static partial void Failed(ILogger log, string method, string path, string correlation, Exception unexpected);
}
