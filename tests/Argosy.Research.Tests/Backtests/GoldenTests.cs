using System.Globalization;
using System.Text;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Simulation.Fills;
using Argosy.Strategies.BuiltIn;
using Argosy.TestSupport;

namespace Argosy.Research.Tests.Backtests;

/// <summary>A few seeded runs whose outcome is committed. ARGOSY_APPROVE=1 writes it anew; the difference is then reviewed.</summary>
public sealed class GoldenTests
{
    [Fact]
    public void MovingAverageCross_OverGaps() => Check(
        "ma-cross-gaps", [TestRuns.Synthetic("BTC", 11, 5_000, gaps: 0.01)], () => new MovingAverageCross(10, 30),
        new BacktestSettings { Fills = new FillOptions { Participation = 0 } });

    [Fact]
    public void RsiWithBrackets_UnderCapAndCosts() => Check(
        "rsi-brackets", [TestRuns.Synthetic("BTC", 12, 5_000)], () => new RsiReversal(6, 30, 100, 0.002m, 0.004m),
        new BacktestSettings { Size = "risk:1%", Fills = new FillOptions { Participation = 0.02m, SlippageBps = 2, SpreadBps = 1, MakerFee = 0.0002m } });

    [Fact]
    public void DonchianLongAndShort_OnThreeMarketsOfUnequalBars() => Check(
        "donchian-portfolio", [TestRuns.Synthetic("BTC", 13, 3_000), TestRuns.Synthetic("ETH", 14, 1_000, "3m", 0.01), TestRuns.Synthetic("SOL", 15, 200, "15m")],
        () => new DonchianBreakout(20, 10), new BacktestSettings { AllowShort = true, Leverage = 2, BorrowApr = 0.1m, Size = "equity:40%", Fills = new FillOptions { Participation = 0 } });

    [Fact]
    public void Grid_OfRestingLimits() => Check(
        "grid-limits", [TestRuns.Synthetic("BTC", 16, 5_000)], () => new Grid(0.001m, 8),
        new BacktestSettings { Cash = 1_000, Fills = new FillOptions { Participation = 0.2m, FeeInReceivedAsset = true, Path = PathMode.AdverseFirst } });

    static void Check(string name, Market[] markets, Func<IStrategy> create, BacktestSettings settings)
    {
        var told = Tell(TestRuns.Run(markets, name, create, settings));
        var path = Path.Combine(SharedData.Repository(), "tests", "Argosy.Research.Tests", "golden", name + ".txt");
        if (Environment.GetEnvironmentVariable("ARGOSY_APPROVE") == "1") File.WriteAllText(path, told);
        Assert.True(File.Exists(path), $"{name}.txt is missing; ARGOSY_APPROVE=1 writes it");
        Assert.Equal(File.ReadAllText(path), told);
    }

    static string Tell(BacktestResult result)
    {
        var text = new StringBuilder();
        void Line(string name, string value) => text.Append(name).Append(": ").Append(value).Append('\n');
        Line("tradeHash", result.TradeHash);
        Line("stateHash", result.StateHash);
        Line("orders", result.OrderCount.ToString(CultureInfo.InvariantCulture));
        Line("fills", result.Fills.Count.ToString(CultureInfo.InvariantCulture));
        Line("equityPoints", result.Equity.Count.ToString(CultureInfo.InvariantCulture));
        Line("unfilled", string.Join(", ", result.Unfilled.Select(pair => $"{pair.Key} {pair.Value}")));
        if (result.Band is { } band) Line("band", $"{Exact.Text(band.Low)} {Exact.Text(band.High)} {band.PathDependentTrades}");
        foreach (var metric in MetricTable.All)
        {
            // Powers and logarithms may differ in their last digits between machines.
            var value = metric.Of(result.Metrics);
            Line(metric.Name, value.Money is { } money ? Exact.Text(money) : value.Number?.ToString("G10", CultureInfo.InvariantCulture) ?? "null");
        }
        return text.ToString();
    }
}
