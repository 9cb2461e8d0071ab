using System.Text;

namespace Argosy.Core.Values;

/// <summary>The spelling of names on the command line and in files: <c>NearFirst</c> is near-first.</summary>
public static class KebabCase
{
    /// <summary>A C# name in kebab-case; runs of capitals stay one word, so MACDCross is macd-cross.</summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c == '_')
            {
                if (text.Length > 0 && text[^1] != '-') text.Append('-');
                continue;
            }
            var begins = char.IsUpper(c) && i > 0 && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (begins && text.Length > 0 && text[^1] != '-') text.Append('-');
            text.Append(char.ToLowerInvariant(c));
        }
        return text.ToString();
    }
}
