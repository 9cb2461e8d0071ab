using Argosy.Research.Backtests;
using Argosy.Research.Results;

namespace Argosy.Research.Tests.Results;

public sealed class ResultComparisonTests
{
    [Fact]
    public void Comparison_OfEqualResults_FindsNothing()
    {
        var comparison = Compare(SampleResult.Make(), SampleResult.Make());

        Assert.True(comparison.SameInputs);
        Assert.True(comparison.SameTrades);
        Assert.True(comparison.SameStates);
        Assert.Null(comparison.FirstDifferentTrade);
        Assert.All(comparison.Metrics, m => Assert.Null(m.Best));
    }

    [Fact]
    public void Comparison_OfDifferentResults_NamesWhatDiffers()
    {
        var a = SampleResult.Make();
        var b = a with
        {
            Strategy = a.Strategy with { Parameters = [new("fast", "12"), new("slow", "30"), new("kind", "ema")] },
            Settings = a.Settings with { Leverage = 2 },
            Metrics = a.Metrics with { FinalEquity = 20_000m, MaxDrawdown = 0.9, Sharpe = null },
            Trades = [a.Trades[0], a.Trades[1] with { Pnl = 1 }],
            TradeHash = "other",
        };

        var comparison = Compare(a, b);

        Assert.Equal(["parameters.fast", "parameters.kind"], comparison.Strategy.Select(r => r.Name));
        Assert.Equal(["10", "12"], comparison.Strategy[0].Values);
        Assert.Equal([null, "ema"], comparison.Strategy[1].Values);
        Assert.Equal("settings.leverage", Assert.Single(comparison.Settings).Name);
        Assert.Empty(comparison.Data);
        Assert.False(comparison.SameTrades);
        Assert.Equal(2, comparison.FirstDifferentTrade);
        Assert.Equal(1, comparison.Metrics.Single(m => m.Metric.Name == "finalEquity").Best);
        Assert.Equal(0, comparison.Metrics.Single(m => m.Metric.Name == "maxDrawdown").Best);
        Assert.Null(comparison.Metrics.Single(m => m.Metric.Name == "sharpe").Best);
        Assert.Null(comparison.Metrics.Single(m => m.Metric.Name == "trades").Best);
    }

    [Fact]
    public void Comparison_OfOneResult_IsRefused() => Assert.False(ResultComparison.Of([Stored("a", SampleResult.Make())]).Ok);

    static ResultComparison Compare(BacktestResult a, BacktestResult b) => ResultComparison.Of([Stored("a", a), Stored("b", b)]).Value;

    static KeyValuePair<string, StoredResult> Stored(string name, BacktestResult result)
    {
        using var stream = new MemoryStream();
        ResultJson.Write(stream, result);
        stream.Position = 0;
        return new(name, ResultFile.Read(stream, name).Value);
    }
}
