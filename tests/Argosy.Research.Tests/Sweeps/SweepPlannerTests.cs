using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Optimisation;
using Argosy.Research.Perpetuals;
using Argosy.Research.Sweeps;
using Argosy.Research.Tests.Backtests;
using Argosy.Simulation.Fills;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Tests.Sweeps;

public sealed class SweepPlannerTests
{
    static readonly Market Bitcoin = TestRuns.Synthetic("BTC", 3, 2_000, gaps: 0.01);

    public static TheoryData<string, BacktestSettings> Refused { get; } = new()
    {
        { "long only", new BacktestSettings { AllowShort = true } },
        { "next open", new BacktestSettings { Fills = new FillOptions { FillAt = FillAt.Close } } },
        { "next open", new BacktestSettings { Fills = new FillOptions { LatencyBars = 1 } } },
        { "slippage by volume", new BacktestSettings { Fills = new FillOptions { VolumeSlippageBps = 5 } } },
        { "quote asset", new BacktestSettings { Fills = new FillOptions { FeeInReceivedAsset = true } } },
        { "borrowing", new BacktestSettings { BorrowApr = 0.1m } },
        { "leverage", new BacktestSettings { Leverage = 2 } },
        { "exits", new BacktestSettings { Exits = ["stop:2%"] } },
        { "guards", new BacktestSettings { Guards = ["cooldown:1h"] } },
        { "limits", new BacktestSettings { Limits = ["max-order-size:1000"] } },
        { "spot", new BacktestSettings { Margin = new MarginSettings { Mode = default } } },
        { "risk:1%", new BacktestSettings { Size = "risk:1%" } },
        { "amounts", new BacktestSettings { Cash = 1e15m } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void TryPlan_OfWhatItDoesNotKnow_SaysWhy(string reason, BacktestSettings settings)
    {
        var plan = SweepPlanner.TryPlan([Bitcoin], settings, [Cross(3, 9)]);
        Assert.False(plan.Ok);
        Assert.Equal(ErrorKind.NotSupported, plan.Error!.Kind);
        Assert.Contains(reason, plan.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TryPlan_OfOtherStrategiesAndMarkets_SaysWhy()
    {
        var settings = new BacktestSettings();
        Assert.Contains("not buy-and-hold", Message(SweepPlanner.TryPlan([Bitcoin], settings, [Cross(3, 9), new("buy-and-hold", [], () => new BuyAndHold())])), StringComparison.Ordinal);
        Assert.Contains("not 2", Message(SweepPlanner.TryPlan([Bitcoin, TestRuns.Synthetic("ETH", 4, 100)], settings, [Cross(3, 9)])), StringComparison.Ordinal);
        Assert.Contains("finer bars", Message(SweepPlanner.TryPlan([Bitcoin with { Detail = Bitcoin.Bars }], settings, [Cross(3, 9)])), StringComparison.Ordinal);
        Assert.Equal(ErrorKind.BadInput, SweepPlanner.TryPlan([Bitcoin], settings with { Size = "all:1" }, [Cross(3, 9)]).Error!.Kind);
        Assert.Equal(ErrorKind.BadInput, SweepPlanner.TryPlan([Bitcoin], settings, [Cross(9, 3)]).Error!.Kind);
        Assert.Equal(ErrorKind.BadInput, SweepPlanner.TryPlan([Bitcoin], settings, []).Error!.Kind);

        static string Message(Result<SweepPlan> plan) => plan.Error?.Message ?? "";
    }

    [Theory]
    [InlineData(SweepDepth.Totals, "totalReturn", "finalEquity", "trades")]
    [InlineData(SweepDepth.Daily, "totalReturn", "sharpe")]
    [InlineData(SweepDepth.Full, "sharpe", "maxDrawdown")]
    [InlineData(SweepDepth.Full, "fees")]
    [InlineData(SweepDepth.Totals)]
    public void DepthFor_Figures_IsTheLeastThatKnowsThem(SweepDepth expected, params string[] metrics) => Assert.Equal(expected, SweepDepths.For(metrics));

    [Fact]
    public void Run_WhenAskedToStop_Stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var plan = SweepPlanner.TryPlan([Bitcoin], new BacktestSettings(), [Cross(3, 9)]).Value;
        Assert.Throws<OperationCanceledException>(() => plan.Run(new SweepRun(), null, source.Token));
    }

    [Fact]
    public void Evaluator_OfAMixedBatch_EqualsTheEngine_SetBySet()
    {
        var settings = new BacktestSettings { Band = false };
        var fixedSize = settings with { Size = "qty:0.5" };
        TrialCandidate[] batch =
        [
            new(1, Cross(3, 9), settings), new(2, new("rsi", [], () => new RsiReversal(5, 40, 60)), settings), new(3, Cross(9, 3), settings),
            new(4, Cross(5, 20), fixedSize), new(5, Cross(5, 20), settings), new(6, Cross(4, 30), settings with { AllowShort = true }),
        ];
        var engine = new EngineEvaluators();
        var expected = new TrialOutcome[batch.Length];
        engine.Create([Bitcoin], settings).Evaluate(batch, (place, outcome) => expected[place] = outcome, null, CancellationToken.None);
        engine.Evaluated.Clear();
        var actual = new TrialOutcome[batch.Length];
        new SweepEvaluators(engine).Create([Bitcoin], settings).Evaluate(batch, (place, outcome) => actual[place] = outcome, null, CancellationToken.None);
        Assert.Equal(expected.Select(o => (o.Metrics, o.TradeHash, o.Failure)), actual.Select(o => (o.Metrics, o.TradeHash, o.Failure)));
        Assert.Equal([2, 3, 6], engine.Evaluated);
    }

    [Fact]
    public void Evaluator_WantsManySets_OnlyWhileItSweepsThem()
    {
        var settings = new BacktestSettings { Band = false };
        var evaluator = new SweepEvaluators(new EngineEvaluators()).Create([Bitcoin], settings);
        int WantedAfter(BacktestSettings of)
        {
            evaluator.Evaluate([new(1, Cross(3, 9), of)], (_, _) => { }, null, CancellationToken.None);
            return evaluator.PreferredBatch;
        }

        Assert.Equal(1, evaluator.PreferredBatch);
        Assert.Equal(1, WantedAfter(settings with { AllowShort = true }));
        Assert.Equal(SweepPlan.LargestFullGroup, WantedAfter(settings));
        Assert.Equal(1, WantedAfter(settings with { AllowShort = true }));
    }

    [Fact]
    public void Evaluator_OfAGroup_TellsEachOutcomeBeforeTheNextSetBegins()
    {
        const int sets = 12;
        var settings = new BacktestSettings { Band = false };
        TrialCandidate[] batch = [.. Enumerable.Range(1, sets).Select(i => new TrialCandidate(i, Cross(i, 40 - i), settings))];
        var evaluator = new SweepEvaluators(new EngineEvaluators()).Create([Bitcoin], settings);
        var told = new List<int>();
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => evaluator.Evaluate(batch, Known, null, source.Token));
        // The one that was told of when it was asked to stop is the last: no other has run.
        Assert.Equal(5, told.Distinct().Count());

        void Known(int place, TrialOutcome outcome)
        {
            told.Add(place);
            Assert.NotNull(outcome.Metrics);
            Assert.True(outcome.EngineSeconds > 0);
            if (told.Count == 5) source.Cancel();
        }
    }

    static StrategyChoice Cross(int fast, int slow) => new("ma-cross", [], () => new MovingAverageCross(fast, slow));

    /// <summary>The plain engine, one by one, remembering which it was handed.</summary>
    sealed class EngineEvaluators : ITrialEvaluators
    {
        public List<int> Evaluated { get; } = [];

        public ITrialEvaluator Create(IReadOnlyList<Market> markets, BacktestSettings settings) => new Evaluator(markets, Evaluated);

        sealed class Evaluator(IReadOnlyList<Market> markets, List<int> evaluated) : ITrialEvaluator
        {
            public int PreferredBatch => 1;

            public void Evaluate(IReadOnlyList<TrialCandidate> batch, Action<int, TrialOutcome> known, ITrialWatch? watch, CancellationToken cancellation)
            {
                for (var i = 0; i < batch.Count; i++)
                {
                    evaluated.Add(batch[i].Id);
                    var result = Backtest.Run(new BacktestRequest(markets, batch[i].Strategy, batch[i].Settings), null, cancellation);
                    known(i, result.Ok
                        ? new TrialOutcome(result.Value.Metrics, result.Value.TradeHash, 0)
                        : new TrialOutcome(null, null, 0) { Failure = result.Error!.Message });
                }
            }
        }
    }
}
