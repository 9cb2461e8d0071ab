using System.Text.RegularExpressions;

namespace Argosy.Architecture.Tests;

/// <summary>A test draws its chances from a seed it names: what passed once passes again.</summary>
public sealed partial class SeedTests
{
    [Fact]
    public void Tests_CheckPropertiesTheOneWay_AndSeedWhatTheyDraw()
    {
        var found = Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}Shared{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Unseeded(File.ReadAllText(file)).Select(what => $"{Path.GetRelativePath(Repository.Root, file)}: {what}"));
        Assert.Empty(found);
    }

    [Theory]
    [InlineData("using FsCheck;\nProp.ForAll(Gen.Choose(1, 9).ToArbitrary(), n => n > 0).Check(Config.QuickThrowOnFailure);", "Config.QuickThrowOnFailure")]
    [InlineData("Check.One(settings, property);", "Check.One")]
    [InlineData("Prop.ForAll(any, n => n > 0).QuickCheckThrowOnFailure();", ".QuickCheckThrowOnFailure(")]
    [InlineData("property.VerboseCheck();", ".VerboseCheck(")]
    [InlineData("Gen.Choose(1, 9).Sample(10);", "Gen.Choose(1, 9).Sample(")]
    [InlineData("var random = new Random();", "new Random()")]
    [InlineData("Random random = new();", "Random random = new()")]
    [InlineData("var n = Random.Shared.Next();", "Random.Shared")]
    [InlineData("[Property] public bool Holds(int n) => n > 0;", "[Property]")]
    public void Unseeded_SeesEveryOtherWay(string text, string expected) => Assert.Equal(expected, Assert.Single(Unseeded(text)));

    [Theory]
    [InlineData("Prop.ForAll(Gen.Choose(1, 9).ToArbitrary(), n => n > 0).Holds(100);")]
    [InlineData("bars.Check(); var random = new Random(5);")]
    [InlineData("book.Check(Rules.Of(book));")]
    public void Unseeded_LetsTheOneWayPass(string text) => Assert.Empty(Unseeded(text));

    // This file quotes what it forbids.
    static string[] Unseeded(string text) => text.Contains($"class {nameof(SeedTests)}", StringComparison.Ordinal) ? [] : [.. Other().Matches(text).Select(match => match.Value)];

    [GeneratedRegex(@"Config\.(Quick|Verbose|Default)\w*|\bCheck\.(One|All|Quick|Verbose)\w*|\.(Quick|Verbose)Check\w*\(|\bGen\.[\w.<>]+(\([^;()]*\))?(\.\w+\([^;()]*\))*?\.Sample\w*\(|new (System\.)?Random\(\)|\bRandom \w+ = new\(\)|Random\.Shared|\[Property\b[^\]]*\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Other();
}
