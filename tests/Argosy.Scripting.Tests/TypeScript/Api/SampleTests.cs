using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Scripting.TypeScript;
using Argosy.TestSupport;

namespace Argosy.Scripting.Tests.TypeScript.Api;

/// <summary>The samples compile, run on real candles and trade.</summary>
public sealed class SampleTests
{
    static string Folder => Path.Combine(SharedData.Repository(), "samples", "bots", "typescript");

    public static TheoryData<string> Samples() => [.. Directory.GetFiles(Folder, "*.ts").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_OnRealCandles_TradesWithoutAnError(string file)
    {
        Market[] markets = file == "several-pairs.ts"
            ? [BotRuns.Market("coinbase_ATOM-USD_1d.csv.gz", 500, "ATOM"), BotRuns.Market("coinbase_ETC-USD_1d.csv.gz", 500, "ETC")]
            : [BotRuns.Market("coinbase_BTC-USD_1h.csv.gz", 4_000)];
        var result = BotRuns.Run(File.ReadAllText(Path.Combine(Folder, file)), file, markets, new BacktestSettings { Band = false });
        Assert.DoesNotContain(result.Bot?.Lines ?? [], line => line.Level == LogLevel.Error);
        Assert.True(result.Fills.Count > 3, $"{file} made {result.Fills.Count} fills; unfilled: {string.Join(", ", result.Unfilled)}");
    }

    [Theory]
    [InlineData("oco")]
    [InlineData("trailing")]
    public void Brackets_OfTheOtherStyles_Trade(string style)
    {
        var source = File.ReadAllText(Path.Combine(Folder, "brackets.ts"));
        var result = BotRuns.Run(source, "brackets.ts", [BotRuns.Market("coinbase_BTC-USD_1h.csv.gz", 4_000)], new BacktestSettings { Band = false }, ("style", style));
        Assert.DoesNotContain(result.Bot?.Lines ?? [], line => line.Level == LogLevel.Error);
        Assert.True(result.Trades.Count > 1);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_BeginsWithItsTitleAndSummary(string file)
    {
        Assert.Matches(@"^// [A-Z][^:]{2,40}: .{20,160}\.$", File.ReadLines(Path.Combine(Folder, file)).First());
        Assert.NotEqual("", TypeScriptBots.ReadFile(Path.Combine(Folder, file)).Value.Summary);
    }

    [Fact]
    public async Task Samples_HaveNoTypeErrors() =>
        await DenoScript.CheckAsync(Directory.GetFiles(Folder, "*.ts").ToDictionary(path => Path.GetFileName(path), File.ReadAllText));
}
