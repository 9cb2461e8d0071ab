using Argosy.Core.Links;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Scripting.TypeScript;
using Argosy.Worker.Strategies;
using Argosy.Worker.Tests.Support;

namespace Argosy.Worker.Tests.Running;

/// <summary>A TypeScript bot in a run that is told bars one by one does what it did in the backtest of these bars.</summary>
public sealed class TypeScriptRunTests
{
    const string Source = """
        export function initializeState(config: BotConfig, state: BotState) {
          state.calls = { all: 0 };
        }

        export function onData({ closedPairs, candleData, state, trader, plotter, console, time }: BotInput) {
          state.calls.all++;
          state.seen = Date.now() - time;
          for (const pair of closedPairs) {
            const [, , close] = candleData[pair][candleData[pair].length - 1];
            plotter.plotPoint('close', close);
            if (Math.random() < 0.1) trader.placeOrder({ pair, type: 'limit', direction: 'buy', amountIn: 'quote', amount: 200, price: close * 0.999, stopLoss: '1%', takeProfit: '0.5%' });
            if (Math.random() < 0.02) trader.closePosition(pair);
          }
          if (state.calls.all % 100 === 0) console.log(`call ${state.calls.all}`);
        }

        export function onFill(fill: BotFill, { state, trader }: BotInput) {
          state.fills = (state.fills ?? 0) + 1;
          if (Math.random() < 0.1) trader.closePosition(fill.pair);
        }

        export function migrateState(old: any) {
          return { calls: { all: old.calls.all + 1_000_000 } };
        }
        """;

    [Theory]
    [InlineData(Manner.Together)]
    [InlineData(Manner.Apart)]
    public void PaperRun_GivesTheTradesOfTheBacktest(Manner manner)
    {
        Market[] markets = [Markets.Made("A", 3, 500), Markets.Made("B", 4, 500)];
        var settings = new BacktestSettings { Band = false };
        var expected = Markets.Backtest(markets, Bot(), settings);
        Assert.True(expected.Trades.Count > 20);
        var (worker, answers) = Told.Worker(Told.Run(markets, Bot(), settings, manner, text: Text()));
        Assert.Equal(expected.TradeHash, worker.TradeHash);
        Assert.Equal(new StrategyState(-1, expected.Bot!.States.Single().ToJson()), answers.OfType<StrategyState>().Last());
        Assert.Contains(answers, answer => answer is BotLine { Text: "call 100" });

        // A worker that is told the same again stands where the first one stood.
        var (again, _) = Told.Worker(Told.Run(markets, Bot(), settings, manner, text: Text()));
        Assert.Equal(worker.StateHash, again.StateHash);
    }

    [Theory]
    [InlineData("export function migrateState(old: any, from: string) { return { count: old.n, from }; }", "1.3", """{"count":7,"from":"1.3"}""", "")]
    [InlineData("export function migrateState(old: any) { old.n = 9; }", "1.3", """{"n":9}""", "")]
    [InlineData("export function migrateState() { return { never: 1 }; }", null, """{"n":7}""", "")]
    [InlineData("", "1.3", """{"n":7}""", "")]
    [InlineData("export function migrateState(old: any) { return { x: old.none.at.all }; }", "1.3", """{"warm":1}""", "TypeError: Cannot read properties of undefined (reading 'at') (bot.ts:4:")]
    [InlineData("export function migrateState(old: any) { return { x: () => 1 }; }", "1.3", """{"warm":1}""", "the state holds a function")]
    public void NewVersion_BeginsWithWhatTheOldOneKept(string hook, string? version, string expected, string complaint)
    {
        var source = $$"""
            export function onData({ state, config }: BotInput) {
              state.warm ??= Object.keys(state).length === 0 ? 1 : undefined;
            }
            {{hook}}
            """;
        var bot = new StrategyChoice("bot.ts", [], () => throw new InvalidOperationException("made by the worker alone"));
        var market = Markets.Made("A", 3, 30);
        // After its warm-up, and without one.
        foreach (var from in (long?[])[market.Bars.CloseTime(9), null])
        {
            var messages = Told.Run([market], bot, new BacktestSettings { From = from }, text: StrategyText.Of(bot, new Dictionary<string, string> { ["bot.ts"] = source })).ToArray();
            messages[0] = (RunBegins)messages[0] with { State = """{"":{"n":7}}""", StateVersion = version };
            var (_, answers) = Told.Worker(messages);
            Assert.Equal(expected, answers.OfType<StrategyState>().Last().Json);
            var errors = answers.OfType<BotLine>().Where(line => line.Level == "error").Select(line => line.Text).ToArray();
            if (complaint.Length == 0) Assert.Empty(errors);
            else Assert.Contains(complaint, Assert.Single(errors), StringComparison.Ordinal);
        }
    }

    static string Text() => StrategyText.Of(Bot(), new Dictionary<string, string> { ["bot.ts"] = Source });

    static StrategyChoice Bot()
    {
        var bound = TypeScriptBots.Read(Source, "bot.ts").Value.Bind(new Dictionary<string, string>());
        return new StrategyChoice("bot.ts", bound.Value.Parameters, bound.Value.Create);
    }
}
