using System.Text;

namespace Argosy.Venues.Wire;

/// <summary>Names that come again and again in frames, each kept as one string. For one reader's thread.</summary>
internal sealed class NameTable
{
    const int Longest = 64;
    const int Most = 20_000;

    readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest) return Encoding.UTF8.GetString(utf8);
        Span<char> text = stackalloc char[Longest];
        var name = text[..Encoding.UTF8.GetChars(utf8, text)];
        var known = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(name, out var kept)) return kept;
        var made = new string(name);
        if (_names.Count < Most) _names.Add(made);
        return made;
    }
}
