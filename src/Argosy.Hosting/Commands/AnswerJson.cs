using System.Buffers;
using System.Text;
using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Hosting.Commands;

/// <summary>Writes what is asked for as JSON; money as strings.</summary>
static class AnswerJson
{
    /// <summary>An array of objects.</summary>
    public static string Array<T>(IEnumerable<T> rows, Action<Utf8JsonWriter, T> write) => Of(writer =>
    {
        writer.WriteStartArray();
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            write(writer, row);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });

    /// <summary>Any JSON.</summary>
    public static string Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer)) write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>An amount or a price.</summary>
    public static void Money(this Utf8JsonWriter writer, string name, decimal value) => writer.WriteString(name, Exact.Text(value));
}
