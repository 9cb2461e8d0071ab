using Argosy.Cli.Invocation;
using Argosy.Cli.Terminals;

namespace Argosy.Cli.Tests.Invocation;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("--help")]
    public void Root_ShowsCommandsAndExamples(params string[] words)
    {
        var run = CommandRun.Of(words).AssertDone();
        foreach (var text in new[] { "backtest", "replay", "compare", "strategies", "demo", "bench", "data", "Examples:" }) Assert.Contains(text, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("  docs", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void Branch_OfEveryCommand_IsTheCommandOfItsName()
    {
        var session = new Session(new Terminal(TextWriter.Null, TextWriter.Null), CancellationToken.None);
        var all = CommandLine.Tree(session).Subcommands.Select(command => command.Name).ToArray();
        Assert.NotEmpty(all);
        Assert.All(all, name => Assert.Equal([name], CommandLine.Tree(session, name).Subcommands.Select(command => command.Name)));
        Assert.Equal(all, CommandLine.Tree(session, "nothing").Subcommands.Select(command => command.Name));
    }

    [Fact]
    public void Version_IsOneLine() => Assert.Matches(@"^argosy \d+\.\d+\.\d+\S*\n$", CommandRun.Of("--version").AssertDone().Output);

    [Theory]
    [InlineData("unknown command 'backtset', did you mean 'backtest'?", "backtset")]
    [InlineData("unknown option '--verison', did you mean '--version'?", "--verison")]
    [InlineData("unknown option '--cahs', did you mean '--cash'?", "backtest", "--data", "x", "--strategy", "ma-cross", "--cahs", "100")]
    [InlineData("unknown option '--jsn', did you mean '--json'?", "strategies", "--jsn", "x")]
    [InlineData("--data is required", "backtest", "--strategy", "ma-cross")]
    [InlineData("--strategy is required", "backtest", "--data", "x")]
    [InlineData("--cash needs a value", "backtest", "--data", "x", "--strategy", "ma-cross", "--cash")]
    [InlineData("'b' after '--strategy a' is too much", "backtest", "--data", "x", "--strategy", "a", "b")]
    [InlineData("--cash is given 2 times", "backtest", "--data", "x", "--strategy", "a", "--cash", "1", "--cash", "2")]
    [InlineData("a command is missing", "data")]
    [InlineData("unknown command 'improt', did you mean 'import'?", "data", "improt")]
    [InlineData("--bars: 'many' is not a whole number", "data", "synth", "--bars", "many")]
    [InlineData("argosy backtest --help", "backtest", "--data", "x")]
    public void BadUsage_IsOneMessage(string said, params string[] words) => CommandRun.Of(words).AssertRefused(said);

    [Theory]
    [InlineData("backtest")]
    [InlineData("replay")]
    [InlineData("compare")]
    [InlineData("strategies")]
    [InlineData("demo")]
    [InlineData("bench")]
    [InlineData("bench", "sweep")]
    [InlineData("data", "import")]
    public void Help_HasUsageAndExamples(params string[] words)
    {
        var run = CommandRun.Of([.. words, "--help"]).AssertDone();
        Assert.Contains($"argosy {string.Join(' ', words)}", run.Output, StringComparison.Ordinal);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("required options", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_FitsTheTerminal()
    {
        var run = CommandRun.Of("backtest", "--help");
        Assert.All(run.Output.Split('\n').TakeWhile(l => l != "Examples:"), line => Assert.True(line.Length <= 160, line));
    }

    [Theory]
    [InlineData("2020-01-31", 1580428800000)]
    [InlineData("2020-01-31T18:00", 1580493600000)]
    [InlineData("2020-01-31 18:00:30", 1580493630000)]
    [InlineData("2020-01-31T18:00:00Z", 1580493600000)]
    [InlineData("2020-01-31T18:00+02:00", 1580486400000)]
    [InlineData("1580428800000", 1580428800000)]
    public void Instants_Parse(string text, long expected) => Assert.Equal(expected, Instants.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("2020-13-01")]
    [InlineData("31.01.2020")]
    [InlineData("2020")]
    public void Instants_RefuseOtherTexts(string text) => Assert.Null(Instants.Parse(text));
}
