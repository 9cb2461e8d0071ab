using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Core.Values;

namespace Argosy.Hosting.Auditing;

/// <summary>An exported audit log: one JSON object a line.</summary>
public static class AuditFile
{
    /// <summary>One entry as a line, without its end.</summary>
    public static string Line(AuditEntry entry) => JsonSerializer.Serialize(entry, AuditJson.Default.AuditEntry);

    /// <summary>Checks a file; the number of lines, or an error that names the first line that is not as it was written.</summary>
    public static Result<long> Verify(TextReader lines)
    {
        var chain = new AuditChain();
        while (lines.ReadLine() is { } line)
        {
            if (Parse(line) is not { } entry || Line(entry) != line) return Error.Corrupt($"audit line {chain.Count + 1} was changed: it is not a line as it was written");
            if (chain.Take(entry) is { } error) return error;
        }
        return chain.Count;
    }

    static AuditEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AuditJson.Default.AuditEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(AuditEntry))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class AuditJson : JsonSerializerContext;
