using System.Text.Json;

namespace Argosy.Server.Trading;

/// <summary>A bot's version as it is stored: what a run's first message names.</summary>
internal sealed record StoredStrategy(string Name, IReadOnlyDictionary<string, string>? Parameters = null, IReadOnlyDictionary<string, string>? Sources = null)
{
    static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Reads it; null where the text is none.</summary>
    public static StoredStrategy? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<StoredStrategy>(text, Options) is { Name.Length: > 0 } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
