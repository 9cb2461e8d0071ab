using Argosy.Scripting.CSharp;
using Argosy.TestSupport;

namespace Argosy.Scripting.Tests.CSharp;

/// <summary>What the documentation shows must compile.</summary>
public sealed class DocumentedStrategiesTests
{
    public static TheoryData<string> Samples() => [.. Directory.GetFiles(Path.Combine(SharedData.Repository(), "samples", "strategies"), "*.cs").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public static TheoryData<int> Snippets() => [.. Enumerable.Range(0, Guide().Count)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_Compiles(string file)
    {
        var compiled = StrategyCompiler.CompileFile(Path.Combine(SharedData.Repository(), "samples", "strategies", file));
        Assert.True(compiled.Ok, compiled.Error?.Message);
        Load(compiled.Value);
    }

    [Theory]
    [MemberData(nameof(Snippets))]
    public void GuideSnippet_Compiles(int index)
    {
        var compiled = StrategyCompiler.Compile(Guide()[index], $"snippet-{index + 1}.cs");
        Assert.True(compiled.Ok, compiled.Error?.Message);
        Load(compiled.Value);
    }

    static void Load(CompiledImage image)
    {
        var loaded = StrategyLoader.Load(image);
        Assert.True(loaded.Ok, loaded.Error?.Message);
        loaded.Value.Dispose();
    }

    static List<string> Guide()
    {
        var snippets = new List<string>();
        List<string>? open = null;
        foreach (var line in File.ReadLines(Path.Combine(SharedData.Repository(), "docs", "guides", "writing-strategies.md")))
        {
            if (open is null && line.StartsWith("```csharp", StringComparison.Ordinal)) open = [];
            else if (open is not null && line.StartsWith("```", StringComparison.Ordinal))
            {
                snippets.Add(string.Join('\n', open));
                open = null;
            }
            else open?.Add(line);
        }
        return snippets;
    }
}
