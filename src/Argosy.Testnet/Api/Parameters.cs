using System.Globalization;

namespace Argosy.Testnet.Api;

/// <summary>Parameters of a request, from query and body alike.</summary>
internal sealed class Parameters
{
    readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public Parameters(string query, string body)
    {
        foreach (var text in (string[])[query, body])
        {
            foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
            {
                var cut = pair.IndexOf('=', StringComparison.Ordinal);
                if (cut > 0) _values[Decode(pair[..cut])] = Decode(pair[(cut + 1)..]);
            }
        }
    }

    /// <summary>A value, or null where it was not given or is empty.</summary>
    public string? Text(string name) => _values.GetValueOrDefault(name) is { Length: > 0 } text ? text : null;

    /// <summary>A value that must be there.</summary>
    public string Required(string name) => Text(name) ?? throw Missing(name);

    /// <summary>A number above 0 or 0, or null where it was not given.</summary>
    public decimal? Number(string name)
    {
        if (Text(name) is not { } text) return null;
        return Wire.Read(text) is { } value and >= 0 ? value : throw new RefusedException(-1100, $"Illegal characters found in parameter '{name}'; legal range is '^([0-9]{{1,20}})(\\.[0-9]{{1,20}})?$'.");
    }

    /// <summary>A number that must be there.</summary>
    public decimal RequiredNumber(string name) => Number(name) ?? throw Missing(name);

    /// <summary>A whole number, or null where it was not given.</summary>
    public long? Whole(string name)
    {
        if (Text(name) is not { } text) return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : throw new RefusedException(-1100, $"Illegal characters found in parameter '{name}'; legal range is '^[0-9]{{1,20}}$'.");
    }

    /// <summary>true or false; false where it was not given.</summary>
    public bool Flag(string name) => string.Equals(Text(name), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A number of rows within bounds.</summary>
    public int Limit(int usual, int most) => (int)Math.Clamp(Whole("limit") ?? usual, 1, most);

    static RefusedException Missing(string name) => new(-1102, $"Mandatory parameter '{name}' was not sent, was empty/null, or malformed.");

    static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
