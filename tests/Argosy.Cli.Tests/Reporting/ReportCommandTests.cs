using Argosy.TestSupport;

namespace Argosy.Cli.Tests.Reporting;

public sealed class ReportCommandTests : IDisposable
{
    readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    string Result(string name, params string[] more)
    {
        var file = _folder.File($"{name}.json");
        CommandRun.Of(["backtest", "--data", CommandRun.FourHours, "--strategy", "ma-cross", "--json", file, .. more]).AssertDone();
        return file;
    }

    [Fact]
    public void Backtest_WithHtml_WritesThePageThatReportWrites()
    {
        var (json, html) = (Result("run", "--html", _folder.File("run.html")), _folder.File("again.html"));

        var said = CommandRun.Of("report", json, "--html", html).AssertDone();

        Assert.Contains(html, said.Output, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(_folder.File("run.html")).Replace("run.html", "run.json", StringComparison.Ordinal), File.ReadAllText(html));
        Assert.Contains("\"candles\":[{", File.ReadAllText(html), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_WithoutHtml_LiesBesideTheResult()
    {
        var (a, b) = (Result("a"), Result("b"));
        CommandRun.Of("report", a).AssertDone();
        CommandRun.Of("report", a, b).AssertDone();

        Assert.Equal(["a-compared.html", "a.html", "a.json", "b.json"], _folder.Names);
    }

    [Fact]
    public void Report_WithoutTheData_SaysWhatIsMissing()
    {
        var moved = _folder.Write("moved.json", File.ReadAllText(Result("run")).Replace("coinbase_BTC-USD_4h.csv.gz", "gone.csv.gz", StringComparison.Ordinal));

        CommandRun.Of("report", moved).AssertDone();

        var page = File.ReadAllText(_folder.File("moved.html"));
        Assert.Contains("\"candles\":[]", page, StringComparison.Ordinal);
        Assert.Contains("are found neither here nor beside the result", page, StringComparison.Ordinal);
        CommandRun.Of("report", moved, "--data", CommandRun.FourHours).AssertDone();
        Assert.Contains("\"candles\":[{", File.ReadAllText(_folder.File("moved.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_OfARunOnTicks_BuildsItsCandlesFromThem()
    {
        var (json, html, moved) = (_folder.File("ticks.json"), _folder.File("ticks.html"), _folder.File("moved.json"));
        var (trades, book) = (SharedData.Path("data", "trades", "binance_ETH-USDT_20240808.csv.gz"), SharedData.Path("data", "book", "binance_ETH-USDT_20240808_l2.csv.gz"));
        CommandRun.Of("backtest", "--ticks", trades, "--book", book, "--timeframe", "10s", "--strategy", "ma-cross", "--param", "fast=2", "--param", "slow=5", "--json", json, "--html", html).AssertDone();
        var own = File.ReadAllText(html).Replace("ticks.html", "ticks.json", StringComparison.Ordinal);

        CommandRun.Of("report", json).AssertDone();

        Assert.Equal(own, File.ReadAllText(html));
        Assert.Contains("\"candles\":[{", own, StringComparison.Ordinal);
        File.WriteAllText(moved, File.ReadAllText(json).Replace(trades, "gone.csv.gz", StringComparison.Ordinal));
        CommandRun.Of("report", moved).AssertDone();
        Assert.Contains("are found neither where they were nor beside moved.json; --ticks FILE names them", File.ReadAllText(_folder.File("moved.html")), StringComparison.Ordinal);
        CommandRun.Of("report", moved, "--ticks", trades).AssertDone();
        Assert.Contains("\"candles\":[{", File.ReadAllText(_folder.File("moved.html")), StringComparison.Ordinal);
        CommandRun.Of("report", json, "--ticks", book).AssertRefused("holds no trades that are known");
        CommandRun.Of("report", json, "--data", CommandRun.Daily).AssertRefused("was made on ticks; expected --ticks");
        CommandRun.Of("report", Result("run"), "--ticks", trades).AssertRefused("was not made on ticks");
        CommandRun.Of("report", json, json, "--ticks", trades).AssertRefused("--ticks: candles are shown in the report of one run only");
    }

    [Fact]
    public void Report_OfBarsBuiltFromFinerOnes_BuildsThemAgain()
    {
        var json = Result("every", "--every", "1d", "--html", _folder.File("every.html"));
        var own = File.ReadAllText(_folder.File("every.html")).Replace("every.html", "every.json", StringComparison.Ordinal);

        CommandRun.Of("report", json).AssertDone();

        Assert.Equal(own, File.ReadAllText(_folder.File("every.html")));
    }

    [Fact]
    public void Report_OfOtherData_IsRefused()
    {
        var json = Result("run");

        CommandRun.Of("report", json, "--data", CommandRun.Daily).AssertRefused("does not hold", "hash");
        CommandRun.Of("report", json, "--data", $"{CommandRun.Daily},{CommandRun.FourHours}").AssertRefused("--data: 2 given");
        CommandRun.Of("report", json, "--data", "nowhere.csv").AssertRefused("nowhere.csv");
        Assert.Equal(["run.json"], _folder.Names);
    }

    [Theory]
    [InlineData("{", "not a JSON file")]
    [InlineData("[]", "x.json")]
    [InlineData("""{"format":"argosy-log/1"}""", "is 'argosy-log/1'; expected")]
    [InlineData("""{"format":"argosy-optimization/1"}""", "not a whole argosy-optimization/1 file")]
    [InlineData("""{"format":"argosy-result/1"}""", "x.json")]
    public void Report_OfWhatIsNoResult_IsRefused(string text, string said)
    {
        CommandRun.Of("report", _folder.Write("x.json", text)).AssertRefused(said);
        Assert.Equal(["x.json"], _folder.Names);
    }

    [Fact]
    public void Report_OfMissingOrMixedFiles_IsRefused()
    {
        var (run, optimization) = (Result("run"), _folder.Write("o.json", """{"format":"argosy-optimization/1","strategy":{"name":"s"},"trials":[]}"""));

        CommandRun.Of("report", _folder.File("none.json")).AssertRefused("none.json");
        CommandRun.Of("report", run, optimization).AssertRefused("report of its own");
        CommandRun.Of("report", run, run, "--data", CommandRun.FourHours).AssertRefused("--data");
        CommandRun.Of("report", run, "--html", run).AssertRefused("would replace");
        CommandRun.Of("report", run, "--html", "-").AssertRefused("--html");
        CommandRun.Of("report", run, "--html", _folder.File("no/such/x.html")).AssertRefused("--html");
        CommandRun.Of("report", optimization).AssertDone();
    }
}
