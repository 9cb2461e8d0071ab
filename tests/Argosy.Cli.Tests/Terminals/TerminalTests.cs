using Argosy.Cli.Terminals;

namespace Argosy.Cli.Tests.Terminals;

public sealed class TerminalTests
{
    [Fact]
    public void Paint_WithoutColor_LeavesTheText()
    {
        using var writer = new StringWriter();
        Assert.Equal("x", new Terminal(writer, writer).Paint(Tone.Bad, "x"));
        Assert.Equal("\u001b[31mx\u001b[0m", new Terminal(writer, writer) { Color = true }.Paint(Tone.Bad, "x"));
    }

    [Fact]
    public void Sparkline_ReachesFromLowestToHighest()
    {
        Assert.Equal("▁▄█", Sparkline.Of([1.0, 1.5, 2.0], 10));
        Assert.Equal("▁▁▁", Sparkline.Of([3.0, 3.0, 3.0], 10));
        Assert.Equal("", Sparkline.Of([], 10));
        Assert.Equal(10, Sparkline.Of([.. Enumerable.Range(0, 1_000).Select(i => (double)i)], 10).Length);
    }

    [Fact]
    public void Drawdown_IsTheDepthBelowThePeak() => Assert.Equal([0.0, 0.5, 0.0], Sparkline.Drawdown([100.0, 50.0, 100.0]));

    [Fact]
    public void Table_CutsWhatIsTooWide()
    {
        using var writer = new StringWriter();
        var table = new TextTable("name", "value");
        table.Add("a", new string('x', 80));
        table.Write(new Terminal(writer, writer) { Width = 40 });
        Assert.All(writer.ToString().Split('\n'), line => Assert.True(line.Length <= 40));
    }

    [Fact]
    public void Wrap_BreaksBetweenWords()
    {
        Assert.Equal(["one two", "three"], TextWrap.Lines("one two three", 7));
        Assert.Equal([""], TextWrap.Lines("", 7));
        Assert.Equal(["extraordinary", "a"], TextWrap.Lines("extraordinary a", 7));
    }

    [Fact]
    public void Progress_OfShortWork_IsSilent()
    {
        using var writer = new StringWriter();
        using (var line = new ProgressLine(new Terminal(writer, writer), "work", CancellationToken.None)) line.Report(0.5);
        Assert.Equal("", writer.ToString());
    }

    [Fact]
    public void Progress_Cancelled_Throws()
    {
        using var writer = new StringWriter();
        using var line = new ProgressLine(new Terminal(writer, writer), "work", new CancellationToken(canceled: true));
        Assert.Throws<OperationCanceledException>(() => line.Report(0.5));
    }
}
