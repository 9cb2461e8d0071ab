using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Core.Values;

namespace Argosy.Server.Http;

/// <summary>How the API writes and reads JSON: camelCase, money as text, enums in kebab-case, nothing unknown.</summary>
public static class ApiJson
{
    /// <summary>Shared by endpoints and hub.</summary>
    public static JsonSerializerOptions Options { get; } = Set(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Sets options so.</summary>
    public static JsonSerializerOptions Set(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.Converters.Add(new MoneyText());
        return options;
    }

    // Money travels as text: a browser's numbers would round it.
    sealed class MoneyText : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
            if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number)) return number;
            if (reader.TokenType == JsonTokenType.String && decimal.TryParse(reader.GetString(), style, CultureInfo.InvariantCulture, out var text)) return text;
            throw new JsonException("expected a decimal number as text, e.g. \"10.5\"");
        }

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteStringValue(Exact.Text(value));
    }
}
