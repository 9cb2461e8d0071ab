using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Argosy.Research.Results;

/// <summary>Writes an array with one compact row on each line into an indented document, handing full buffers on as it goes.</summary>
sealed class JsonRows : IDisposable
{
    const int RowsBetweenFlushes = 512;
    static readonly byte[] LineStart = "\n    "u8.ToArray();

    readonly Utf8JsonWriter _document;
    readonly ArrayBufferWriter<byte> _buffer = new();
    readonly Utf8JsonWriter _row;

    public JsonRows(Utf8JsonWriter document)
    {
        _document = document;
        _row = new Utf8JsonWriter(_buffer, new JsonWriterOptions { Encoder = Encoder, SkipValidation = true });
    }

    /// <summary>Letters of every language stand as they are; what could end a script element does not.</summary>
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes <paramref name="count"/> rows; <paramref name="write"/> writes one whole value.</summary>
    public void Write(string name, int count, Action<Utf8JsonWriter, int> write)
    {
        _document.WriteStartArray(name);
        for (var i = 0; i < count; i++)
        {
            _buffer.ResetWrittenCount();
            _buffer.Write(LineStart);
            _row.Reset();
            write(_row, i);
            _row.Flush();
            _document.WriteRawValue(_buffer.WrittenSpan, skipInputValidation: true);
            if (i % RowsBetweenFlushes == RowsBetweenFlushes - 1) _document.Flush();
        }
        _document.WriteEndArray();
    }

    public void Dispose() => _row.Dispose();
}
