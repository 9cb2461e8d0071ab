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
