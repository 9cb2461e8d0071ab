using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Scripting.TypeScript;

namespace Argosy.Scripting.Tests.TypeScript.Api;

/// <summary>Backtests of bots on real candles.</summary>
static class BotRuns
{
    /// <summary>Instruments with the first bars of shared files, under the assets given.</summary>
    public static Market Market(string file, int bars, string asset = "BTC", string quote = "USD")
    {
        var all = DenoScript.Candles(file);
        var count = Math.Min(bars, all.Count);
        var columns = new BarColumns
        {
            Timeframe = all.Timeframe,
            OpenTimes = all.OpenTimes[..count],
            Open = all.Open[..count],
            High = all.High[..count],
            Low = all.Low[..count],
            Close = all.Close[..count],
            Volume = all.Volume[..count],
            PriceScale = all.PriceScale,
            Hash = $"{file}-{count}",
        };
        return new Market(new Instrument(asset, quote, Exact.FromUnits(1, columns.PriceScale), 0.00001m, 5, columns.PriceScale), columns, null, file);
    }

    /// <summary>What a backtest of a bot's text finds.</summary>
    public static BacktestResult Run(string source, string name, IReadOnlyList<Market> markets, BacktestSettings settings, params (string Name, string Value)[] parameters)
    {
        var read = TypeScriptBots.Read(source, name);
        Assert.True(read.Ok, read.Error?.Message);
        return Run(read.Value, markets, settings, parameters);
    }

    /// <summary>What a backtest of a strategy finds.</summary>
    public static BacktestResult Run(StrategyDescriptor strategy, IReadOnlyList<Market> markets, BacktestSettings settings, params (string Name, string Value)[] parameters)
    {
        var bound = strategy.Bind(parameters.ToDictionary(pair => pair.Name, pair => pair.Value));
        Assert.True(bound.Ok, bound.Error?.Message);
        return Run(new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create), markets, settings);
    }

    /// <summary>What a backtest of a choice finds.</summary>
    public static BacktestResult Run(StrategyChoice choice, IReadOnlyList<Market> markets, BacktestSettings settings, bool looksAhead = true)
    {
        var result = Backtest.Run(new BacktestRequest(markets, choice, settings) { LooksAhead = looksAhead });
        Assert.True(result.Ok, result.Error?.Message);
        return result.Value;
    }

    /// <summary>The lines of a result's log.</summary>
    public static string[] Lines(BacktestResult result) => [.. (result.Bot?.Lines ?? []).Select(line => $"{line.Level.ToString().ToUpperInvariant()} {line.Text}")];
}
