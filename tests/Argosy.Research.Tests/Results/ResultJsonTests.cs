using System.Globalization;
using System.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Research.Results;
using Argosy.TestSupport;

namespace Argosy.Research.Tests.Results;

public sealed class ResultJsonTests
{
    // Regenerate on purpose: ARGOSY_APPROVE=1 dotnet test, then read the difference.
    [Fact]
    public void Json_OfTheSample_IsTheGoldenFile()
    {
        var golden = Path.Combine(SharedData.Repository(), "tests", "Argosy.Research.Tests", "Results", "sample-result.json");
        var written = Encoding.UTF8.GetString(Write(SampleResult.Make()));
        if (Environment.GetEnvironmentVariable("ARGOSY_APPROVE") == "1") File.WriteAllText(golden, written);

        Assert.Equal(File.ReadAllText(golden), written);
    }

    [Fact]
    public void Json_OfEqualResults_IsEqualToTheByte() => Assert.Equal(Write(SampleResult.Make()), Write(SampleResult.Make()));

    [Fact]
    public void Json_HoldsNoNumberThatIsMoney()
    {
        using var document = JsonDocument.Parse(Write(SampleResult.Make()));
        string[] numbers = ["id", "order", "book", "entryTime", "exitTime", "time", "decisionTime", "returnRatio", "parent", "sibling", "follows", "expireTime"];

        foreach (var list in new[] { "trades", "orders", "fills" })
        {
            foreach (var row in document.RootElement.GetProperty(list).EnumerateArray())
            {
                Assert.All(row.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Number), p => Assert.Contains(p.Name, numbers));
            }
        }
        Assert.All(document.RootElement.GetProperty("equity").EnumerateArray(), p => Assert.Equal(JsonValueKind.String, p[1].ValueKind));
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("performance").GetProperty("allocatedBytesPerBar").ValueKind);
    }

    [Fact]
    public void Json_WithoutABand_SaysNull()
    {
        using var document = JsonDocument.Parse(Write(SampleResult.Make(withBand: false)));

        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("band").ValueKind);
    }

    [Fact]
    public void Json_WithoutACurve_IsReadable()
    {
        var result = SampleResult.Make() with { Equity = EquitySeries.None, StateHash = "" };

        var stored = ResultFile.Read(new MemoryStream(Write(result)), "it").Value;

        Assert.Equal(0, stored.Equity.Count);
        Assert.Equal(0, stored.EquityPoints);
    }

    [Fact]
    public void Json_ReadBack_TellsTheSame()
    {
        var result = SampleResult.Make();

        var stored = ResultFile.Read(new MemoryStream(Write(result)), "it").Value;

        Assert.Equal(result.Metrics, stored.Metrics);
        Assert.Equal(result.Trades.Count, stored.Trades.Count);
        Assert.Equal(result.Trades.Select(t => (t.EntryPrice, t.ExitPrice, t.Pnl, t.Fees)), stored.Trades.Select(t => (t.EntryPrice, t.ExitPrice, t.Pnl, t.Fees)));
        Assert.Equal(result.Orders.Select(o => (o.Id, o.Size, o.Terms?.Limit, o.Terms?.Trigger, o.Sibling)), stored.Orders.Select(o => (o.Id, o.Size, o.Limit, o.Trigger, o.Sibling)));
        Assert.Equal(["maker", "final", "path-dependent"], stored.Fills[1].Traits);
        Assert.Equal(Enumerable.Range(0, result.Equity.Count).Select(i => result.Equity.Times[i]), Enumerable.Range(0, stored.Equity.Count).Select(i => stored.Equity.Times[i]));
        Assert.Equal(result.Equity.Values, stored.Equity.Values);
        Assert.Equal(result.Warnings, stored.Warnings);
        Assert.Equal(result.Strategy.Parameters, stored.Strategy.Parameters);
        Assert.Equal((result.TradeHash, result.StateHash), (stored.TradeHash, stored.StateHash));
        Assert.Equal(result.Band!.High, stored.Band!.High);
        Assert.Equal("0.001", stored.Settings.GetProperty("takerFee").GetString());
        Assert.Equal(44, stored.DataQuality.Missing);
        Assert.Equal(1, stored.Unfilled["below-minimum"]);
        Assert.False(stored.Truncated);
    }

    // What a file does not name is empty, never null: an older result opens in reports and comparisons.
    [Theory]
    [InlineData("daily")]
    [InlineData("unfilled")]
    [InlineData("strategies")]
    public void Read_OfAResultWithoutAList_FindsItEmpty(string missing)
    {
        var document = System.Text.Json.Nodes.JsonNode.Parse(Write(SampleResult.Make()))!.AsObject();
        document.Remove(missing);
        var stored = ResultFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(document.ToJsonString())), "it");
        Assert.True(stored.Ok, stored.Error?.Message);
        Assert.Empty(stored.Value.Strategies);
        Assert.Equal(missing != "daily", stored.Value.Daily.IsKept);
        Assert.Equal(missing == "unfilled" ? 0 : 1, stored.Value.Unfilled.GetValueOrDefault("below-minimum"));
        Assert.True(Research.Reports.ReportPage.OfComparison([new("a", stored.Value), new("b", stored.Value)]).Ok);
    }

    [Fact]
    public void Lists_BeyondTheirLimit_AreTruncatedAndSaySo()
    {
        var fills = new FillHistory();
        var sample = SampleResult.Make();
        for (var i = 0; i <= ResultJson.MaxRows; i++) fills.Add(in sample.Fills[0]);

        var stored = ResultFile.Read(new MemoryStream(Write(sample with { Fills = fills })), "it").Value;

        Assert.Equal(ResultJson.MaxRows, stored.Fills.Count);
        Assert.Equal(ResultJson.MaxRows + 1, stored.FillCount);
        Assert.True(stored.Truncated);
    }

    [Fact]
    public void EverySetting_IsSpelledOut()
    {
        using var document = JsonDocument.Parse(Write(SampleResult.Make()));
        var settings = document.RootElement.GetProperty("settings");

        // All of BacktestSettings and FillOptions but what is kept, which changes no figure, margin and ticks, which a run on bars of a spot market has not, and longs, which are spoken of where they are not allowed.
        var declared = typeof(BacktestSettings).GetProperties().Count(p => p.Name is not ("Fills" or "KeepCurve" or "KeepHash" or "Margin" or "Ticks" or "AllowLong" or "EqualityContract"))
            + typeof(Simulation.Fills.FillOptions).GetProperties().Count(p => p.Name != "EqualityContract");
        Assert.Equal(declared, settings.EnumerateObject().Count());
    }

    [Theory]
    [InlineData("{ \"format\": \"argosy-result/1\",\n \"strategy\": 5 }", ErrorKind.Corrupt, "line 2")]
    [InlineData("not json", ErrorKind.Corrupt, "line 1")]
    [InlineData("null", ErrorKind.Corrupt, "no result")]
    public void Read_OfSomethingElse_SaysWhatIsWrong(string text, ErrorKind kind, string says)
    {
        var error = ResultFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "a.json").Error!;

        Assert.Equal(kind, error.Kind);
        Assert.Contains("a.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAnotherFormat_SaysWhatWasExpected()
    {
        var text = Encoding.UTF8.GetString(Write(SampleResult.Make())).Replace(ResultJson.Format, "argosy-result/9", StringComparison.Ordinal);

        var error = ResultFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "a.json").Error!;

        Assert.Equal(ErrorKind.BadInput, error.Kind);
        Assert.Contains("argosy-result/1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAMissingFile_IsNotFound() => Assert.Equal(ErrorKind.NotFound, ResultFile.Read("/nowhere/at-all.json").Error!.Kind);

    [Fact]
    public void File_WhoseWritingFails_LeavesTheOldOne()
    {
        var folder = Directory.CreateTempSubdirectory("argosy-results");
        try
        {
            var path = Path.Combine(folder.FullName, "r.json");
            ResultFile.Write(path, SampleResult.Make());
            Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
            {
                stream.WriteByte(1);
                throw new InvalidOperationException();
            }));

            Assert.True(ResultFile.Read(path).Ok);
            Assert.Single(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(0.1, "0.1")]
    [InlineData(1e-9, "0.000000001")]
    [InlineData(-2.5e-7, "-0.00000025")]
    [InlineData(1e17, "100000000000000000")]
    [InlineData(12345.678901234567, "12345.678901234567")]
    public void PlainText_HasNoExponent(double value, string text)
    {
        Assert.Equal(text, PlainText.Of(value));
        Assert.Equal(value, double.Parse(text, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void PlainText_OfMinusZero_HasNoSign() => Assert.Equal("0", PlainText.Of(double.NegativeZero));

    static byte[] Write(BacktestResult result)
    {
        using var stream = new MemoryStream();
        ResultJson.Write(stream, result);
        return stream.ToArray();
    }
}
