using System.Globalization;
using System.Text.Json;
using Argosy.EndToEnd.Tests.Browsing;
using Argosy.Research.Metrics;

namespace Argosy.EndToEnd.Tests.Reports;

/// <summary>What a page says is what its file says: the page is read as a reader would and compared with the file.</summary>
[Trait("Category", "Slow")]
[Collection(ReportsMadeOnce.Name)]
public sealed class FigureTests(ReportFiles files)
{
    [Theory]
    [InlineData("run")]
    [InlineData("several")]
    [InlineData("perpetual")]
    [InlineData("bundle")]
    public async Task Run_EveryFigure_IsThatOfItsFile(string name)
    {
        await using var page = await Open(name, 1440);
        using var file = Read(name);

        foreach (var metric in MetricTable.All)
        {
            var shown = await page.Text(Value("#figures tr", Label(metric.Name)));
            AssertShown(file.RootElement.GetProperty("metrics").GetProperty(metric.Name), shown, metric.Name);
        }
        var trades = file.RootElement.GetProperty("trades").EnumerateArray().ToArray();
        foreach (var reason in trades.GroupBy(t => t.GetProperty("exitReason").GetString()!))
        {
            Assert.Equal(Count(reason.Count()), await page.Text($"document.querySelector('[data-exit=\"{reason.Key}\"]').cells[1].textContent"));
            Assert.Equal(reason.Sum(t => Money(t.GetProperty("pnl"))), Number(await page.Text($"document.querySelector('[data-exit=\"{reason.Key}\"]').cells[4].textContent")), 0.0051);
        }
        Assert.Equal(trades.Length, await page.Number("argosyReport.trades.length"));
        var csv = (await page.Text("argosyReport.csv()")).Split('\n')[1..^1];
        Assert.Equal(trades.Length, csv.Length);
        for (var i = 0; i < csv.Length; i++) Assert.Contains($",{trades[i].GetProperty("pnl").GetString()},", csv[i], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_OfPerpetuals_TellsItsLiquidations()
    {
        await using var page = await Open("perpetual", 1440);
        using var file = Read("perpetual");
        var told = file.RootElement.GetProperty("perpetual");

        Assert.True(told.GetProperty("liquidations").GetInt32() > 0);
        Assert.Equal(Count(told.GetProperty("liquidations").GetInt32()), await page.Text(Value("#perpetual tr", "Liquidations")));
        Assert.Equal(Count(told.GetProperty("settlements").GetInt32()), await page.Text(Value("#perpetual tr", "Funding settlements")));
        Assert.Equal(told.GetProperty("liquidations").GetInt32(), await page.Number("document.querySelectorAll('#perpetual [aria-label=Liquidations] tbody tr').length"));
    }

    [Fact]
    public async Task Run_Refusals_AreThoseOfItsFile()
    {
        await using var page = await Open("several", 1440);
        using var file = Read("several");
        var guarded = file.RootElement.GetProperty("unfilled").GetProperty("guard").GetInt32();

        Assert.Equal(Count(guarded), await page.Text("[...document.querySelectorAll('#refusals tr')].find(r => r.cells[0].textContent === 'Refused by guards').cells[2].textContent"));
    }

    [Theory]
    [InlineData("random")]
    [InlineData("tpe")]
    [InlineData("genetic")]
    public async Task Optimization_TrialsAndCounts_AreThoseOfItsFile(string name)
    {
        await using var page = await Open(name, 1440);
        using var file = Read(name);
        var counts = file.RootElement.GetProperty("counts");

        foreach (var (label, key) in new[] { ("Complete", "complete"), ("Pruned", "pruned"), ("Infeasible", "infeasible"), ("Failed", "failed"), ("of these, a constraint broken", "violating") })
        {
            Assert.Equal(Count(counts.GetProperty(key).GetInt32()), await page.Text(Value("#counts tr", label)));
        }
        var trials = file.RootElement.GetProperty("trials").EnumerateArray().ToDictionary(t => t.GetProperty("id").GetInt32());
        using var shown = JsonDocument.Parse(await page.Text("JSON.stringify(argosyReport.trials.map(t => [t.id, t.objectives]))"));
        Assert.Equal(trials.Count, shown.RootElement.GetArrayLength());
        foreach (var row in shown.RootElement.EnumerateArray())
        {
            var objectives = trials[row[0].GetInt32()].GetProperty("objectives");
            Assert.Equal(objectives.EnumerateArray().Select(o => o.ToString()), row[1].EnumerateArray().Select(o => o.ToString()));
        }
    }

    [Fact]
    public async Task WalkForward_Windows_AreThoseOfItsFile()
    {
        await using var page = await Open("walk", 1440);
        using var file = Read("walk");
        var windows = file.RootElement.GetProperty("windows").EnumerateArray().ToArray();

        Assert.Equal(windows.Length, await page.Number("document.querySelectorAll('[data-window]').length"));
        for (var i = 0; i < windows.Length; i++)
        {
            foreach (var figure in new[] { "totalReturn", "sharpe", "maxDrawdown", "trades" })
            {
                if (windows[i].GetProperty("outOfSample").ValueKind == JsonValueKind.Null) continue;
                AssertShown(windows[i].GetProperty("outOfSample").GetProperty(figure), await page.Text($"document.querySelector('[data-window=\"{i}\"] [data-figure={figure}]').textContent"), figure);
            }
        }
        foreach (var metric in MetricTable.All) AssertShown(file.RootElement.GetProperty("outOfSample").GetProperty(metric.Name), await page.Text(Value("#figures tr", Label(metric.Name))), metric.Name);
    }

    [Fact]
    public async Task Validation_ChecksAndSpreads_AreThoseOfItsFile()
    {
        await using var page = await Open("checked", 1440);
        using var file = Read("checked");

        foreach (var check in file.RootElement.GetProperty("checks").EnumerateArray())
        {
            var shown = await page.Text($"document.querySelector('[data-check={check.GetProperty("name").GetString()}]').textContent");
            Assert.EndsWith(check.GetProperty("text").GetString()!, shown, StringComparison.Ordinal);
            Assert.Contains(check.GetProperty("verdict").GetString()!, shown, StringComparison.OrdinalIgnoreCase);
            if (check.GetProperty("name").GetString() == "monte-carlo") AssertShown(check.GetProperty("figures").GetProperty("blockBootstrap").GetProperty("totalReturn").GetProperty("median"), await page.Text("document.querySelector('[data-spread=\"blockBootstrap.totalReturn\"]').cells[4].textContent"), "totalReturn");
            if (check.GetProperty("name").GetString() == "pbo") Assert.Equal(check.GetProperty("figures").GetProperty("splits").GetInt32(), check.GetProperty("figures").GetProperty("relativeRankCounts").EnumerateArray().Sum(n => n.GetInt32()));
        }
        Assert.Contains("Days drawn anew", await page.Text("document.querySelector('#spreads').textContent"), StringComparison.Ordinal);
        Assert.Equal(1, await page.Number("document.querySelectorAll('#fan canvas').length"));
    }

    [Theory]
    [InlineData("run", "trades")]
    [InlineData("tpe", "trials")]
    public async Task Cards_OnAPhone_ShowEveryColumn(string name, string id)
    {
        await using var page = await Open(name, 390);
        var titles = await page.Text($"[...document.querySelectorAll('#{id} thead th')].map(t => t.textContent).slice(1, 10).join('|')");

        var card = await page.Text($"document.querySelector('#{id} .card').textContent");

        foreach (var title in titles.Split('|')) Assert.Contains(title.TrimEnd(' ', '↑', '↓'), card, StringComparison.Ordinal);
        Assert.Equal("none", await page.Text($"getComputedStyle(document.querySelector('#{id} .virtual')).display"));
        await page.Do($"document.querySelector('#{id} .wide').click()");
        Assert.InRange(await page.Number($"document.querySelectorAll('#{id} .card').length"), 21, 40);
        Assert.Empty(page.Messages);
    }

    [Fact]
    public async Task Values_OfEveryChart_OpenAsATable()
    {
        foreach (var name in ReportFiles.Kinds)
        {
            await using var page = await Open(name, 1440);
            await page.Do("document.querySelectorAll('details.twin').forEach(d => { d.open = true; })");

            Assert.Equal("", await page.Text("[...document.querySelectorAll('canvas')].filter(c => !c.closest('.chart').querySelector('.twin tbody tr')).map(c => c.getAttribute('aria-label')).join('|')"));
            if (name is "run" or "checked") Assert.Equal("", await page.Violations());
            Assert.Empty(page.Messages);
        }
    }

    async Task<BrowserPage> Open(string name, int width)
    {
        var page = await files.Browser.Open(width, 900, dark: true, touch: width < 760);
        await page.Go(files[$"{name}.html"]);
        return page;
    }

    JsonDocument Read(string name) => JsonDocument.Parse(File.ReadAllText(files[$"{name}.json"]));

    static string Row(string rows, string quoted) => $"[...document.querySelectorAll('{rows}')].find(r => r.cells.length > 1 && r.cells[0].textContent === {quoted})";

    static string Value(string rows, string label) => $"{Row(rows, Quoted(label))}.cells[1].textContent";

    static string Quoted(string text) => JsonSerializer.Serialize(text);

    // The words of the page.
    static string Label(string metric) => Labels[metric];

    static readonly Dictionary<string, string> Labels = new(StringComparer.Ordinal)
    {
        ["totalReturn"] = "Total return", ["cagr"] = "CAGR", ["volatility"] = "Volatility", ["sharpe"] = "Sharpe", ["sortino"] = "Sortino", ["maxDrawdown"] = "Max drawdown", ["calmar"] = "Calmar",
        ["avgDrawdown"] = "Mean drawdown", ["maxDrawdownDays"] = "Longest drawdown", ["exposure"] = "Time invested", ["trades"] = "Trades", ["winRate"] = "Win rate", ["profitFactor"] = "Profit factor",
        ["expectancy"] = "Mean trade return", ["avgTrade"] = "Mean trade", ["bestTrade"] = "Best trade", ["worstTrade"] = "Worst trade", ["sqn"] = "SQN", ["avgTradeMinutes"] = "Mean length",
        ["maxTradeMinutes"] = "Longest trade", ["fees"] = "Fees", ["slippageCost"] = "Slippage and spread", ["funding"] = "Funding", ["turnover"] = "Turnover", ["buyAndHoldReturn"] = "Buy and hold",
        ["finalEquity"] = "Final equity", ["peakEquity"] = "Peak equity", ["deflatedSharpe"] = "Deflated Sharpe",
    };

    // A shown number is that of the file, rounded to the digits that are shown.
    static void AssertShown(JsonElement value, string shown, string name)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            Assert.Equal("–", shown);
            return;
        }
        var exact = value.ValueKind == JsonValueKind.String ? double.Parse(value.GetString()!, CultureInfo.InvariantCulture) : value.GetDouble();
        if (name is "maxDrawdownDays") Assert.Equal(Math.Round(exact * 1440 / 60), Math.Round(Minutes(shown) / 60), 1.0);
        else if (name is "avgTradeMinutes" or "maxTradeMinutes") Assert.Equal(exact / 60, Minutes(shown) / 60, 1.0);
        else if (shown.EndsWith('%')) Assert.Equal(exact * 100, Number(shown), shown.Contains('.', StringComparison.Ordinal) ? 0.0051 : 0.51);
        else Assert.Equal(exact, Number(shown), shown.Contains('.', StringComparison.Ordinal) ? 0.0051 : 0.0);
    }

    static double Minutes(string shown) => shown.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var number, "min"] => Number(number),
        var parts => parts.Sum(part => Number(part[..^1]) * (part[^1] switch { 'd' => 1440, 'h' => 60, _ => 1 })),
    };

    static double Number(string shown) => double.Parse(shown.TrimEnd('%').TrimStart('+').Replace("\u2212", "-", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    static double Money(JsonElement text) => double.Parse(text.GetString()!, CultureInfo.InvariantCulture);

    static string Count(int value) => value.ToString("#,0", CultureInfo.InvariantCulture);
}
