using Argosy.Research.Backtests;
using Argosy.Scripting.TypeScript;
using Argosy.Simulation.Fills;

namespace Argosy.Scripting.Tests.TypeScript.Running;

/// <summary>Date and chance are the run's: the same run does the same, wherever and whenever.</summary>
public sealed class DeterminismTests
{
    const string Source = """
        const loaded = [Date.now(), Math.random()];

        export function onData({ state, time, trader, random }: BotInput & { random: any }) {
          const seen = [
            Date.now() - time, new Date().getTime() - time, Date.parse(Date()) - time, performanceOf(), Math.random(),
            new Intl.DateTimeFormat('en', { timeStyle: 'full', dateStyle: 'full' }).format(), new Date(0).getTimezoneOffset(), temporalOf() - time, loaded[0], loaded[1],
            new Date(2020, 0, 1).getTime(), new Date() instanceof Date, Date.UTC(2020, 0, 1), (1234.5).toLocaleString(), 'ä'.localeCompare('z'),
          ];
          state.last = seen.map(String).join('|');
          let digest = state.digest ?? 0;
          for (const c of state.last) digest = (digest * 31 + c.charCodeAt(0)) | 0;
          state.digest = digest;
          if (Math.random() < 0.05) trader.placeOrder({ pair: 'AAA/USD', type: 'market', direction: Math.random() < 0.5 ? 'buy' : 'sell', amount: Math.random() });
        }

        function performanceOf() {
          return typeof (globalThis as any).performance;
        }

        function temporalOf() {
          const temporal = (globalThis as any).Temporal;
          return temporal ? temporal.Now.instant().epochMilliseconds : Date.now();
        }
        """;

    [Fact]
    public void DateAndChance_OnRepeatedRuns_GiveTheSameBytes()
    {
        var market = BotRuns.Made("AAA", 9, 2_000);
        var first = BotRuns.Run([market], BotRuns.Bot(Source, BotRuns.InBlocks));
        var second = BotRuns.Run([market], BotRuns.Bot(Source, BotRuns.OneByOne));
        var third = BotRuns.Run([market], BotRuns.Bot(Source, BotRuns.InBlocks));
        Assert.Equal(BotRuns.Text(first), BotRuns.Text(second));
        Assert.Equal(BotRuns.Text(first), BotRuns.Text(third));
        Assert.True(first.Fills.Count > 20);
        var last = Assert.Single(first.Bot!.States).ToJson();
        Assert.Contains("\"last\":\"0|0|0|undefined|0.", last, StringComparison.Ordinal);
        Assert.Contains("|0|0|0|0.", last, StringComparison.Ordinal);
        Assert.Contains("|1577836800000|true|1577836800000|1,234.5|-1\"", last, StringComparison.Ordinal);
    }

    [Fact]
    public void Chance_OfAnotherSeed_IsAnother()
    {
        var market = BotRuns.Made("AAA", 9, 500);
        var first = BotRuns.Run([market], BotRuns.Bot(Source, BotRuns.InBlocks));
        var second = BotRuns.Run([market], BotRuns.Bot(Source, BotRuns.InBlocks), new BacktestSettings { Band = false, Fills = new FillOptions { Seed = 2 } });
        Assert.NotEqual(first.TradeHash, second.TradeHash);
    }

    [Fact]
    public void Parameters_ReachTheBotAsTheyAreDeclared()
    {
        const string source = """
            // Words: says what it was given.
            export const parameters: BotParameters = { fast: { default: 14, min: 1, max: 50 }, ratio: 0.5, on: true, kind: { default: 'a', choices: ['a', 'b'] }, name: 'x' };
            export function onData({ config, state }: BotInput) {
              state.given = Object.entries(config.parameters).map(([name, value]) => `${name}:${typeof value}:${value}`).join(' ');
            }
            """;
        var descriptor = TypeScriptBots.Read(source, "bot.ts").Value;
        Assert.Equal("says what it was given.", descriptor.Summary);
        Assert.Equal(["fast:WholeNumber:14", "ratio:Number:0.5", "on:Flag:true", "kind:Choice:a", "name:Text:x"], descriptor.Parameters.Select(p => $"{p.Name}:{p.Kind}:{p.Default}"));
        Assert.Contains("between 1 and 50", descriptor.Bind(new Dictionary<string, string> { ["fast"] = "51" }).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("one of a, b", descriptor.Bind(new Dictionary<string, string> { ["kind"] = "c" }).Error!.Message, StringComparison.Ordinal);
        var result = BotRuns.Run([BotRuns.Made("AAA", 9, 50)], BotRuns.Bound(descriptor, ("fast", "20"), ("on", "false"), ("kind", "b")));
        Assert.Equal("""{"given":"fast:number:20 ratio:number:0.5 on:boolean:false kind:string:b name:string:x"}""", Assert.Single(result.Bot!.States).ToJson());
    }
}
