using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Argosy.Server.Bots;

namespace Argosy.Cli.Serving;

/// <summary>What the editor begins with and describes: the sample bots, the typings and the API's description, carried in this very program.</summary>
static partial class EditorMaterial
{
    const string Samples = "bots/", Documents = "editor/templates/", Typings = "editor/typings/", Help = "editor/help/";

    /// <summary>Reads it.</summary>
    public static BotMaterial Read()
    {
        var all = Assembly.GetExecutingAssembly().GetManifestResourceNames().Order(StringComparer.Ordinal).ToArray();
        return new BotMaterial
        {
            Templates = [.. all.Where(name => name.StartsWith(Samples, StringComparison.Ordinal) || name.StartsWith(Documents, StringComparison.Ordinal)).Select(name => Template(name[(name.LastIndexOf('/') + 1)..], Text(name)))],
            Typings = [.. all.Where(name => name.StartsWith(Typings, StringComparison.Ordinal)).Select(name => new BotFile(name[Typings.Length..], Text(name)))],
            Help = all.Where(name => name.StartsWith(Help, StringComparison.Ordinal)).Select(Text).ToDictionary(LanguageOf, text => text, StringComparer.Ordinal),
        };
    }

    // A sample says what it is in its first line, "// Title: summary", or in its attribute.
    static BotTemplate Template(string file, string text)
    {
        var (language, name) = (Path.GetExtension(file) switch { ".cs" => "csharp", ".ts" => "typescript", _ => "consensus" }, Path.GetFileNameWithoutExtension(file));
        if (Headed().Match(text) is { Success: true } headed) return new BotTemplate(name, language, headed.Groups["title"].Value, headed.Groups["summary"].Value, text);
        var title = char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' ');
        return new BotTemplate(name, language, title, Attributed().Match(text) is { Success: true } said ? said.Groups["summary"].Value : Commented().Match(text).Groups["summary"].Value.Trim(), text);
    }

    static string LanguageOf(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("language").GetString()!;
    }

    static string Text(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\A// (?<title>[^:\n]{1,40}): (?<summary>[^\n]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Headed();

    [GeneratedRegex("""\[Strategy\("[^"]*", "(?<summary>[^"]*)""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Attributed();

    [GeneratedRegex(@"(?m)^(//|#) ?(?<summary>.+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Commented();
}
