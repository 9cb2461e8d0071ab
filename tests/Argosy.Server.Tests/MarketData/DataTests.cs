using System.Net;
using System.Text;
using System.Text.Json;
using Argosy.Core.MarketData;
using Argosy.Data.Catalogue;
using Argosy.Data.Series;
using Argosy.Data.Synthesis;
using Argosy.Research.Reports;
using Argosy.Server.Auth;
using Argosy.Server.Tests.Jobs;

namespace Argosy.Server.Tests.MarketData;

public sealed class DataTests : IAsyncLifetime
{
    const long Begin = 1_577_836_800_000, Hour = 3_600_000, Day = 24 * Hour;
    Lab _lab = null!;

    public async Task InitializeAsync() => _lab = await Lab.StartAsync(options => options with { Parallel = 0 });

    public async Task DisposeAsync() => await _lab.DisposeAsync();

    [Fact]
    public async Task Series_AreListedWithCoverageAndGaps()
    {
        _lab.AddSeries("holes", 1_000, seed: 5, "HOLE", gaps: 0.01);
        var all = await _lab.GetAsync("/api/data");
        Assert.Equal(["demo", "holes"], all.EnumerateArray().Select(series => series.GetProperty("id").GetString()));
        var demo = all[0];
        Assert.Equal(("DEMO/USD", "1h", 3_000, Begin, true), (demo.GetProperty("instrument").GetString(), demo.GetProperty("timeframe").GetString(), demo.GetProperty("bars").GetInt32(), demo.GetProperty("first").GetInt64(), demo.GetProperty("synthetic").GetBoolean()));
        Assert.Equal($"[[{Begin},{Begin + (3_000 * Hour)}]]", demo.GetProperty("coverage").GetRawText());
        var holes = await _lab.GetAsync("/api/data/holes");
        var count = holes.GetProperty("gaps").GetProperty("count").GetInt32();
        Assert.InRange(count, 1, 100);
        Assert.Equal(count + 1, holes.GetProperty("coverage").GetArrayLength());
        var gaps = await _lab.GetAsync("/api/data/holes/gaps?limit=1000");
        Assert.Equal(count, gaps.GetProperty("total").GetInt32());
        Assert.Equal(holes.GetProperty("gaps").GetProperty("missing").GetInt64(), gaps.GetProperty("items").EnumerateArray().Sum(gap => gap.GetProperty("missing").GetInt64()));
        Assert.Equal(HttpStatusCode.NotFound, (await _lab.Client.GetAsync("/api/data/none")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _lab.Client.GetAsync("/api/data/..%2Fdemo")).StatusCode);
    }

    [Fact]
    public async Task Import_DryRunThenStored_TellsWhatItRead()
    {
        const string Csv = "time,open,high,low,close,volume\n2024-01-01T00:00,10,12,9,11,5\n2024-01-02T00:00,11,13,10,12,6\n2024-01-04T00:00,12,14,11,13,7\n";
        var dry = await ServerRig.JsonAsync(await Post("/api/data/import?file=abc.csv&instrument=ABC/USD&dryRun=true", Csv));
        Assert.False(dry.GetProperty("stored").GetBoolean());
        Assert.Equal(3, dry.GetProperty("series").GetProperty("bars").GetInt32());
        Assert.Equal(1, dry.GetProperty("series").GetProperty("gaps").GetProperty("count").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await _lab.Client.GetAsync("/api/data/ABC-USD_1d")).StatusCode);
        var stored = await ServerRig.JsonAsync(await Post("/api/data/import?file=abc.csv&instrument=ABC/USD", Csv));
        Assert.True(stored.GetProperty("stored").GetBoolean());
        Assert.Equal("ABC-USD_1d", stored.GetProperty("series").GetProperty("id").GetString());
        Assert.Equal(3, (await _lab.GetAsync("/api/data/ABC-USD_1d")).GetProperty("bars").GetInt32());

        var wrong = await ServerRig.JsonAsync(await Post("/api/data/import?file=abc.csv&instrument=ABC/USD", Csv.Replace(",13,10,", ",x,10,", StringComparison.Ordinal)), HttpStatusCode.BadRequest);
        Assert.Contains("abc.csv", wrong.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains("3", wrong.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_lab.Rig.Folder, wrong.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("name", (await ServerRig.JsonAsync(await Post("/api/data/import?name=../x", Csv), HttpStatusCode.BadRequest)).GetProperty("field").GetString());
        Assert.Equal("timeframe", (await ServerRig.JsonAsync(await Post("/api/data/import?timeframe=often", Csv), HttpStatusCode.BadRequest)).GetProperty("field").GetString());
        Assert.Equal("body", (await ServerRig.JsonAsync(await Post("/api/data/import", ""), HttpStatusCode.BadRequest)).GetProperty("field").GetString());
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(_lab.Rig.Folder, "research", "uploads")));
        using var viewer = await _lab.Rig.LoginAsync(Role.Viewer);
        using var body = new StringContent(Csv);
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PostAsync("/api/data/import", body)).StatusCode);
    }

    [Fact]
    public async Task Export_ImportedAgain_IsTheSame()
    {
        var hash = (await _lab.GetAsync("/api/data/demo")).GetProperty("hash").GetString();
        var csv = await _lab.Client.GetStringAsync("/api/data/demo/export");
        var again = await ServerRig.JsonAsync(await Post("/api/data/import?file=demo.csv&instrument=DEMO/USD&name=again", csv));
        Assert.Equal(hash, again.GetProperty("series").GetProperty("hash").GetString());
        var json = await _lab.GetAsync("/api/data/demo/export?format=json");
        Assert.Equal(3_000, json.GetProperty("bars").GetArrayLength());
        Assert.Equal(HttpStatusCode.BadRequest, (await _lab.Client.GetAsync("/api/data/demo/export?format=xml")).StatusCode);
    }

    [Fact]
    public async Task Verify_FindsADamagedByte()
    {
        Assert.True((await _lab.PostAsync("/api/data/demo/verify")).GetProperty("ok").GetBoolean());
        var path = Path.Combine(_lab.Bars, "demo.bars");
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^5_000] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        var found = await _lab.PostAsync("/api/data/demo/verify");
        Assert.False(found.GetProperty("ok").GetBoolean());
        Assert.Contains("checksum", found.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_WhatAJobNeeds_IsRefused()
    {
        var job = await _lab.QueueAsync("backtest", Lab.Cross());
        await ServerRig.JsonAsync(await _lab.Client.DeleteAsync("/api/data/demo"), HttpStatusCode.Conflict);
        await _lab.PostAsync($"/api/jobs/{job}/cancel");
        Assert.Equal(HttpStatusCode.NoContent, (await _lab.Client.DeleteAsync("/api/data/demo")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _lab.Client.GetAsync("/api/data/demo")).StatusCode);
    }

    [Fact]
    public async Task Candles_AreTheCoarsestThatFillThePointsAndEqualTheResampler()
    {
        var minutes = SeriesGenerator.Generate(new SynthesisOptions { Bars = 400_000, Timeframe = Timeframe.OneMinute, Seed = 3, Start = Begin + (7 * 60_000), Price = 100m, PriceScale = 2, AnnualVolatility = 0.8, AnnualDrift = 0, GapRatio = 0.001 });
        Assert.True(new BarCatalogue(_lab.Bars).Add("minutes", minutes, new SeriesOrigin("MIN", "USD", "synthetic", ["synth"])).Ok);
        var bars = minutes.ToColumns();
        var end = bars.CloseTime(bars.Count - 1);
        foreach (var (from, to, points, expected) in ((long, long, int, string)[])
        [
            (Begin, end, 1_500, "4h"), (Begin, end, 250, "1d"), (Begin, end, 20_000, "30m"), (Begin, Begin + (200 * Day), 19_000, "15m"), (Begin + Day, Begin + (2 * Day), 1_440, "1m"), (Begin + Day, Begin + (2 * Day), 700, "2m"), (Begin + Day, Begin + (2 * Day), 100, "10m"),
            (Begin + (5 * Day) + 61_000, Begin + (9 * Day), 1, "3d"), (end + Day, end + (2 * Day), 100, "1m"),
        ])
        {
            var window = await _lab.GetAsync($"/api/candles?series=minutes&from={from}&to={to}&points={points}");
            Assert.Equal(expected, window.GetProperty("timeframe").GetString());
            var length = Timeframe.Parse(expected).Value;
            var reference = CandleResampler.Of(bars, length, bars.IndexAtOrAfter(length.Floor(Math.Max(from, bars.OpenTimes[0]))), bars.IndexAtOrAfter(to));
            Assert.Equal(reference.Select(bar => bar.OpenTime), Numbers(window, "times").Select(time => (long)time));
            Assert.Equal(reference.Select(bar => bar.Open), Numbers(window, "open"));
            Assert.Equal(reference.Select(bar => bar.High), Numbers(window, "high"));
            Assert.Equal(reference.Select(bar => bar.Low), Numbers(window, "low"));
            Assert.Equal(reference.Select(bar => bar.Close), Numbers(window, "close"));
            foreach (var (mine, theirs) in Numbers(window, "volume").Zip(reference)) Assert.Equal(theirs.Volume, mine, 1e-6 * Math.Max(1, theirs.Volume));
            Assert.InRange(reference.Count, 0, 20_000);
        }
        // The timeframe that is asked for, whatever fits the points; without a window, as many of the last as asked for.
        foreach (var (query, first, expected) in ((string, long, string)[])[($"from={Begin + Day}&to={Begin + (2 * Day)}&points=10", Begin + Day, "1m"), ($"from={Begin + Day}&to={Begin + (8 * Day)}&points=2000", Begin + Day, "4h"), ("points=30", end - (30 * Day), "1d")])
        {
            var window = await _lab.GetAsync($"/api/candles?series=minutes&timeframe={expected}&{query}");
            Assert.Equal(expected, window.GetProperty("timeframe").GetString());
            var length = Timeframe.Parse(expected).Value;
            var reference = CandleResampler.Of(bars, length, bars.IndexAtOrAfter(length.Floor(first)), bars.IndexAtOrAfter(window.GetProperty("to").GetInt64()));
            Assert.Equal(reference.Select(bar => bar.OpenTime), Numbers(window, "times").Select(time => (long)time));
            Assert.Equal(reference.Select(bar => bar.Close), Numbers(window, "close"));
        }
        foreach (var (timeframe, window, says) in ((string, string, string)[])[("30s", "", "finer"), ("90s", "", "cannot be made"), ("ten", "", "no timeframe"), ("1m", $"&from={Begin}&to={end}", "at most 20000")])
        {
            var refused = await ServerRig.JsonAsync(await _lab.Client.GetAsync($"/api/candles?series=minutes&timeframe={timeframe}{window}"), HttpStatusCode.BadRequest);
            Assert.Equal("timeframe", refused.GetProperty("field").GetString());
            Assert.Contains(says, refused.GetProperty("message").GetString()!, StringComparison.Ordinal);
        }
        Assert.Equal("points", (await ServerRig.JsonAsync(await _lab.Client.GetAsync("/api/candles?series=minutes&points=20001"), HttpStatusCode.BadRequest)).GetProperty("field").GetString());
        Assert.Equal("series", (await ServerRig.JsonAsync(await _lab.Client.GetAsync("/api/candles"), HttpStatusCode.BadRequest)).GetProperty("field").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await _lab.Client.GetAsync("/api/candles?series=none")).StatusCode);
    }

    [Fact]
    public async Task Candles_OfASeriesThatGrew_AreNew()
    {
        Assert.Equal(3_000, (await _lab.GetAsync("/api/candles?series=demo&points=3000")).GetProperty("times").GetArrayLength());
        _lab.AddSeries("demo", 3_500, seed: 8);
        Assert.Equal(3_500, (await _lab.GetAsync("/api/candles?series=demo&points=3500")).GetProperty("times").GetArrayLength());
    }

    [Fact]
    public async Task Strategies_AndRules_DescribeThemselves()
    {
        var strategies = await _lab.GetAsync("/api/strategies");
        var cross = strategies.EnumerateArray().Single(strategy => strategy.GetProperty("name").GetString() == "ma-cross");
        var fast = cross.GetProperty("parameters").EnumerateArray().Single(parameter => parameter.GetProperty("name").GetString() == "fast");
        Assert.Equal("whole-number", fast.GetProperty("type").GetString());
        Assert.True(fast.GetProperty("help").GetString()!.Length > 5);
        var rules = await _lab.GetAsync("/api/rules");
        foreach (var kind in (string[])["exits", "guards", "limits", "sizing", "voters"]) Assert.NotEqual(0, rules.GetProperty(kind).GetArrayLength());
    }

    static IEnumerable<double> Numbers(JsonElement window, string name) => window.GetProperty(name).EnumerateArray().Select(value => value.GetDouble());

    async Task<HttpResponseMessage> Post(string path, string text)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text));
        return await _lab.Client.PostAsync(path, body);
    }
}
