using System.Globalization;
using System.Text.Json;

namespace Argosy.Cli.Tests.Validating;

public sealed class ValidateCommandTests : IDisposable
{
    static readonly string[] Cross = ["--data", CommandRun.FourHours, "--strategy", "ma-cross"];
    static readonly string[] Names = ["look-ahead", "warm-up", "deflated-sharpe", "pbo", "cross-validation", "monte-carlo", "plateau", "costs"];

    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void OneSet_IsCheckedAsFarAsItCanBe()
    {
        var run = CommandRun.Of(["validate", .. Cross, "--param", "fast=10", "--param", "slow=30", "--draws", "100", "--noise-runs", "3"]).AssertDone();
        foreach (var name in Names) Assert.Contains($"\n{name} ", run.Output, StringComparison.Ordinal);
        Assert.Contains("skipped", run.Output, StringComparison.Ordinal);
        Assert.Contains("--range", run.Output, StringComparison.Ordinal);
        Assert.Contains("nothing changed before 5 cuts", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_IsCheckedWhole_AndWrittenAsJson()
    {
        var file = _folder.File("checks.json");
        var run = CommandRun.Of(["validate", .. Cross, "--range", "fast=5..15:5", "--range", "slow=20..60:20", "--draws", "100", "--noise-runs", "2", "--json", file]).AssertDone();
        Assert.Contains("the best of 9 parameter sets", run.Output, StringComparison.Ordinal);
        Assert.Equal(["checks.json"], _folder.Names);
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var root = json.RootElement;
        Assert.Equal("argosy-validation/1", root.GetProperty("format").GetString());
        Assert.Equal(9, root.GetProperty("sets").GetInt32());
        Assert.Equal(Names, root.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        var pbo = root.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "pbo").GetProperty("figures");
        Assert.InRange(pbo.GetProperty("probabilityOfBacktestOverfitting").GetDouble(), 0, 1);
        Assert.Equal(12_870, pbo.GetProperty("splits").GetInt32());
    }

    [Fact]
    public void StandardOutput_IsNothingButJson_AndRepeats()
    {
        string[] words = ["validate", .. Cross, "--checks", "monte-carlo,costs", "--draws", "50", "--noise-runs", "2", "--json", "-"];
        var first = CommandRun.Of(words).AssertDone().Output;
        using var json = JsonDocument.Parse(first);
        Assert.Equal(2, json.RootElement.GetProperty("checks").GetArrayLength());
        Assert.Equal(first, CommandRun.Of(words).AssertDone().Output);
    }

    [Fact]
    public void StrategyThatReadsTheFuture_EndsWithOne()
    {
        var rows = string.Join('\n', Enumerable.Range(0, 400).Select(i => Row(i)));
        var data = _folder.Write("prices.csv", $"time,open,high,low,close,volume\n{rows}\n");
        // What it must not know is written into its text.
        var rises = string.Join(", ", rows.Split('\n').Select(row => row.Split(',')).Select(row => double.Parse(row[4], CultureInfo.InvariantCulture) > double.Parse(row[1], CultureInfo.InvariantCulture) ? "true" : "false"));
        var cheat = _folder.Write("cheat.cs", $$"""
            public sealed class Cheat : IStrategy
            {
                readonly bool[] _rises = [{{rises}}];
                int _bar;

                public void OnBar(in Bar bar, StrategyContext context)
                {
                    _bar++;
                    if (_bar < _rises.Length) context.Target(_rises[_bar] ? Direction.Long : Direction.Flat);
                }
            }
            """);
        var run = CommandRun.Of("validate", "--data", data, "--instrument", "BTC/USD", "--strategy", cheat, "--checks", "look-ahead");
        Assert.Equal(1, run.Code);
        Assert.Contains("FAILED", run.Output, StringComparison.Ordinal);
        Assert.Contains("prices it was not shown", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        CommandRun.Of(["validate", .. Cross, "--checks", "lookahead"]).AssertRefused("--checks", "'lookahead'", "look-ahead");
        CommandRun.Of(["validate", .. Cross, "--noise", "-1"]).AssertRefused("--noise");
        CommandRun.Of(["validate", .. Cross, "--json", "/no/such/folder/a.json"]).AssertRefused("--json");
        CommandRun.Of(["validate", .. Cross, "--range", "fats=1..3"]).AssertRefused("fats", "fast");
        CommandRun.Of(["validate", .. Cross, "--range", "fast=50..60:5", "--range", "slow=10..20:5"]).AssertRefused("none of the parameter sets");
        CommandRun.Of(["validate", .. Cross, "--objective", "sharp"]).AssertRefused("--objective");
        CommandRun.Of(["validate", .. Cross, "--from", "1990-01-01"]).AssertRefused("--from");
        CommandRun.Of("validate", "--strategy", "ma-cross").AssertRefused("--data");
    }

    static string Row(int day)
    {
        // Up and down without a pattern of their own.
        var random = new Core.Values.SeededGenerator((ulong)day + 1);
        var (open, close) = (100 + day + (20 * new Core.Values.SeededGenerator((ulong)day).NextUnit()), 100 + day + (20 * random.NextUnit()));
        var time = 1_577_836_800_000 + (day * 86_400_000L);
        return FormattableString.Invariant($"{time},{open:0.00},{Math.Max(open, close):0.00},{Math.Min(open, close):0.00},{close:0.00},1000000");
    }
}
