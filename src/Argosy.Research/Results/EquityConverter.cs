using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Research.Metrics;

namespace Argosy.Research.Results;

/// <summary>Reads <c>[[timeMs, "equity"], …]</c>; numbers in place of text are accepted.</summary>
sealed class EquityConverter : JsonConverter<EquitySeries>
{
    public override EquitySeries Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        List<long> times = [];
        List<double> values = [];
        Expect(reader.TokenType, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(reader.TokenType, JsonTokenType.StartArray);
            reader.Read();
            Expect(reader.TokenType, JsonTokenType.Number);
            if (!reader.TryGetInt64(out var time)) throw new JsonException("an equity point begins with a time in Unix ms");
            times.Add(time);
            reader.Read();
            values.Add(Value(ref reader));
            reader.Read();
            Expect(reader.TokenType, JsonTokenType.EndArray);
        }
        return new EquitySeries(CurveTimes.Of([.. times]), [.. values]);
    }

    public override void Write(Utf8JsonWriter writer, EquitySeries value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (var i = 0; i < value.Count; i++) ResultRows.Point(writer, value, i);
        writer.WriteEndArray();
    }

    static double Value(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number) return reader.GetDouble();
        Expect(reader.TokenType, JsonTokenType.String);
        return double.TryParse(reader.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw new JsonException("an equity point ends with a decimal number");
    }

    static void Expect(JsonTokenType found, JsonTokenType expected)
    {
        if (found != expected) throw new JsonException($"equity is a list of [time, equity] pairs; found {found} where {expected} was expected");
    }
}
