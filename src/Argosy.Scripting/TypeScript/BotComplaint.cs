using System.Text.RegularExpressions;

namespace Argosy.Scripting.TypeScript;

/// <summary>What Deno prints about a bot that cannot be run, in the words of the bot's own file.</summary>
static partial class BotComplaint
{
    const int MostLines = 12;

    [GeneratedRegex(@"\u001b\[[0-9;]*m", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex Colours();

    [GeneratedRegex(@"\s*at (?:.*\()?(?:file|ext|node):[^\s]*\)?$|^\s*at .*<anonymous>\)?$", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex StackLine();

    /// <summary>The complaint: its first lines, with the file's own name, without what lies in the runtime.</summary>
    public static string Of(string printed, BotFiles files)
    {
        var folder = new Uri(Path.GetDirectoryName(files.Entry)! + "/").AbsoluteUri;
        var lines = new List<string>();
        var place = "";
        foreach (var raw in Colours().Replace(printed, "").Split('\n'))
        {
            var line = raw.TrimEnd();
            if (line.Length == 0) continue;
            var own = line.IndexOf(folder + files.Name, StringComparison.Ordinal);
            if (StackLine().IsMatch(line))
            {
                if (own >= 0 && place.Length == 0) place = line[(own + folder.Length)..].TrimEnd(')');
                continue;
            }
            lines.Add(line.Replace(folder, "", StringComparison.Ordinal));
            if (own >= 0) place = "-";
        }
        if (lines.Count == 0) return "";
        lines[0] = Plain(lines[0], files);
        if (place.Length > 1) lines[0] += $" ({place})";
        return string.Join('\n', lines.Take(MostLines));
    }

    static string Plain(string line, BotFiles files)
    {
        foreach (var prefix in (string[])["error: ", "Uncaught ", "(in promise) "])
        {
            if (line.StartsWith(prefix, StringComparison.Ordinal)) line = line[prefix.Length..];
        }
        if (line.StartsWith("Top-level await promise never resolved", StringComparison.Ordinal)) return $"{files.Name} waits for something that never comes";
        return line.Contains(files.Name, StringComparison.Ordinal) ? line : $"{files.Name}: {line}";
    }
}
