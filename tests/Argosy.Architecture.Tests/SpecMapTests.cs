using System.Text.RegularExpressions;

namespace Argosy.Architecture.Tests;

/// <summary>Every promise of the map names a test that exists, or says that it is open.</summary>
public sealed partial class SpecMapTests
{
    const string Open = "**open**";

    static readonly Lazy<Dictionary<string, string>> Classes = new(() => FindClasses());

    public static TheoryData<int, string> Rows() => Rows("spec-map.md");

    /// <summary>What happens when: each line of the recovery guide is proven, too.</summary>
    public static TheoryData<int, string> RecoveryRows() => Rows("recovery.md");

    static TheoryData<int, string> Rows(string file)
    {
        var rows = new TheoryData<int, string>();
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", file));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("| ", StringComparison.Ordinal) && !lines[i].StartsWith("| Promise ", StringComparison.Ordinal) && !lines[i].StartsWith("| What happens ", StringComparison.Ordinal)) rows.Add(i + 1, lines[i]);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_NamesTestsThatExist(int line, string row)
    {
        var cells = row.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries);
        Assert.True(cells.Length == 2, $"line {line}: expected a promise and its tests, has {cells.Length} cells");
        Check(line, cells);
    }

    [Theory]
    [MemberData(nameof(RecoveryRows))]
    public void RecoveryGuide_NamesTestsThatExist(int line, string row)
    {
        var cells = row.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries);
        Assert.True(cells.Length == 3, $"line {line}: expected what happens, what Argosy does and the tests, has {cells.Length} cells");
        Check(line, cells[1..]);
    }

    static void Check(int line, string[] cells)
    {
        var named = Test().Matches(cells[1]);
        Assert.True(named.Count > 0 || cells[1].StartsWith(Open, StringComparison.Ordinal), $"line {line}: expected `Project/Class` or `Project/Class.Method`, or {Open}");
        foreach (Match test in named)
        {
            var name = $"{test.Groups["project"].Value}/{test.Groups["class"].Value}";
            Assert.True(Classes.Value.TryGetValue(name, out var text), $"line {line}: there is no test class {name}");
            if (test.Groups["method"] is { Success: true } method) Assert.True(IsTest(text!, method.Value), $"line {line}: {name} has no test {method.Value}");
        }
        var code = Code().Matches(cells[1]).Select(match => match.Value).Where(text => !Test().IsMatch(text));
        Assert.True(!code.Any(), $"line {line}: {string.Join(", ", code)} is no `Project/Class` or `Project/Class.Method`");
    }

    [Fact]
    public void Map_HasEverySection()
    {
        string[] sections = ["Bars and the clock", "Orders and fills", "Ledger and buying power", "Sizing", "Perpetuals", "Consensus", "Exit rules", "Guards and limits", "Metrics", "Strategies and patterns", "Data", "Engine and backtest", "Research", "Combinations", "Live order safety"];
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "spec-map.md"));
        Assert.All(sections, section => Assert.Contains($"\n## {section}\n", text, StringComparison.Ordinal));
        Assert.True(Rows().Count > 150, $"only {Rows().Count} promises");
    }

    // A class may be spread over several files.
    static Dictionary<string, string> FindClasses()
    {
        var classes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in Directory.GetDirectories(Path.Combine(Repository.Root, "tests"), "Argosy.*.Tests"))
        {
            var project = Path.GetFileName(folder)["Argosy.".Length..^".Tests".Length];
            foreach (var file in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            {
                var text = File.ReadAllText(file);
                foreach (Match match in Class().Matches(text))
                {
                    var name = $"{project}/{match.Groups["name"].Value}";
                    classes[name] = classes.GetValueOrDefault(name) + text;
                }
            }
        }
        return classes;
    }

    // Whatever is public in a test class and returns nothing is a test; the cases before it may hold anything.
    static bool IsTest(string text, string method) => text.Contains($" void {method}(", StringComparison.Ordinal) || text.Contains($" Task {method}(", StringComparison.Ordinal);

    [GeneratedRegex(@"`(?<project>[A-Z][A-Za-z]+)/(?<class>[A-Z]\w+)(\.(?<method>\w+))?`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Test();

    [GeneratedRegex(@"`[^`]*`", RegexOptions.None, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"^(public |internal |sealed |abstract |partial )*class (?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Class();
}
