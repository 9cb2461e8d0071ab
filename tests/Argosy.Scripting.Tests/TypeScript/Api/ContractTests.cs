using System.Text.RegularExpressions;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Scripting.TypeScript;

namespace Argosy.Scripting.Tests.TypeScript.Api;

/// <summary>Every member of the typings is there in a real run and does what it says; nothing is there that they do not name.</summary>
public sealed partial class ContractTests
{
    /// <summary>The types whose members a bot calls or is called by.</summary>
    static readonly string[] Called = ["BotFile", "BotInput", "BotConfig", "BotTrader", "BotIndicators", "BotCandlestickPatterns", "BotUtils", "BotPlotter", "BotConsole"];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void EveryMemberOfTheTypings_IsCalledInARun_AndNoOtherIsThere(bool looksAhead)
    {
        // Only where bars are told one by one can a bot be updated in the middle of a backtest.
        var documented = Documented().Where(name => !looksAhead || name != "BotFile.migrateState").ToList();
        var result = Run(looksAhead);
        var lines = BotRuns.Lines(result);
        var called = Names(lines, "called");
        var there = Names(lines, "there");
        Assert.True(called.Count > 0, $"the bot ended early: {string.Join('\n', lines)}");
        Assert.Equal(documented.Order(StringComparer.Ordinal), called.Order(StringComparer.Ordinal));
        Assert.Equal(documented.Where(name => !name.StartsWith("BotFile.", StringComparison.Ordinal)).Order(StringComparer.Ordinal), there.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("does not hold", StringComparison.Ordinal));
        Assert.Contains("WARNING a warning", lines);
        Assert.Contains("ERROR an error", lines);
        Assert.Equal(["line", "point"], result.Bot!.Plots.Select(plot => plot.Name).Order(StringComparer.Ordinal));
    }

    static BacktestResult Run(bool looksAhead)
    {
        var read = TypeScriptBots.Read(File.ReadAllText(DenoScript.Script("contract.ts")), "contract.ts");
        Assert.True(read.Ok, read.Error?.Message);
        var bound = read.Value.Bind(new Dictionary<string, string>()).Value;
        var choice = new StrategyChoice(bound.Name, bound.Parameters, () => looksAhead ? bound.Create() : new Updated((TypeScriptStrategy)bound.Create()));
        Market[] markets = [BotRuns.Market("coinbase_BTC-USD_1h.csv.gz", 90), BotRuns.Market("coinbase_BTC-USD_1h.csv.gz", 90, "ETH")];
        return BotRuns.Run(choice, markets, new BacktestSettings { Size = "quote:1000", Band = false }, looksAhead);
    }

    /// <summary>The members that the typings name, as Type.member.</summary>
    static List<string> Documented()
    {
        var names = new List<string>();
        var type = "";
        foreach (var line in File.ReadLines(DenoScript.Typings))
        {
            if (Opening().Match(line) is { Success: true } opened) type = opened.Groups[1].Value;
            else if (line == "}") type = "";
            else if (Called.Contains(type) && Member().Match(line) is { Success: true } member) names.Add($"{type}.{member.Groups[1].Value}");
        }
        Assert.True(Called.All(one => names.Any(name => name.StartsWith($"{one}.", StringComparison.Ordinal))), "a type of the API is missing in the typings");
        return names;
    }

    static HashSet<string> Names(string[] lines, string what) =>
        [.. lines.Where(line => line.StartsWith($"INFO {what} ", StringComparison.Ordinal)).SelectMany(line => line.Split(' ')[2..])];

    [GeneratedRegex(@"^interface (\w+)")]
    private static partial Regex Opening();

    [GeneratedRegex(@"^  (?:readonly )?(\w+)\??[:(]")]
    private static partial Regex Member();

    /// <summary>A bot that is updated from an older version after its second bar.</summary>
    sealed class Updated(TypeScriptStrategy bot) : IPortfolioStrategy, IOrderWatcher, IDisposable
    {
        int _bars;

        public void OnStart(StrategyContext context) => bot.OnStart(context);

        public void OnBar(in Bar bar, StrategyContext context)
        {
            bot.OnBar(in bar, context);
            if (++_bars != 4) return;
            var old = new StateBag();
            old.CopyFrom(context.State);
            bot.Migrate(old, context);
        }

        public void OnFill(in Fill fill, StrategyContext context) => bot.OnFill(in fill, context);

        public void OnOrder(ApprovedOrder order, StrategyContext context) => bot.OnOrder(order, context);

        public void Dispose() => bot.Dispose();
    }
}
