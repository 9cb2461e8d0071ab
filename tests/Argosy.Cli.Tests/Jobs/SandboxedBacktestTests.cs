using System.Text.Json.Nodes;
using Argosy.Cli.Jobs;
using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Jobs;

/// <summary>Backtests of C# files in sandboxed workers: the same as without, and nothing left of those that go wrong.</summary>
public sealed class SandboxedBacktestTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Backtest_OfASample_IsTheSameAsWithoutASandbox()
    {
        var (bot, held, bare) = (Sample("breakout.cs"), _folder.File("held.json"), _folder.File("bare.json"));
        var (log, html, trades) = (_folder.File("run.log"), _folder.File("run.html"), _folder.File("trades.csv"));
        string[] words = ["backtest", "--data", CommandRun.FourHours, "--strategy", bot, "--param", "entry=30", "--slippage-bps", "3"];

        var sandboxed = SandboxedRun.Of([.. words, "--json", held, "--log", log, "--html", html, "--trades", trades]).AssertDone();
        CommandRun.Of([.. words, "--json", bare]).AssertDone();

        Assert.Equal(Result(bare), Result(held));
        Assert.Contains("breakout.cs entry=30", sandboxed.Output, StringComparison.Ordinal);
        Assert.Equal("", sandboxed.Error);
        Assert.Equal(["bare.json", "held.json", "run.html", "run.log", "trades.csv"], _folder.Names);
        // The log names data and bot; the replay finds both and needs a worker, too.
        var again = SandboxedRun.Of("replay", log, "--json", _folder.File("replay.json")).AssertDone();
        Assert.Equal("", again.Error);
    }

    [Fact]
    public void Backtest_ThatDoesNotCompile_SaysWhere()
    {
        var bot = _folder.Write("wrong.cs", SandboxedRun.Bot("bar.Nothing();"));

        var run = SandboxedRun.Of("backtest", "--data", CommandRun.Daily, "--strategy", bot, "--json", _folder.File("out.json"));

        run.AssertRefused("wrong.cs(8,13): 'Bar' does not contain a definition for 'Nothing'");
        Assert.Equal(["wrong.cs"], _folder.Names);
    }

    [Fact]
    public void Backtest_OfABotThatIsNotThere_SaysSo() =>
        SandboxedRun.Of("backtest", "--data", CommandRun.Daily, "--strategy", _folder.File("none.cs")).AssertRefused("none.cs: no such file");

    [Theory]
    [InlineData("if (_bars == 50) throw new InvalidOperationException(\"out of ideas\");", "out of ideas")]
    [InlineData("while (_bars > 50) { }", "its bot was asked something and has not come back for 1 s")]
    [InlineData("if (_bars == 50) _bars = Deeper(0);", "the job ended before it was done")]
    [InlineData("if (_bars == 50) { var many = new System.Collections.Generic.List<byte[]>(); while (true) many.Add(new byte[1 << 26]); }", "emory")]
    public void Backtest_OfABotThatGoesWrong_LeavesNothing(string onBar, string said)
    {
        var bot = _folder.Write("bad.cs", SandboxedRun.Bot(onBar));
        var limits = new JobLimits { MemoryBytes = 512L << 20, BotPatience = TimeSpan.FromSeconds(1) };

        var run = SandboxedRun.Of(limits, CancellationToken.None, "backtest", "--data", CommandRun.FourHours, "--strategy", bot, "--json", _folder.File("out.json"), "--log", _folder.File("out.log"));

        Assert.Equal(1, run.Code);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal(["bad.cs"], _folder.Names);
    }

    [Fact]
    public void Backtest_ThatHandsBackTooMuch_IsStoppedAndLeavesNothing()
    {
        var limits = new JobLimits { FileBytes = 20_000 };

        var run = SandboxedRun.Of(limits, CancellationToken.None, "backtest", "--data", CommandRun.FourHours, "--strategy", Sample("breakout.cs"), "--trades", _folder.File("trades.csv"), "--json", _folder.File("out.json"));

        Assert.Equal(1, run.Code);
        Assert.Contains("its files are longer than", run.Error, StringComparison.Ordinal);
        Assert.Contains("nothing was written", run.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Fact]
    public void Backtest_WithAnOutputThatCannotBeWritten_IsRefusedAtOnce() =>
        SandboxedRun.Of("backtest", "--data", CommandRun.Daily, "--strategy", Sample("breakout.cs"), "--json", _folder.File("none/out.json")).AssertRefused("the folder of");

    [Fact]
    public void Consensus_OfFiles_VotesAsWithoutASandbox()
    {
        var bot = Sample("breakout.cs");
        string[] words = ["backtest", "--data", CommandRun.Daily, "--strategy", "consensus", "--param", $"bull=a:{bot}; b:ma-cross", "--json"];
        if (CommandRun.Of([.. words, _folder.File("bare.json")]).Code != 0) words[6] = $"voters=a:{bot}; b:ma-cross";

        CommandRun.Of([.. words, _folder.File("bare.json")]).AssertDone();
        SandboxedRun.Of([.. words, _folder.File("held.json")]).AssertDone();

        Assert.Equal(Result(_folder.File("bare.json")), Result(_folder.File("held.json")));
    }

    static string Sample(string name) => Path.Combine(SharedData.Repository(), "samples", "strategies", name);

    // Everything but how long it took.
    static string Result(string path)
    {
        var result = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        result.Remove("performance");
        return result.ToJsonString();
    }
}
