using Argosy.Engine.Strategies;
using Argosy.Research.Backtests;
using Argosy.Research.Tests.Backtests;
using Argosy.Research.Validation;
using Argosy.Simulation.Fills;
using Argosy.Strategies;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Tests.Validation;

public sealed class LookAheadCheckTests
{
    static readonly BacktestSettings Settings = new() { Fills = new FillOptions { Participation = 0 } };

    public static TheoryData<string> BuiltIn() => [.. StrategyCatalogue.All.Where(d => d.Parameters.All(p => !p.IsRequired)).Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void BuiltInStrategy_KnowsNothingOfTheFuture(string name)
    {
        var bound = StrategyCatalogue.Find(name).Value.Bind(new Dictionary<string, string>(StringComparer.Ordinal)).Value;
        var finding = Check(bound.Create, Settings with { AllowShort = true }, TestRuns.Synthetic("BTC", 3, 3_000, gaps: 0.002));
        Assert.True(!finding.IsFound, $"{finding.Kind} {finding.First}");
        Assert.Equal(5, finding.Cuts);
    }

    [Fact]
    public void SeveralInstrumentsOfUnequalBars_AreCutWhereNoneIsRunning()
    {
        var finding = Check(
            () => new DonchianBreakout(20, 10), Settings with { AllowShort = true, Size = "equity:30%" },
            TestRuns.Synthetic("BTC", 13, 3_000), TestRuns.Synthetic("ETH", 14, 1_000, "3m", 0.01), TestRuns.Synthetic("SOL", 15, 200, "15m"));
        Assert.True(!finding.IsFound, $"{finding.Kind} {finding.First}");
        Assert.True(finding.Cuts > 0);
        Assert.True(finding.Orders > 0);
    }

    [Fact]
    public void OrdersAtTheClose_AndLatency_AreNoLookAhead()
    {
        var market = TestRuns.Synthetic("BTC", 4, 2_000);
        Assert.False(Check(() => new RsiReversal(6), Settings with { Fills = Settings.Fills with { FillAt = FillAt.Close } }, market).IsFound);
        Assert.False(Check(() => new Grid(0.001m, 8), Settings with { Fills = Settings.Fills with { LatencyBars = 3 } }, market).IsFound);
    }

    [Fact]
    public void ReachingBehindTheSeries_IsFoundWithItsFirstOrder()
    {
        var finding = Check(() => new ReachesBehindTheSeries(), Settings, Candles.Noise(5));
        Assert.Contains(finding.Kind, new[] { LookAheadKind.Removed, LookAheadKind.Scrambled });
        Assert.Equal("TST/USD", finding.First!.Instrument);
        Assert.True(finding.First.Time <= finding.Cut);
    }

    [Fact]
    public void OneReach_JustBeforeACut_IsFound()
    {
        var market = Candles.Noise(6, 600);
        // With two cuts the second lies after two thirds of the bars: row 400 is the last that closed.
        var found = Enumerable.Range(395, 12).Count(at => Check(() => new ReachesOnce(at), Settings, 2, market).IsFound);
        Assert.InRange(found, 1, 2);
    }

    [Fact]
    public void KnowingTheFile_IsFoundThoughNoCutShowsIt()
    {
        var market = Candles.Noise(7);
        var finding = Check(() => new KnowsTheFile(market.Bars), Settings, market);
        Assert.Equal(LookAheadKind.Foreknowledge, finding.Kind);
        Assert.Equal(1, finding.Foresight!.HorizonBars);
        Assert.Equal(1, finding.Foresight.SameOnOtherPrices);
        Assert.True(finding.Foresight.Score > 5);
    }

    [Fact]
    public void RememberingTheLastRun_IsFound()
    {
        RemembersTheLastRun.Forget();
        var finding = Check(() => new RemembersTheLastRun(), Settings, Candles.Noise(8));
        Assert.Equal(LookAheadKind.NotRepeatable, finding.Kind);
        Assert.NotNull(finding.First);
    }

    [Fact]
    public void CalendarStrategy_IsNotSuspected()
    {
        var finding = Check(() => new DollarCostAverage(7, 10), Settings, Candles.Daily(700, i => 0.004 + (0.01 * Math.Sin(i))));
        Assert.False(finding.IsFound);
        Assert.Equal(1, finding.Foresight!.SameOnOtherPrices);
    }

    static LookAheadFinding Check(Func<IStrategy> create, BacktestSettings settings, params Market[] markets) => Check(create, settings, 5, markets);

    static LookAheadFinding Check(Func<IStrategy> create, BacktestSettings settings, int cuts, params Market[] markets)
    {
        var finding = LookAheadCheck.Run(new BacktestRequest(markets, new StrategyChoice("checked", [], create), settings), cuts);
        Assert.True(finding.Ok, finding.Error?.Message);
        return finding.Value;
    }
}
