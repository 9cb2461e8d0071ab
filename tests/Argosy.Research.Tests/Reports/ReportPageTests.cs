using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Argosy.Research.Reports;
using Argosy.Research.Results;
using Argosy.Research.Tests.Results;
using Argosy.TestSupport;

namespace Argosy.Research.Tests.Reports;

public sealed partial class ReportPageTests
{
    static StoredResult Stored()
    {
        using var buffer = new MemoryStream();
        ResultJson.Write(buffer, SampleResult.Make());
        buffer.Position = 0;
        return ResultFile.Read(buffer, "sample").Value;
    }

    static RunReport Sample() => new("sample.json", Stored()) { Bars = [SampleResult.Bars()] };

    // Regenerate on purpose: ARGOSY_APPROVE=1 dotnet test, then read the difference.
    [Fact]
    public void Document_OfTheSample_IsTheGoldenFile()
    {
        var golden = Path.Combine(SharedData.Repository(), "tests", "Argosy.Research.Tests", "Reports", "sample-report.json");
        var written = JsonNode.Parse(RunDocument.Of(Sample()))!.ToJsonString(new JsonSerializerOptions { WriteIndented = true, NewLine = "\n" }) + "\n";
        if (Environment.GetEnvironmentVariable("ARGOSY_APPROVE") == "1") File.WriteAllText(golden, written);

        Assert.Equal(File.ReadAllText(golden), written);
    }

    [Fact]
    public void Document_Candles_ComeBackAsTheBars()
    {
        using var document = JsonDocument.Parse(RunDocument.Of(Sample()));
        var level = document.RootElement.GetProperty("candles")[0].GetProperty("levels")[0];
        var bars = SampleResult.Bars();
        double[] Column(string name) => new PackedSeries(level.GetProperty("scale").GetInt32(), level.GetProperty(name).GetString()!).Read();

        Assert.Equal(bars.OpenTimes, PackedNumbers.Unpack(level.GetProperty("times").GetString()!).Select(t => t * level.GetProperty("timeUnit").GetInt64()));
        Assert.Equal(bars.Open, Column("open"));
        Assert.Equal(bars.High, Column("high"));
        Assert.Equal(bars.Low, Column("low"));
        Assert.Equal(bars.Close, Column("close"));
    }

    [Fact]
    public void Page_AllowsOnlyItsOwnScriptAndStyle()
    {
        var page = ReportPage.OfRun(Sample());
        var policy = Policy().Match(page).Groups["text"].Value;
        string Hash(Match match) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups["text"].Value)))}'";

        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains($"script-src {Hash(Script().Match(page))}", policy, StringComparison.Ordinal);
        Assert.Contains($"style-src {Hash(Style().Match(page))}", policy, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("<script").Length - 1);
        Assert.DoesNotContain(Address().Matches(page), match => match.Value != "http://www.w3.org/2000/svg");
    }

    [Fact]
    public void Page_OfHostileText_HoldsItOnlyEscaped()
    {
        const string Hostile = "</script><script>alert(1)</script><!--";
        var page = ReportPage.OfRun(Sample() with { Name = Hostile, Result = Stored() with { Strategy = new StoredStrategy(Hostile, new Dictionary<string, string> { [Hostile] = Hostile }), Warnings = [Hostile] } });

        Assert.DoesNotContain("alert(1)</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("</script>").Length - 1);
        Assert.Contains("\\u003C/script\\u003E", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfEqualRuns_IsEqualToTheByte() => Assert.Equal(ReportPage.OfRun(Sample()), ReportPage.OfRun(Sample()));

    [Fact]
    public void Comparison_OfOneResult_IsRefused() => Assert.False(ReportPage.OfComparison([new("a", Stored())]).Ok);

    [Fact]
    public void Comparison_OfEqualResults_CorrelatesWholly()
    {
        using var document = JsonDocument.Parse(ComparisonDocument.Of([new("a", Stored()), new("b", Stored())]).Value);

        Assert.True(document.RootElement.GetProperty("sameTrades").GetBoolean());
        Assert.Equal(2, document.RootElement.GetProperty("correlations").GetArrayLength());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"strategy":{"name":"a"},"trials":[{"id":1}]}""")]
    [InlineData("""{"strategy":{"name":"a"},"trials":5}""")]
    [InlineData("""{"strategy":3,"trials":[]}""")]
    public void Optimization_WithoutItsMembers_IsRefused(string text)
    {
        using var json = JsonDocument.Parse(text);

        var made = ReportPage.OfOptimization("o.json", json.RootElement);

        Assert.False(made.Ok);
        Assert.StartsWith("o.json: ", made.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Optimization_CountsItsTrialsByStatus()
    {
        const string Text = """
            {"strategy":{"name":"s"},"instruments":["A/B"],"objectives":[{"name":"sharpe","sense":"maximize"}],"best":2,"front":[2],"trials":[
            {"id":1,"parameters":{"fast":"3"},"status":"complete","objectives":[1.5],"metrics":{"sharpe":1.5}},
            {"id":2,"parameters":{"fast":"4"},"status":"complete","objectives":[2.5],"metrics":{"sharpe":2.5,"trades":3}},
            {"id":3,"parameters":{"fast":"5","slow":"9"},"status":"pruned","objectives":[],"metrics":{}}]}
            """;
        using var json = JsonDocument.Parse(Text);
        using var document = JsonDocument.Parse(OptimizationDocument.Of("o.json", json.RootElement).Value);
        var root = document.RootElement;

        Assert.Equal("""{"trials":3,"complete":2,"pruned":1,"infeasible":0,"failed":0,"violating":0}""", root.GetProperty("counts").GetRawText());
        Assert.Equal("""["fast","slow"]""", root.GetProperty("parameterNames").GetRawText());
        Assert.Equal("""[2,"complete",["4",null],[2.5],[2.5,3]]""", root.GetProperty("trials")[1].GetRawText());
    }

    [Theory]
    [InlineData("5")]
    [InlineData("""{"votes":[]}""")]
    [InlineData("""{"voters":4,"votes":"x"}""")]
    [InlineData("""{"votes":[5,{"time":"x","votes":"++"},{"time":1,"votes":3}]}""")]
    public void Consensus_OfAnotherShape_IsLeftOut(string text)
    {
        using var json = JsonDocument.Parse(text);
        using var document = JsonDocument.Parse(RunDocument.Of(Sample() with { Consensus = json.RootElement }));

        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("consensus").ValueKind);
    }

    [Fact]
    public void Consensus_Rounds_AreCopied()
    {
        const string Text = """{"mode":"factor","rounds":[{"round":"buy","n":2,"f":0,"quorum":2}],"voters":[{"id":"a","round":"buy","rule":"dip"},{"id":"b"}],"roundCount":9,"votes":[{"time":5,"instrument":"A/B","votes":"y|n","decision":"buy"}]}""";
        using var json = JsonDocument.Parse(Text);
        using var document = JsonDocument.Parse(RunDocument.Of(Sample() with { Consensus = json.RootElement }));

        Assert.Equal("""{"mode":"factor","quorums":["buy 2 of 2"],"voters":[["a","buy","dip"],["b",null,null]],"roundCount":9,"rounds":[[5,"yn","buy","A/B"]]}""", document.RootElement.GetProperty("consensus").GetRawText());
    }

    [GeneratedRegex("Content-Security-Policy\" content=\"(?<text>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Policy();

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Script();

    [GeneratedRegex("<style>(?<text>.*?)</style>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Style();

    [GeneratedRegex(@"(https?:)?//[a-z0-9.-]+\.[a-z]{2,}[^\s'""]*|url\(", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Address();
}
