using System.Text;
using System.Text.Json;
using Argosy.Venues.Wire;

namespace Argosy.Venues.CryptoCom;

/// <summary>Signs Crypto.com's envelopes: hex of HMAC-SHA256 over method, id, key, parameters and nonce.</summary>
/// <remarks>Source: Crypto.com Exchange API documentation, "Digital signature": keys sorted, key and value without separators, arrays element by element.</remarks>
public static class CryptoComSigner
{
    /// <summary>The sig field.</summary>
    public static string Sign(VenueKey key, string method, string id, JsonElement parameters, string nonce)
    {
        ArgumentNullException.ThrowIfNull(key);
        var text = new StringBuilder(method).Append(id).Append(key.Key);
        Write(text, parameters);
        return Mac.Sha256Hex(key.SecretBytes, text.Append(nonce).ToString());
    }

    static void Write(StringBuilder text, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
            {
                text.Append(property.Name);
                Write(text, property.Value);
            }
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var element in value.EnumerateArray()) Write(text, element);
        }
        else if (value.ValueKind != JsonValueKind.Undefined)
        {
            text.Append(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText());
        }
    }
}
