using System.Text;
using Argosy.Engine.Strategies;
using Argosy.TestSupport;

namespace Argosy.Strategies.Tests.Docs;

/// <summary>The reference page says what the code says.</summary>
public class ReferenceTests
{
    static readonly string Page = File.ReadAllText(Path.Combine(SharedData.Repository(), "docs", "reference", "strategies.md"));

    public static TheoryData<string> Names => [.. StrategyCatalogue.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reference_HasTheStrategyWithItsParameters(string name)
    {
        var section = Section(StrategyCatalogue.Find(name).Value);
        Assert.True(Page.Contains(section, StringComparison.Ordinal), $"docs/reference/strategies.md must contain:\n{section}");
    }

    [Fact]
    public void Reference_ListsTheStrategiesInTheOrderOfTheCatalogue()
    {
        var headings = Page.Split('\n').Where(line => line.StartsWith("## `", StringComparison.Ordinal)).Select(line => line.Trim('#', ' ', '`'));
        Assert.Equal(StrategyCatalogue.All.Select(d => d.Name), headings);
    }

    static string Section(StrategyDescriptor strategy)
    {
        var text = new StringBuilder($"## `{strategy.Name}`\n{strategy.Summary}\n");
        if (strategy.Parameters.Count > 0) text.Append("\n| Parameter | Takes | Unit | Default | Meaning |\n|---|---|---|---|---|\n");
        foreach (var p in strategy.Parameters)
        {
            text.Append($"| `{p.Name}` | {p.Accepts.Replace("|", " or ", StringComparison.Ordinal)} | {p.Unit} | {p.Default ?? "required"} | {p.Help} |\n");
        }
        return text.ToString();
    }
}
