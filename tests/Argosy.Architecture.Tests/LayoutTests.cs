using System.Text.RegularExpressions;

namespace Argosy.Architecture.Tests;

/// <summary>Folder, namespace and file name say the same thing.</summary>
public sealed partial class LayoutTests
{
    static readonly string[] KindsOfThings = ["Interfaces", "Models", "Helpers", "Utils", "Utilities", "Managers", "Common", "Shared", "Misc", "Types", "Enums", "Extensions"];

    public static TheoryData<string> Projects() => [.. Repository.Projects()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespace_IsTheFolder(string project)
    {
        foreach (var file in Repository.Sources(project))
        {
            if (Declared().Match(Repository.Read(project, file)) is not { Success: true } declared) continue;
            var folder = Path.GetDirectoryName(file)!.Replace(Path.DirectorySeparatorChar, '.');
            var expected = folder.Length == 0 ? project : $"{project}.{folder}";
            Assert.True(declared.Groups["name"].Value == expected, $"{project}/{file}: namespace {declared.Groups["name"].Value}, expected {expected}");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void FileName_IsItsFirstType(string project)
    {
        foreach (var file in Repository.Sources(project))
        {
            if (FirstType().Match(Repository.Read(project, file)) is not { Success: true } type) continue;
            var name = Path.GetFileNameWithoutExtension(file).Split('.')[0];
            Assert.True(type.Groups["name"].Value == name, $"{project}/{file}: its first type is {type.Groups["name"].Value}");
        }
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_AreConcepts(string project)
    {
        var folders = Repository.Sources(project).SelectMany(file => (Path.GetDirectoryName(file) ?? "").Split(Path.DirectorySeparatorChar));
        Assert.Empty(folders.Intersect(KindsOfThings, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Sources_HaveNoLeftovers(string project)
    {
        foreach (var file in Repository.Sources(project))
        {
            var text = Repository.Read(project, file);
            Assert.False(Leftover().IsMatch(text), $"{project}/{file} holds '{Leftover().Match(text).Value}'");
        }
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declared();

    [GeneratedRegex(@"^(\[.*\]\s*\n)*(public |internal |sealed |static |abstract |partial |readonly |ref |unsafe |file )*(class|struct|interface|enum|record struct|record class|record|delegate \S+) (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FirstType();

    [GeneratedRegex(@"#region|NotImplementedException|\b(TODO|FIXME|HACK)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Leftover();
}
