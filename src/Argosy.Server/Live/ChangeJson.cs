using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Server.Http;

namespace Argosy.Server.Live;

/// <summary>A change as JSON, made once however many watch.</summary>
/// <param name="Json">The whole object.</param>
[JsonConverter(typeof(Writer))]
internal sealed record ChangeJson(ReadOnlyMemory<byte> Json)
{
    /// <summary>Makes it.</summary>
    public static ChangeJson Of(string topic, long sequence, string kind, object? data)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("topic", topic);
            writer.WriteNumber("seq", sequence);
            writer.WriteString("kind", kind);
            writer.WritePropertyName("data");
            JsonSerializer.Serialize(writer, data, data?.GetType() ?? typeof(object), ApiJson.Options);
            writer.WriteEndObject();
        }
        return new ChangeJson(buffer.WrittenMemory);
    }

    internal sealed class Writer : JsonConverter<ChangeJson>
    {
        public override ChangeJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, ChangeJson value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json.Span, skipInputValidation: true);
    }
}
