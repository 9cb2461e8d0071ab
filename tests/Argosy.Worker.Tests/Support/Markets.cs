using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Import;
using Argosy.Data.Synthesis;
using Argosy.Data.Ticks;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Strategies;
using Argosy.TestSupport;

namespace Argosy.Worker.Tests.Support;

/// <summary>Histories, real and made, and strategies by their words.</summary>
static class Markets
{
    /// <summary>The first bars of a shared file, with a lot and a minimum as exchanges have them.</summary>
    public static Market Real(string file, int bars, string? quote = null, decimal lot = 0.00001m, decimal minNotional = 5)
    {
        var imported = Importer.Read([SharedData.Path("data", "candles", file)], ImportOptions.Default);
        Assert.True(imported.Ok, imported.Error?.Message);
        var columns = First(imported.Value.Columns, bars);
        return new Market(new Instrument(imported.Value.BaseAsset, quote ?? imported.Value.QuoteAsset, Exact.FromUnits(1, columns.PriceScale), lot, minNotional, columns.PriceScale), columns, null, file);
    }

    /// <summary>The trades of a shared file with the bars made of them.</summary>
    public static Market Ticks(string file, string timeframe)
    {
        var read = TickReader.Read(new TickFiles([SharedData.Path("data", "trades", file)], [], []), null);
        Assert.True(read.Ok, read.Error?.Message);
        var history = read.Value.History;
        var name = file.Split('_')[1].Split('-');
        return new Market(new Instrument(name[0], name[1], 0.01m, 0.0001m, 0, history.PriceScale), TickBars.Build(history, Timeframe.Parse(timeframe).Value).Value, null, file) { Ticks = history };
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

    /// <summary>A built-in strategy with its parameters.</summary>
    public static StrategyChoice Strategy(string name, params (string Name, string Value)[] parameters)
    {
        var bound = StrategyCatalogue.Find(name).Value.Bind(parameters.ToDictionary(pair => pair.Name, pair => pair.Value));
        Assert.True(bound.Ok, bound.Error?.Message);
        return new StrategyChoice(bound.Value.Name, bound.Value.Parameters, bound.Value.Create);
    }

    /// <summary>What a backtest of it finds.</summary>
    public static BacktestResult Backtest(IReadOnlyList<Market> markets, StrategyChoice strategy, BacktestSettings settings)
    {
        var result = Research.Backtests.Backtest.Run(new BacktestRequest(markets, strategy, settings));
        Assert.True(result.Ok, result.Error?.Message);
        return result.Value;
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
            VolumeInQuote = columns.VolumeInQuote,
            Hash = "part",
        };
    }
}
