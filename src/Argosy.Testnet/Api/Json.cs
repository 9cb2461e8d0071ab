using System.Text.Encodings.Web;
using System.Text.Json;

namespace Argosy.Testnet.Api;

/// <summary>How JSON is written.</summary>
internal static class Json
{
    /// <summary>No escapes that JSON does not ask for: no page shows this text.</summary>
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
