using Argosy.TestSupport;

namespace Argosy.Architecture.Tests;

/// <summary>The sources of this repository.</summary>
internal static class Repository
{
    /// <summary>Its root.</summary>
    public static string Root { get; } = SharedData.Repository();

    /// <summary>Names of the projects below src.</summary>
    public static string[] Projects() => [.. Directory.GetDirectories(Path.Combine(Root, "src")).Where(d => Directory.GetFiles(d, "*.csproj").Length > 0).Select(d => Path.GetFileName(d)!)];

    /// <summary>Every C# file of a project, relative to the project's folder.</summary>
    public static IEnumerable<string> Sources(string project)
    {
        var folder = Path.Combine(Root, "src", project);
        return Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal);
    }

    /// <summary>The text of a project's file.</summary>
    public static string Read(string project, string file) => File.ReadAllText(Path.Combine(Root, "src", project, file));
}
