using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Argosy.Scripting.CSharp;

/// <summary>The documentation of an assembly's members, read when the first is asked for; an assembly without a file has none.</summary>
sealed class DocumentationFile(string path) : DocumentationProvider
{
    readonly Lazy<Dictionary<string, string>> _members = new(() => Read(path));

    /// <summary>The XML inside a member's element; empty where it has none.</summary>
    public string Of(string member) => _members.Value.GetValueOrDefault(member, "");

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(path);

    /// <inheritdoc/>
    protected override string GetDocumentationForSymbol(string documentationMemberID, CultureInfo preferredCulture, CancellationToken cancellationToken = default) => Of(documentationMemberID);

    static Dictionary<string, string> Read(string path)
    {
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        if (!File.Exists(path)) return members;
        try
        {
            foreach (var member in XDocument.Load(path).Descendants("member"))
            {
                if (member.Attribute("name")?.Value is { } name) members[name] = member.ToString(SaveOptions.DisableFormatting);
            }
        }
        catch (XmlException)
        {
            // A file that is no XML says nothing of anything.
            members.Clear();
        }
        return members;
    }
}
