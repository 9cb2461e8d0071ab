using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Argosy.Core.Values;

namespace Argosy.Hosting.Auditing;

/// <summary>How a draft is written: as the data of an audit entry and as a line of a CSV log.</summary>
public static class AuditText
{
    /// <summary>First line of every CSV log.</summary>
    public const string Header = "timestamp,asset,event_type,action,close_price,high_price,low_price,volume,context";

    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The data of an entry: what names it, then its own fields.</summary>
    public static string Data(AuditDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            if (draft.Key.Length > 0) writer.WriteString("key", draft.Key);
            if (draft.Deployment > 0) writer.WriteNumber("deployment", draft.Deployment);
            if (draft.Number > 0) writer.WriteNumber("number", draft.Number);
            if (draft.Asset.Length > 0) writer.WriteString("asset", draft.Asset);
            if (draft.Action.Length > 0) writer.WriteString("action", draft.Action);
            draft.Fields?.Invoke(writer);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The line of a CSV log without its end; a candle fills the price columns, the data the last one.</summary>
    public static string Line(AuditDraft draft, string data)
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(data);
        var prices = draft.Bar is { } bar ? $"{Number(bar.Close)},{Number(bar.High)},{Number(bar.Low)},{Number(bar.Volume)}" : ",,,";
        return $"{Timestamp(draft.Time)},{Field(draft.Asset)},{Field(draft.Kind)},{Field(draft.Action)},{prices},{Field(data)}";
    }

    /// <summary>An instant as logs have it, UTC to the millisecond.</summary>
    public static string Timestamp(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    static string Number(double value) => double.IsFinite(value) && Math.Abs(value) < 1e27 ? Exact.Text((decimal)value) : "";

    static string Field(string text) => text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
