using System.Globalization;
using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Venues.Binance;

/// <summary>Binance's codes in the one taxonomy.</summary>
/// <remarks>Source: Binance API documentation, "Error codes"; -2010 and -2021, -2022 mean different things by message and by product.</remarks>
public static class BinanceErrors
{
    /// <summary>What an answer that is no success means.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="body">The answer, JSON with code and msg where the exchange itself spoke.</param>
    /// <param name="retryAfter">The pause told; null for none.</param>
    /// <param name="changes">Whether the request places, changes or cancels an order: then a server that failed leaves its fate unknown.</param>
    /// <param name="isFutures">USD-M futures rather than spot.</param>
    public static Error Read(int status, ReadOnlyMemory<byte> body, TimeSpan? retryAfter, bool changes, bool isFutures)
    {
        var (code, text) = Parse(body);
        var message = $"Binance: {(text.Length > 0 ? text : $"HTTP {status}")}{(code != 0 ? $" ({code})" : "")}";
        if (status is 429 or 418) return new(ErrorKind.RateLimited, message, retryAfter ?? TimeSpan.FromSeconds(status == 418 ? 120 : 60));
        var kind = code == 0 ? ByStatus(status, text, changes) : ByCode(code, text, changes, isFutures);
        if (code is -2021 or -2022 && !isFutures && Halves(body) is { } told) return told;
        return new(kind, message, retryAfter);
    }

    /// <summary>The code a message of <see cref="Read"/> ends with; 0 for none.</summary>
    internal static int CodeOf(Error error)
    {
        var start = error.Message.LastIndexOf('(') + 1;
        return error.Message.EndsWith(')') && int.TryParse(error.Message.AsSpan(start, error.Message.Length - start - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) ? code : 0;
    }

    // Spot's replacement in two halves: what was said about the new order decides, where it was said.
    static Error? Halves(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        if (!document.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("newOrderResult", out var result) || result.ValueKind != JsonValueKind.String) return null;
        return result.GetString() switch
        {
            "NOT_ATTEMPTED" => new(ErrorKind.Refused, $"Binance: the order to be replaced could not be cancelled: {Half(data, "cancelResponse", out _)}"),
            "FAILURE" when Half(data, "newOrderResponse", out var code) is { } text && code != 0 => new(ByCode(code, text, changes: true, isFutures: false), $"Binance: {text} ({code})"),
            _ => null,
        };
    }

    static string Half(JsonElement data, string name, out int code)
    {
        code = 0;
        if (!data.TryGetProperty(name, out var half) || half.ValueKind != JsonValueKind.Object) return "no reason given";
        if (half.TryGetProperty("code", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value)) code = value;
        return half.TryGetProperty("msg", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "no reason given";
    }

    static ErrorKind ByStatus(int status, string text, bool changes) => status switch
    {
        _ when text.Contains("maintenance", StringComparison.OrdinalIgnoreCase) => ErrorKind.Maintenance,
        >= 500 when changes => ErrorKind.FateUnknown,
        // A redirection says nothing about who has seen the request.
        < 400 or 408 when changes => ErrorKind.FateUnknown,
        503 => ErrorKind.Maintenance,
        >= 500 => ErrorKind.Unavailable,
        401 => ErrorKind.Unauthorised,
        // Its firewall: asked too fast.
        403 => ErrorKind.RateLimited,
        404 => ErrorKind.NotFound,
        _ => ErrorKind.Refused,
    };

    static ErrorKind ByCode(int code, string text, bool changes, bool isFutures) => code switch
    {
        -2010 when Says(text, "insufficient balance") => ErrorKind.InsufficientFunds,
        -2010 when Says(text, "duplicate") => ErrorKind.DuplicateClientId,
        -2010 when Says(text, "immediately match") => ErrorKind.WouldMatch,
        -2010 when Says(text, "market is closed") => ErrorKind.MarketClosed,
        -2018 or -2019 => ErrorKind.InsufficientFunds,
        -2011 or -2013 => ErrorKind.UnknownOrder,
        -4116 => ErrorKind.DuplicateClientId,
        -1003 or -1015 => ErrorKind.RateLimited,
        -1021 => ErrorKind.ClockSkew,
        -1022 or -2014 or -2015 => ErrorKind.Unauthorised,
        -1013 or -1111 or -4164 => ErrorKind.BelowMinimum,
        -5022 => ErrorKind.WouldMatch,
        -1121 => ErrorKind.NotFound,
        -1016 => ErrorKind.Maintenance,
        -1000 or -1001 or -1006 or -1007 or -1008 => changes ? ErrorKind.FateUnknown : ErrorKind.Unavailable,
        // Half of spot's replacement happened and it is not said which: only a query tells.
        -2021 when !isFutures => ErrorKind.FateUnknown,
        _ when Says(text, "maintenance") => ErrorKind.Maintenance,
        _ => ErrorKind.Refused,
    };

    static bool Says(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    static (int Code, string Text) Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return (0, "");
            var code = document.RootElement.TryGetProperty("code", out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) ? value : 0;
            return (code, document.RootElement.TryGetProperty("msg", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "");
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return (0, "");
        }
    }
}
