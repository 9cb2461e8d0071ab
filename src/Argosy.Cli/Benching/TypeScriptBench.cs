using System.Diagnostics;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Indicators.Averages;
using Argosy.Research.Backtests;
using Argosy.Research.Benchmarks;
using Argosy.Scripting.TypeScript;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Runs;
using Argosy.Strategies.Sizing;

namespace Argosy.Cli.Benching;

/// <summary>A bot in TypeScript and its twin in C#, each through the whole engine; the first quarter of a run warms up and does not count.</summary>
static class TypeScriptBench
{
    /// <summary>What both do.</summary>
    public const string Rules = "SMA 14 and 50 at every bar through the documented API, a counter in the state, an order at every 30th bar";

    const int TradeEvery = 30, Fast = 14, Slow = 50;

    const string Source = """
        export function initializeState(config, state) {
          state.bars = 0;
        }

        export function onData({ candleData, config, indicators, state, trader }) {
          const pair = config.pairs[0];
          const candles = candleData[pair];
          const fast = indicators.sma(candles, 14);
          const slow = indicators.sma(candles, 50);
          if (++state.bars % 30 !== 0 || !(fast > 0 && slow > 0)) return;
          if (trader.getPosition(pair).direction === 'flat') trader.openPosition({ pair });
          else trader.closePosition(pair);
        }
        """;

    /// <summary>One run in TypeScript, one in C#.</summary>
    /// <returns>What each took, or why the bot cannot run or does something else than its twin.</returns>
    public static Result<(TypeScriptFigure Bot, TypeScriptFigure Twin)> Round(Market market)
    {
        var read = TypeScriptBots.Read(Source, "bench.ts");
        if (!read.Ok) return read.Error!;
        var bound = read.Value.Bind(new Dictionary<string, string>());
        if (!bound.Ok) return bound.Error!;
        using var bot = (TypeScriptStrategy)bound.Value.Create();
        var inTypeScript = Measure(market, bot, () => bot.ProcessorTime);
        var inCSharp = Measure(market, new Twin(), () => TimeSpan.Zero);
        return inTypeScript.Hash == inCSharp.Hash
            ? (inTypeScript, inCSharp)
            : Error.Corrupt($"the bot and its twin did not do the same: {inTypeScript.Fills} fills and {inCSharp.Fills}");
    }

    static TypeScriptFigure Measure(Market market, IStrategy strategy, Func<TimeSpan> elsewhere)
    {
        var options = new EngineOptions { StartingCash = Workload.Cash, Sizing = SizingRules.Parse("qty:1").Value, TakerFee = Workload.Fee };
        var run = new SimulatedRun([new MarketTrack(market.Instrument, market.Bars)], [StrategySlot.For(strategy)], options, new FillOptions { TakerFee = Workload.Fee, MakerFee = Workload.Fee, Participation = 0 });
        var first = market.Bars.Count / 4;
        run.RunTo(market.Bars.CloseTime(first - 1));
        var (spent, watch) = (Spent(), Stopwatch.StartNew());
        run.Run();
        watch.Stop();
        var used = Spent() - spent;
        var figure = new TypeScriptFigure(market.Bars.Count - first, watch.Elapsed.TotalSeconds, used.TotalSeconds, run.Engine.Fills.Count, run.Engine.Hash);
        run.Engine.Release();
        return figure;

        TimeSpan Spent() => Environment.CpuUsage.TotalTime + elsewhere();
    }

    sealed class Twin : IPortfolioStrategy
    {
        readonly Sma _fast = new(Fast), _slow = new(Slow);
        long _bars;

        public void OnBar(in Bar bar, StrategyContext context)
        {
            var (fast, slow) = (_fast.Push(bar.Close), _slow.Push(bar.Close));
            if (++_bars % TradeEvery != 0 || !(fast > 0 && slow > 0)) return;
            context.Target(context.Direction == Direction.Flat ? Direction.Long : Direction.Flat);
        }
    }
}

/// <summary>What one run took after its warm-up.</summary>
/// <param name="Bars">Bars that count.</param>
/// <param name="Seconds">By the clock.</param>
/// <param name="ProcessorSeconds">Of engine and bot together.</param>
/// <param name="Fills">Fills of the whole run.</param>
/// <param name="Hash">The engine's running hash.</param>
sealed record TypeScriptFigure(int Bars, double Seconds, double ProcessorSeconds, int Fills, ulong Hash);
