using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Data.Import;
using Argosy.Data.Synthesis;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;
using Argosy.TestSupport;

namespace Argosy.Research.Tests.Backtests;

/// <summary>Requests of the kind the command line makes, over shared or seeded data.</summary>
static class TestRuns
{
    /// <summary>The settings under which several independent engines agree on order counts.</summary>
    public static BacktestSettings OfRecord { get; } = new()
    {
        Cash = 1_000_000_000m,
        Size = "qty:1",
        Band = false,
        Fills = new FillOptions { Participation = 0 },
    };

    public static Market Imported(params string[] parts)
    {
        var imported = Importer.Read([SharedData.Path(["data", .. parts])], ImportOptions.Default);
        Assert.True(imported.Ok, imported.Error?.Message);
        var columns = imported.Value.Columns;
        return new Market(Step(imported.Value.BaseAsset, imported.Value.QuoteAsset, columns), columns, null, parts[^1]);
    }

    public static Market Synthetic(string asset, ulong seed, int bars, string timeframe = "1m", double gaps = 0)
    {
        var columns = SeriesGenerator.Generate(new SynthesisOptions
        {
            Bars = bars, Seed = seed, GapRatio = gaps, Timeframe = Timeframe.Parse(timeframe).Value, Price = 200, AnnualVolatility = 1.2,
        }).ToColumns();
        return new Market(Step(asset, "USD", columns), columns, null, $"{asset}-{seed}");
    }

    public static BacktestResult Run(Market[] markets, string name, Func<IStrategy> create, BacktestSettings settings)
    {
        var result = Backtest.Run(new BacktestRequest(markets, new StrategyChoice(name, [], create), settings));
        Assert.True(result.Ok, result.Error?.Message);
        return result.Value;
    }

    static Instrument Step(string asset, string quote, BarColumns columns) =>
        new(asset, quote, Core.Values.Exact.FromUnits(1, columns.PriceScale), Instrument.SmallestStep, 0, columns.PriceScale);
}
