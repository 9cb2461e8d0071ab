using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Argosy.Scripting.CSharp.Language;

namespace Argosy.Cli.Documentation;

/// <summary>The reference of the API of C# bots, made of the libraries' own documentation.</summary>
static class CSharpBotsReference
{
    /// <summary>For people.</summary>
    public static string Markdown()
    {
        var text = new StringBuilder("""
            # API of C# bots

            <!-- Generated: argosy docs bots-csharp > docs/bots/api-csharp.md -->

            What a bot may use besides C# itself and the framework's collections, LINQ, mathematics and texts. [The tutorial](csharp.md) begins at the beginning.

            """);
        var title = "";
        foreach (var section in ApiReference.Sections())
        {
            if (section.Title != title) text.Append($"\n## {title = section.Title}\n\n{section.About}\n");
            text.Append($"\n### {section.Name}\n");
            if (section.Summary.Length > 0) text.Append($"\n{section.Summary}\n");
            if (section.Members.Count == 0) continue;
            text.Append("\n| | |\n|---|---|\n");
            foreach (var member in section.Members) text.Append($"| `{Cell(member.Signature)}` | {Cell(Meaning(member))} |\n");
        }
        return text.ToString().ReplaceLineEndings("\n");
    }

    /// <summary>For editors: the same shape as the reference of TypeScript bots.</summary>
    public static string Json()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("language", "csharp");
            writer.WriteStartArray("sections");
            foreach (var section in ApiReference.Sections()) Write(writer, section);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    static void Write(Utf8JsonWriter writer, ApiSection section)
    {
        writer.WriteStartObject();
        writer.WriteString("name", section.Name);
        writer.WriteString("title", section.Title == "Indicators" ? $"{section.Title}: {section.Name}" : section.Name);
        writer.WriteString("summary", section.Summary.Length > 0 ? section.Summary : section.About);
        writer.WriteStartArray("members");
        foreach (var member in section.Members)
        {
            writer.WriteStartObject();
            writer.WriteString("name", member.Name);
            writer.WriteString("signature", member.Signature);
            writer.WriteString("summary", member.Summary);
            writer.WriteStartArray("parameters");
            foreach (var parameter in member.Parameters)
            {
                writer.WriteStartObject();
                writer.WriteString("name", parameter.Name);
                writer.WriteString("text", parameter.Text);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteString("returns", member.Returns);
            writer.WriteString("example", "");
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static string Meaning(ApiMember member)
    {
        var parameters = member.Parameters.Where(one => one.Text.Length > 0).Select(one => $"`{one.Name}`: {one.Text}");
        var returns = member.Returns.Length > 0 ? [$"Returns: {member.Returns}"] : Array.Empty<string>();
        return string.Join("<br>", new[] { member.Summary.ReplaceLineEndings("<br>").Replace("<br><br>", "<br>", StringComparison.Ordinal) }.Concat(parameters).Concat(returns).Where(one => one.Length > 0));
    }

    static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
