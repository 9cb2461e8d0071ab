using System.Globalization;
using System.Text.Json;
using Argosy.EndToEnd.Tests.Browsing;

namespace Argosy.EndToEnd.Tests.Reports;

/// <summary>Reports in a real browser without a network.</summary>
[Trait("Category", "Slow")]
[Collection(ReportsMadeOnce.Name)]
public sealed class ReportTests(ReportFiles files)
{
    const string Canvases = "[...document.querySelectorAll('canvas')]";

    // Colours that are really on a canvas, the empty one aside.
    const string Blank = $$"""
        {{Canvases}}.filter(c => {
          const data = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
          const seen = new Set();
          for (let i = 0; i < data.length && seen.size < 4; i += 4) if (data[i + 3] > 0) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
          return seen.size < 4;
        }).map(c => c.getAttribute('aria-label')).join('|')
        """;

    public static TheoryData<string, bool, int> Looks()
    {
        var looks = new TheoryData<string, bool, int>();
        foreach (var name in ReportFiles.Kinds)
        {
            foreach (var dark in new[] { true, false })
            {
                foreach (var width in new[] { 1440, 390 }) looks.Add(name, dark, width);
            }
        }
        return looks;
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Report_OpenedOffline_IsDrawnWithoutAMessage(string name, bool dark, int width)
    {
        await using var page = await files.Browser.Open(width, 900, dark, touch: width < 760);
        await page.Go(files[$"{name}.html"]);
        await File.WriteAllBytesAsync(ReportFiles.Screen($"{name}-{(dark ? "dark" : "light")}-{width}.png"), await page.Picture(whole: true));

        Assert.Empty(page.Messages);
        Assert.All(page.Requests, request => Assert.True(request.StartsWith("file://", StringComparison.Ordinal) || request.StartsWith("data:", StringComparison.Ordinal), request));
        Assert.Single(page.Requests, request => request.StartsWith("file://", StringComparison.Ordinal));
        Assert.Equal(dark ? "rgb(11, 14, 20)" : "rgb(245, 247, 250)", await page.Text("getComputedStyle(document.body).backgroundColor"));
        Assert.InRange(await page.Number($"{Canvases}.length"), 2, 20);
        Assert.Equal("", await page.Violations());
        Assert.Equal("", await page.Text(Blank));
        Assert.Equal(width, await page.Number("document.documentElement.scrollWidth"));
        Assert.Equal(1, await page.Number("document.querySelectorAll('h1').length"));
        Assert.Equal("", await page.Text("[...document.querySelectorAll('nav a')].filter(a => !document.querySelector(a.getAttribute('href'))).map(a => a.textContent).join()"));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("rich")]
    [InlineData("richest")]
    [InlineData("perpetual")]
    [InlineData("optimization")]
    [InlineData("walk")]
    [InlineData("checked")]
    public async Task Report_HeadlineFigures_AreWholeAtAnyWidth(string name)
    {
        foreach (var width in new[] { 1920, 1440, 1280, 1024, 800, 390 })
        {
            await using var page = await files.Browser.Open(width, 900, dark: true, touch: width < 760);
            await page.Go(files[$"{name}.html"]);
            await File.WriteAllBytesAsync(ReportFiles.Screen($"{name}-head-{width}.png"), await page.Picture(whole: false));

            Assert.Equal("", await page.Text("[...document.querySelectorAll('.kpi dd.value')].filter(v => v.scrollWidth > v.clientWidth).map(v => v.textContent).join()"));
            // No row has room left beside its last tile.
            Assert.Equal("", await page.Text("(() => { const list = document.querySelector('.kpis').getBoundingClientRect(), ends = {}; for (const t of document.querySelectorAll('.kpi')) { const b = t.getBoundingClientRect(); ends[b.top] = Math.max(ends[b.top] || 0, b.right); } return Object.values(ends).filter(e => e < list.right - 3).join(); })()"));
        }
    }

    [Fact]
    public async Task Report_WithTheThemeButton_ChangesItsColoursAndBack()
    {
        await using var page = await OpenRun();
        var dark = await page.Text("getComputedStyle(document.body).backgroundColor");
        var drawn = await page.Text($"{Canvases}[0].toDataURL()");

        await page.Do("document.getElementById('theme').click()");

        Assert.NotEqual(dark, await page.Text("getComputedStyle(document.body).backgroundColor"));
        Assert.NotEqual(drawn, await page.Text($"{Canvases}[0].toDataURL()"));
        await page.Do("document.getElementById('theme').click()");
        Assert.Equal(dark, await page.Text("getComputedStyle(document.body).backgroundColor"));
        Assert.Equal(drawn, await page.Text($"{Canvases}[0].toDataURL()"));
        Assert.Empty(page.Messages);
    }

    [Fact]
    public async Task RunReport_Figures_AreThoseOfTheResult()
    {
        await using var page = await OpenRun();
        using var result = Result("run.json");
        var metrics = result.RootElement.GetProperty("metrics");

        Assert.Equal(metrics.GetProperty("trades").GetInt32().ToString("#,0", CultureInfo.InvariantCulture), await page.Text(Figure("Trades")));
        Assert.Equal(Percent(metrics.GetProperty("totalReturn").GetDouble()), await page.Text(Figure("Total return")));
        Assert.Equal(Percent(metrics.GetProperty("maxDrawdown").GetDouble()), await page.Text(Figure("Max drawdown")));
        Assert.Equal(double.Parse(metrics.GetProperty("finalEquity").GetString()!, CultureInfo.InvariantCulture), await page.Number("argosyReport.curve.values[argosyReport.curve.values.length - 1]"), 4);
        Assert.Equal(result.RootElement.GetProperty("equity").GetArrayLength(), await page.Number("argosyReport.curve.times.length"));
        Assert.Equal(result.RootElement.GetProperty("equity")[1000][0].GetInt64(), await page.Number("argosyReport.curve.times[1000]"));
    }

    [Fact]
    public async Task RunReport_TradesTable_HoldsEveryTradeAndDrawsOnlySome()
    {
        await using var page = await OpenRun();
        using var result = Result("run.json");
        var trades = result.RootElement.GetProperty("trades").GetArrayLength();

        Assert.Equal(trades + 1, await page.Number("Number(document.querySelector('#trades table').getAttribute('aria-rowcount'))"));
        Assert.Contains($"{trades} rows", await page.Text("document.querySelector('#trades .foot').textContent"), StringComparison.Ordinal);
        Assert.InRange(await page.Number("document.querySelectorAll('#trades tbody tr').length"), 5, 60);
        await page.Do("const box = document.querySelector('#trades .virtual'); box.scrollTop = box.scrollHeight");
        Assert.True(await page.True($"[...document.querySelectorAll('#trades tbody th')].some(t => t.textContent === '{trades}')"));

        await page.Do("[...document.querySelectorAll('#trades thead button')].find(b => b.textContent === 'Return').click()");
        var best = result.RootElement.GetProperty("trades").EnumerateArray().MaxBy(t => t.GetProperty("returnRatio").GetDouble());
        Assert.Equal(best.GetProperty("id").ToString(), await page.Text("document.querySelector('#trades tbody th').textContent"));
        Assert.Equal("descending", await page.Text("document.querySelector('#trades th[aria-sort]').getAttribute('aria-sort')"));

        await page.Do("const filter = document.querySelector('#trades input'); filter.value = '2020-03'; filter.dispatchEvent(new Event('input'))");
        Assert.Contains($"of {trades} rows", await page.Text("document.querySelector('#trades .foot').textContent"), StringComparison.Ordinal);
        Assert.StartsWith("id,side,entryTime,entryPrice", await page.Text("argosyReport.csv()"), StringComparison.Ordinal);
        Assert.Empty(page.Messages);
    }

    [Fact]
    public async Task RunReport_WindowAndKeys_MoveAllCharts()
    {
        await using var page = await OpenRun();
        var whole = await page.Number("argosyReport.view.to - argosyReport.view.from");

        await page.Do("document.querySelector('[data-range=\"3M\"]').click()");
        Assert.Equal(91 * 86_400_000.0, await page.Number("argosyReport.view.to - argosyReport.view.from"), 1);
        await page.Do("document.querySelector('#equity canvas').focus()");
        await page.Press("+", "+");
        Assert.Equal(91 * 43_200_000.0, await page.Number("argosyReport.view.to - argosyReport.view.from"), 1);
        await page.Press("ArrowLeft");
        Assert.True(await page.True("argosyReport.view.cursor !== null"));
        Assert.Equal("3h", await page.Text("argosyReport.candles().timeframe"));
        await page.Do("argosyReport.view.set(argosyReport.trades[3].entryTime - 86400000, argosyReport.trades[3].entryTime + 86400000)");
        Assert.Equal("1h", await page.Text("argosyReport.candles().timeframe"));
        await page.Press("0", "0");
        Assert.Equal(whole, await page.Number("argosyReport.view.to - argosyReport.view.from"), 1);

        var before = await page.Text("document.querySelector('#equity canvas').toDataURL()");
        await page.Do("document.querySelector('#equity button').click()");
        Assert.NotEqual(before, await page.Text("document.querySelector('#equity canvas').toDataURL()"));
        Assert.Equal("true", await page.Text("document.querySelector('#equity button').getAttribute('aria-pressed')"));
        Assert.Empty(page.Messages);
    }

    [Fact]
    public async Task RunReport_OfManyMinutes_ShowsMinutesAroundAChosenTrade()
    {
        await using var page = await files.Browser.Open(1440, 900, dark: true);
        await page.Go(files["minutes.html"]);
        Assert.NotEqual("1m", await page.Text("argosyReport.candles().timeframe"));

        await page.Do("argosyReport.view.set(argosyReport.trades[2].entryTime - 1200000, argosyReport.trades[2].entryTime + 1200000)");

        Assert.Equal("1m", await page.Text("argosyReport.candles().timeframe"));
        Assert.InRange(await page.Number("argosyReport.candles().candles"), 35, 50);
        Assert.InRange(new FileInfo(files["minutes.html"]).Length, 100_000, 1_500_000);
        await page.Do("document.querySelector('#trades tbody a').click()");
        Assert.True(await page.True("argosyReport.view.from < argosyReport.trades[0].entryTime && argosyReport.view.to > argosyReport.trades[0].exitTime"));
        await File.WriteAllBytesAsync(ReportFiles.Screen("minutes-trade.png"), await page.Picture(whole: false));
        Assert.Empty(page.Messages);
    }

    [Fact]
    public async Task RunReport_OfHostileNames_RunsNothingOfThem()
    {
        await using var page = await files.Browser.Open(1440, 900, dark: true);
        await page.Go(files["hostile.html"]);

        Assert.Empty(page.Messages);
        Assert.True(await page.True("window.hostile === undefined"));
        Assert.Equal(0, await page.Number("document.querySelectorAll('img, iframe, b script, [onload], [onerror]').length"));
        Assert.Contains("</script><img src=x onerror=window.hostile=1>", await page.Text("document.querySelector('h1').textContent"), StringComparison.Ordinal);
        Assert.Contains("<script>window.hostile=4</script> & <b>bold</b>", await page.Text("document.querySelector('#warnings').textContent"), StringComparison.Ordinal);
        Assert.Contains("'=1+1<img", await page.Text("argosyReport.csv()"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunReport_WithoutItsCandles_SaysSo()
    {
        await using var page = await files.Browser.Open(1440, 900, dark: false);
        await page.Go(files["alone.html"]);

        Assert.Contains("were not found", await page.Text("document.querySelector('#chart').textContent"), StringComparison.Ordinal);
        Assert.Equal(0, await page.Number("document.querySelectorAll('#chart canvas').length"));
        Assert.Contains("moved-away.bars", await page.Text("document.querySelector('#warnings').textContent"), StringComparison.Ordinal);
        Assert.Equal("", await page.Text(Blank));
        Assert.Empty(page.Messages);
    }

    [Fact]
    public async Task RunReport_Printed_IsADocumentOfAFewPages()
    {
        await using var page = await OpenRun();

        var printed = await page.Printed();

        Assert.InRange(printed.Length, 50_000, 20_000_000);
        await File.WriteAllBytesAsync(ReportFiles.Screen("run.pdf"), printed);
        Assert.Empty(page.Messages);
    }

    [Fact]
    public async Task OptimizationReport_BrushedOnAnAxis_KeepsTheTrialsInside()
    {
        await using var page = await files.Browser.Open(1440, 1000, dark: true);
        await page.Go(files["optimization.html"]);
        Assert.Contains("300 rows", await page.Text("document.querySelector('#trials .foot').textContent"), StringComparison.Ordinal);
        await page.Do("document.querySelector('#parallel').scrollIntoView({ block: 'center' })");
        using var box = JsonDocument.Parse(await page.Text("JSON.stringify(document.querySelector('#parallel canvas').getBoundingClientRect())"));
        var (x, y) = (box.RootElement.GetProperty("x").GetDouble() + 48, box.RootElement.GetProperty("y").GetDouble());

        await page.Drag(x, y + 50, x, y + 120);

        var foot = await page.Text("document.querySelector('#parallel .foot').textContent");
        Assert.Contains("lie inside the stretch", foot, StringComparison.Ordinal);
        var kept = await page.Number("Number(document.querySelector('#trials table').getAttribute('aria-rowcount')) - 1");
        Assert.StartsWith($"{kept} of ", foot, StringComparison.Ordinal);
        Assert.InRange(kept, 10, 200);
        await page.Do("[...document.querySelectorAll('#parallel button')].find(b => b.textContent === 'Clear').click()");
        Assert.Contains("300 rows", await page.Text("document.querySelector('#trials .foot').textContent"), StringComparison.Ordinal);
        Assert.Empty(page.Messages);
    }

    [Fact]
    public async Task OptimizationReport_HeatMap_ShowsTheChosenParameters()
    {
        await using var page = await files.Browser.Open(1440, 1000, dark: true);
        await page.Go(files["optimization.html"]);
        var before = await page.Text("document.querySelector('#heat canvas').toDataURL()");

        await page.Do("const pick = document.querySelectorAll('#heat select')[1]; pick.value = 'trigger'; pick.dispatchEvent(new Event('change'))");

        Assert.NotEqual(before, await page.Text("document.querySelector('#heat canvas').toDataURL()"));
        Assert.EndsWith("◆", await page.Text("document.querySelector('#trials tbody th').textContent"), StringComparison.Ordinal);
        Assert.Equal(4, await page.Number("document.querySelectorAll('#importance .fill').length"));
        Assert.Contains("3 trials", await page.Text("document.querySelector('#front').textContent"), StringComparison.Ordinal);
        Assert.Empty(page.Messages);
    }

    [Fact]
    public async Task ComparisonReport_Figures_StandSideBySide()
    {
        await using var page = await files.Browser.Open(1440, 1000, dark: true);
        await page.Go(files["comparison.html"]);
        using var a = Result("run.json");
        using var b = Result("other.json");

        Assert.Equal(Research.Metrics.MetricTable.All.Count, await page.Number("document.querySelectorAll('#metrics tbody tr').length"));
        Assert.Equal(Percent(b.RootElement.GetProperty("metrics").GetProperty("totalReturn").GetDouble()), await page.Text("document.querySelectorAll('[data-metric=totalReturn] td')[1].textContent"));
        Assert.Contains("fast", await page.Text("document.querySelector('#strategy-difference').textContent"), StringComparison.Ordinal);
        Assert.Contains("The same in all results", await page.Text("document.querySelector('#settings-difference').textContent"), StringComparison.Ordinal);
        Assert.Equal("1.00", await page.Text("document.querySelector('#correlation tbody td').textContent"));
        Assert.Empty(page.Messages);
        Assert.NotEqual(a.RootElement.GetProperty("tradeHash").GetString(), b.RootElement.GetProperty("tradeHash").GetString());
    }

    async Task<BrowserPage> OpenRun()
    {
        var page = await files.Browser.Open(1440, 900, dark: true);
        await page.Go(files["run.html"]);
        return page;
    }

    JsonDocument Result(string name) => JsonDocument.Parse(File.ReadAllText(files[name]));

    static string Figure(string label) => $"[...document.querySelectorAll('#figures tr')].find(r => r.cells.length > 1 && r.cells[0].textContent === '{label}').lastChild.textContent";

    static string Percent(double ratio) => (ratio * 100).ToString("#,0.00", CultureInfo.InvariantCulture).Replace('-', '\u2212') + "%";
}
