using Argosy.Research.Backtests;
using Argosy.Scripting.TypeScript;

namespace Argosy.Scripting.Tests.TypeScript.Running;

/// <summary>What bots do wrong is told in words with its place, and ends nothing but the bot.</summary>
public sealed class FaultTests
{
    static readonly Market Market = BotRuns.Made("AAA", 3, 60, gaps: 0);

    [Fact]
    public void Exception_AfterChanges_TakesThemBack()
    {
        const string source = """
            export function initializeState(config: BotConfig, state: BotState) {
              state.good = { count: 0, list: [1] };
            }
            export function onData({ state, trader, console }: BotInput) {
              state.good.count++;
              if (state.good.count === 5) {
                state.good.list.push(2);
                state.bad = true;
                console.log('about to fail');
                trader.placeOrder({ pair: 'AAA/USD', type: 'market', direction: 'buy', amount: 1 });
                if (!state.failed) (undefined as any).x();
              }
            }
            """;
        var (error, output) = Run(source);
        Assert.Contains("failed 3 times in a row", error, StringComparison.Ordinal);
        Assert.Contains("bot.ts:11:43", error, StringComparison.Ordinal);
        Assert.Equal(["about to fail", "about to fail", "about to fail"], output.Where(item => item.Kind == BotOutputKind.Info).Select(item => item.Text));
        Assert.Equal(3, output.Count(item => item.Kind == BotOutputKind.Error && item.Text.StartsWith("TypeError: Cannot read properties of undefined", StringComparison.Ordinal)));
    }

    [Fact]
    public void Exception_NowAndThen_LosesItsCallbackAlone()
    {
        const string source = """
            let calls = 0;
            export function onData({ state, trader }: BotInput) {
              state.seen = (state.seen ?? 0) + 1;
              if (++calls % 2 === 0) throw new Error('every second');
              if (calls === 21) trader.placeOrder({ pair: 'AAA/USD', type: 'market', direction: 'buy', amount: 1 });
            }
            """;
        foreach (var options in new[] { BotRuns.InBlocks, BotRuns.OneByOne })
        {
            var result = BotRuns.Run([Market], BotRuns.Bot(source, options));
            Assert.Equal(1, result.OrderCount);
            Assert.Equal("""{"seen":30}""", Assert.Single(result.Bot!.States).ToJson());
        }
    }

    [Theory]
    [InlineData("export function onData() { while (true) {} }", "has not come back from one call")]
    [InlineData("export function onData({ state }: BotInput) { state.a = []; for (;;) state.a.push(new Array(100_000).fill(state.a.length + 0.5)); }", "memory")]
    [InlineData("while (true) {}\nexport function onData() {}", "has not finished its first lines")]
    [InlineData("export async function onData() { await new Promise(() => {}); }", "bot.ts waits for something that never comes")]
    public void BotThatDoesNotComeBack_IsEnded(string source, string reason)
    {
        var options = BotRuns.InBlocks with { HeapMegabytes = 64 };
        var read = TypeScriptBots.Read(source, "bot.ts", options);
        if (!read.Ok)
        {
            Assert.Contains(reason, read.Error!.Message, StringComparison.Ordinal);
            return;
        }
        var result = Backtest.Run(new BacktestRequest([Market], BotRuns.Bound(read.Value), new BacktestSettings { Band = false }));
        Assert.Contains(reason, result.Error?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export function onData() {\n  const x = = 3;\n}", "bot.ts:2:13")]
    [InlineData("import { a } from './other.ts';\nexport function onData() {}", "bot.ts:1:19")]
    [InlineData("export const x = 1;", "bot.ts exports no function onData")]
    [InlineData("export const onData = 3;", "onData is no function")]
    [InlineData("export function onData() {}\nthrow new Error('at once');", "at once")]
    [InlineData("export const parameters = { fast: {} };\nexport function onData() {}", "parameter 'fast' has no default")]
    [InlineData("export const parameters = { fast: { default: 3, least: 2 } };\nexport function onData() {}", "has no 'least'")]
    [InlineData("export const parameters = { fast: { default: 3, min: 5 } };\nexport function onData() {}", "must be at least 5")]
    public void BotThatIsNone_IsToldWhy(string source, string reason)
    {
        var read = TypeScriptBots.Read(source, "bot.ts");
        Assert.False(read.Ok);
        Assert.Contains(reason, read.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fetch('x')", "a bot has no network")]
    [InlineData("setTimeout(() => {}, 1)", "timers")]
    [InlineData("(globalThis as any).Deno.exit(3)", "Cannot read properties of undefined")]
    [InlineData("(globalThis as any).process.exit(3)", "Cannot read properties of undefined")]
    [InlineData("import('node:fs').then(fs => fs.readFileSync('/etc/passwd'))", "")]
    public void WaysOut_AreNotThere(string call, string reason)
    {
        var (error, _) = Run($"export function onData() {{ return {call}; }}");
        Assert.Contains("3 times in a row", error, StringComparison.Ordinal);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Flood_IsCutToItsLimits()
    {
        var (error, output) = Run("export function onData({ console }: BotInput) { for (let i = 0; i < 500; i++) console.log('x'.repeat(10_000)); }");
        Assert.Equal("", error);
        Assert.Equal(101 * Market.Bars.Count, output.Count);
        Assert.All(output, item => Assert.True(item.Text.Length < 2_100));
        Assert.Contains(output, item => item.Text.Contains("more than 100 lines", StringComparison.Ordinal));
    }

    static (string Error, List<BotOutput> Output) Run(string source)
    {
        var output = new List<BotOutput>();
        var bot = BotRuns.Bot(source, BotRuns.InBlocks with { Output = output.Add });
        var result = Backtest.Run(new BacktestRequest([Market], bot, new BacktestSettings { Band = false }));
        return (result.Error?.Message ?? "", output);
    }
}
