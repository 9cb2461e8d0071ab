using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Argosy.Server.Http;

/// <summary>ETags: who has the present state of a resource is told so and not sent it again; who changes it says which state was read.</summary>
public static class Tags
{
    /// <summary>200 with JSON and its tag, or 304.</summary>
    public static IResult Ok<T>(HttpContext context, T value)
    {
        ArgumentNullException.ThrowIfNull(context);
        var body = JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Options);
        var tag = Of(body);
        context.Response.Headers.ETag = tag;
        context.Response.Headers.CacheControl = "private, no-cache";
        return Names(context.Request.Headers.IfNoneMatch.ToString(), tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Bytes(body, "application/json; charset=utf-8");
    }

    /// <summary>The failure of a change whose If-Match names another state than this; null where none is named or it is this.</summary>
    public static ApiFailure? Check<T>(HttpContext context, T present)
    {
        ArgumentNullException.ThrowIfNull(context);
        var wanted = context.Request.Headers.IfMatch.ToString();
        return wanted.Length == 0 || Names(wanted, Of(JsonSerializer.SerializeToUtf8Bytes(present, ApiJson.Options))) ? null : new ApiFailure(ApiCode.Changed, "somebody changed it since it was read; read it again", "If-Match");
    }

    static string Of(byte[] body) => $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"";

    static bool Names(string header, string tag) => header.Split(',').Any(part => part.Trim() is "*" || part.Trim().Replace("W/", "", StringComparison.Ordinal) == tag);
}
