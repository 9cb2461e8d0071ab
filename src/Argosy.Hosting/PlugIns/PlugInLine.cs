using Argosy.Core.Values;

namespace Argosy.Hosting.PlugIns;

/// <summary>A line of a configuration that chooses a plug-in: its file, then settings, e.g. <c>echo.dll;port=9000;room=trading</c>.</summary>
/// <param name="File">A name in a folder of plug-ins, or a path.</param>
/// <param name="Settings">By name.</param>
public sealed record PlugInLine(string File, IReadOnlyDictionary<string, string> Settings)
{
    /// <summary>Reads a line.</summary>
    public static Result<PlugInLine> Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        if (!parts[0].EndsWith(".dll", StringComparison.OrdinalIgnoreCase)) return Error.BadInput($"'{parts[0]}' is no plug-in; expected a file, e.g. echo.dll or echo.dll;port=9000");
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts.Skip(1).Where(part => part.Length > 0))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) return Error.BadInput($"'{part}' of {parts[0]} is no setting; expected name=value");
            if (!settings.TryAdd(part[..at], part[(at + 1)..])) return Error.BadInput($"'{part[..at]}' of {parts[0]} is set twice; once is enough");
        }
        return new PlugInLine(parts[0], settings);
    }
}
