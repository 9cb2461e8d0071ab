using System.Text.Json.Nodes;
using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Import;
using Argosy.Data.Synthesis;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Results;
using Argosy.Scripting.TypeScript;
using Argosy.TestSupport;

namespace Argosy.Scripting.Tests.TypeScript.Running;

/// <summary>Backtests of bots in a real Deno, and what is compared of them.</summary>
static class BotRuns
{
    /// <summary>Blocks as long as they may be.</summary>
    public static readonly TypeScriptOptions InBlocks = new();

    /// <summary>Bars one by one, as in a live run.</summary>
    public static readonly TypeScriptOptions OneByOne = new() { MostBars = 1 };

    /// <summary>A bot with parameters.</summary>
    public static StrategyChoice Bot(string source, TypeScriptOptions options, params (string Name, string Value)[] parameters)
    {
        var read = TypeScriptBots.Read(source, "bot.ts", options);
        Assert.True(read.Ok, read.Error?.Message);
        return Bound(read.Value, parameters);
    }

    /// <summary>A strategy with parameters.</summary>
    public static StrategyChoice Bound(StrategyDescriptor descriptor, params (string Name, string Value)[] parameters)
    {
        var bound = descriptor.Bind(parameters.ToDictionary(pair => pair.Name, pair => pair.Value));
        Assert.True(bound.Ok, bound.Error?.Message);
        return new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create);
    }

    /// <summary>What a backtest of it finds.</summary>
    public static BacktestResult Run(IReadOnlyList<Market> markets, StrategyChoice strategy, BacktestSettings? settings = null)
    {
        var result = Backtest.Run(new BacktestRequest(markets, strategy, settings ?? new BacktestSettings { Band = false }));
        Assert.True(result.Ok, result.Error?.Message);
        return result.Value;
    }

    /// <summary>A result's JSON, all but how fast it was.</summary>
    public static string Text(BacktestResult result)
    {
        using var stream = new MemoryStream();
        ResultJson.Write(stream, result);
        var json = JsonNode.Parse(stream.ToArray())!.AsObject();
        json.Remove("performance");
        return json.ToJsonString();
    }

    /// <summary>The first bars of a shared file.</summary>
    public static Market Real(int bars, decimal lot, decimal minNotional, params string[] parts)
    {
        var imported = Importer.Read([SharedData.Path(["data", .. parts])], ImportOptions.Default);
        Assert.True(imported.Ok, imported.Error?.Message);
        var columns = imported.Value.Columns;
        var instrument = new Instrument(imported.Value.BaseAsset ?? "BTC", imported.Value.QuoteAsset ?? "USD", Exact.FromUnits(1, columns.PriceScale), lot, minNotional, columns.PriceScale);
        return new Market(instrument, First(columns, bars), null, parts[^1]);
    }

    /// <summary>A seeded market.</summary>
    public static Market Made(string asset, ulong seed, int bars, double gaps = 0.01, string timeframe = "1m")
    {
        var columns = SeriesGenerator.Generate(new SynthesisOptions
        {
            Bars = bars, Seed = seed, GapRatio = gaps, Timeframe = Timeframe.Parse(timeframe).Value, Price = 200, AnnualVolatility = 1.2,
        }).ToColumns();
        return new Market(new Instrument(asset, "USD", Exact.FromUnits(1, columns.PriceScale), 0.001m, 1, columns.PriceScale), columns, null, $"{asset}-{seed}");
    }

    static BarColumns First(BarColumns columns, int bars)
    {
        var count = Math.Min(bars, columns.Count);
        return new BarColumns
        {
            Timeframe = columns.Timeframe,
            OpenTimes = columns.OpenTimes[..count],
            Open = columns.Open[..count],
            High = columns.High[..count],
            Low = columns.Low[..count],
            Close = columns.Close[..count],
            Volume = columns.Volume[..count],
            PriceScale = columns.PriceScale,
            Hash = columns.Hash,
        };
    }
}
