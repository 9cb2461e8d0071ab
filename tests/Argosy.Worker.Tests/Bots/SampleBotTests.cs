using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Scripting.CSharp;
using Argosy.TestSupport;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Bots;

/// <summary>Every sample bot is compiled without a complaint and trades on real data; what it plots, writes and keeps stands in the result.</summary>
public sealed class SampleBotTests
{
    static readonly string Folder = Path.Combine(SharedData.Repository(), "samples", "bots", "csharp");

    static readonly Lazy<Market> Hours = new(() => Markets.Real("bitstamp_BTC-USD_1h.csv.gz", 9_000));

    public static TheoryData<string> Samples() => [.. Directory.GetFiles(Folder, "*.cs").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Sample_CompilesAndTradesOnRealData(string file)
    {
        var source = File.ReadAllText(Path.Combine(Folder, file));
        Assert.Matches("^// [^:\n]+: [^\n]+\\.\n", source);
        var problems = StrategyCompiler.Compile(source, file, out var image);
        Assert.Empty(problems);
        using var bot = StrategyLoader.Load(image!).Value;
        var first = Run(bot, file);
        Assert.True(first.Fills.Count > 4, $"{file} traded {first.Fills.Count} times");
        Assert.Equal(first.TradeHash, Run(bot, file).TradeHash);
    }

    [Fact]
    public void Plots_OfALongRun_AreThinnedOutEvenly()
    {
        var result = Run("plots.cs");
        var upper = result.Bot!.Plots.Single(plot => plot.Name == "upper");
        Assert.InRange(upper.Values.Count, BotRecord.MostPoints / 2, BotRecord.MostPoints);
        Assert.True(upper.Count > 8_900);
        var steps = upper.Times.Zip(upper.Times.Skip(1), (a, b) => b - a).ToArray();
        Assert.True(steps.Count(step => step == steps[0]) > steps.Length * 0.95, "points are not evenly spaced");
        Assert.Equal(["", "", "", "strength", "traded"], result.Bot.Plots.Take(5).Select(plot => plot.Panel));
    }

    [Fact]
    public void Result_HoldsWhatTheBotShowed()
    {
        using var stream = new MemoryStream();
        ResultJson.Write(stream, Run("logs.cs"));
        using var document = JsonDocument.Parse(stream.ToArray());
        var bot = document.RootElement.GetProperty("bot");
        var log = bot.GetProperty("log");
        Assert.Equal(2 * BotRecord.KeptLines, log.GetArrayLength());
        Assert.Equal(JsonValueKind.Null, log[0].GetProperty("time").ValueKind);
        Assert.Equal("trading BTC/USD, a day at a time", log[0].GetProperty("text").GetString());
        Assert.Equal("info", log[0].GetProperty("level").GetString());
        Assert.True(bot.GetProperty("droppedLines").GetInt64() > 100);

        using var kept = new MemoryStream();
        ResultJson.Write(kept, Run("state.cs"));
        using var states = JsonDocument.Parse(kept.ToArray());
        var state = Assert.Single(states.RootElement.GetProperty("bot").GetProperty("states").EnumerateArray());
        Assert.True(state.GetProperty("state").GetProperty("gains").GetArrayLength() > 5);
    }

    // Nothing of it enters the trades, the state hash or the result of a strategy that does none of it.
    [Fact]
    public void Result_OfAStrategyThatShowsNothing_HasNoSuchPart()
    {
        using var stream = new MemoryStream();
        ResultJson.Write(stream, Markets.Backtest([Hours.Value], Markets.Strategy("ma-cross"), new BacktestSettings()));
        Assert.DoesNotContain("\"bot\"", System.Text.Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    static BacktestResult Run(string file)
    {
        using var bot = StrategyLoader.Load(StrategyCompiler.CompileFile(Path.Combine(Folder, file)).Value).Value;
        return Run(bot, file);
    }

    static BacktestResult Run(CompiledStrategy bot, string file)
    {
        var bound = bot.Descriptor.Bind(new Dictionary<string, string>());
        Assert.True(bound.Ok, bound.Error?.Message);
        var isForSeveral = bot.Descriptor.SeesAllInstruments;
        IReadOnlyList<Market> markets = isForSeveral ? [Markets.Made("A", 1, 3_000), Markets.Made("B", 2, 3_000), Markets.Made("C", 3, 3_000)] : [Hours.Value];
        return Markets.Backtest(markets, new StrategyChoice(file, bound.Value.Parameters, bound.Value.Create), new BacktestSettings());
    }
}
