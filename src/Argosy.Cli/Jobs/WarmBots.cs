using Argosy.Core.Values;

namespace Argosy.Cli.Jobs;

/// <summary>What new workers run so as to get warm, beside a built-in strategy: a bot that is loaded as those of users are.</summary>
static class WarmBots
{
    const string CSharp = """
        [Strategy("warm", "Crosses of two averages.")]
        public sealed class Warm(int fast = 5, int slow = 20) : IStrategy
        {
            readonly Sma _fast = new(fast), _slow = new(slow);

            public void OnBar(in Bar bar, StrategyContext context)
            {
                var (fast, slow) = (_fast.Push(bar.Close), _slow.Push(bar.Close));
                if (fast > slow) context.Target(Direction.Long);
                else if (fast < slow) context.Target(Direction.Flat);
            }
        }
        """;

    const string TypeScript = """
        export function onData({ candleData, closedPairs, indicators, trader }: BotInput) {
          for (const pair of closedPairs) {
            const [fast, slow] = [indicators.sma(candleData[pair], 5), indicators.sma(candleData[pair], 20)];
            if (fast > slow) trader.openPosition({ pair });
            else if (fast < slow) trader.closePosition(pair);
          }
        }
        """;

    /// <summary>What compiles them when a worker is to be warmed; the compiler keeps what it made.</summary>
    public static Func<CancellationToken, Task<IReadOnlyList<JobBot>>> Of(IBotCompiler compiler) => async cancel =>
    {
        Result<JobBot>[] made = [await compiler.CompileAsync("warm.cs", CSharp, cancel), await compiler.CompileAsync("warm.ts", TypeScript, cancel)];
        return [.. made.Where(bot => bot.Ok).Select(bot => bot.Value)];
    };
}
