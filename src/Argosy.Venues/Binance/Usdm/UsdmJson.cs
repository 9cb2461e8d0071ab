using System.Globalization;
using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Fields of an answer, read strictly: what is missing, of another kind or no number makes the whole answer unreadable.</summary>
internal static class UsdmJson
{
    /// <summary>Reads, or says what could not be read.</summary>
    public static Result<T> Guard<T>(string what, Func<T> read)
    {
        try
        {
            return Result<T>.Of(read());
        }
        catch (Exception broken) when (broken is FormatException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or OverflowException or JsonException or ArgumentException)
        {
            return Error.Corrupt($"Binance: the answer holds no {what} that can be read: {broken.Message}");
        }
    }

    public static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() is { Length: > 0 } text ? text : throw new FormatException($"{name} is empty");

    /// <summary>Empty where the field is missing or null.</summary>
    public static string TextOrNone(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString()! : "";

    public static bool Flag(JsonElement of, string name) => of.GetProperty(name).GetBoolean();

    public static long Long(JsonElement of, string name) => of.GetProperty(name).GetInt64();

    public static long LongOrZero(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetInt64() : 0;

    /// <summary>A number's own digits, wherever the venue writes one as text or as number.</summary>
    public static string Digits(JsonElement of, string name)
    {
        var value = of.GetProperty(name);
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? text : throw new FormatException($"{name} is no number of an order: {text}");
    }

    public static decimal Number(JsonElement value)
    {
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        return decimal.Parse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    public static decimal Figure(JsonElement of, string name) => Number(of.GetProperty(name));

    public static decimal Amount(JsonElement of, string name) => Figure(of, name) is >= 0 and var value ? value : throw new FormatException($"{name} is negative");

    /// <summary>0 where the field is missing, null or empty text.</summary>
    public static decimal AmountOrZero(JsonElement of, string name) =>
        !of.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0) ? 0 : Amount(of, name);

    public static decimal Positive(JsonElement of, string name) => Figure(of, name) is > 0 and var value ? value : throw new FormatException($"{name} is not above 0");
}
