using Argosy.Research.Backtests;
using Argosy.Research.Statistics;
using Argosy.Research.Tests.Backtests;
using Argosy.Research.Trials;
using Argosy.Research.Validation;
using Argosy.Strategies.BuiltIn;

namespace Argosy.Research.Tests.Validation;

public sealed class CheckWordsTests
{
    static readonly Market Bitcoin = TestRuns.Synthetic("BTC", 3, 4_000, "1h");
    static readonly Quantiles Spread = Quantiles.Of([0.1, 0.2, 0.3])!;

    [Theory]
    [InlineData(0.0, CheckVerdict.Fine, "at most 5 % of the draws lose")]
    [InlineData(0.05, CheckVerdict.Fine, "at most 5 % of the draws lose")]
    [InlineData(0.12, CheckVerdict.Doubtful, "12 % of the draws of its days lose, above 5 %: that it gains is not sure")]
    [InlineData(0.25, CheckVerdict.Doubtful, "25 % of the draws of its days lose, above 5 %")]
    [InlineData(0.4, CheckVerdict.Doubtful, "with 40 % of the draws of its days at a loss, above 25 %, its gain may well be luck")]
    public void MonteCarlo_OfDrawsThatLose_SaysHowManyAndWhatIsTooMany(double losses, CheckVerdict verdict, string said)
    {
        var outcome = Judged(Report(new MovingAverageCross(5, 20)) with { Bootstrap = new BlockBootstrap(100, 5, Spread, Spread, null, losses) });
        Assert.Equal(verdict, outcome.Verdict);
        Assert.Contains(said, outcome.Text, StringComparison.Ordinal);
        Assert.Contains($"{losses * 100:0} % of them lose", outcome.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void MonteCarlo_OfNoisedCandlesThatLose_Doubts_OnlyWhatGained()
    {
        var noise = new CandleNoise(20, 0.1, Spread, null, null, Spread, 0.15);
        var report = Report(new MovingAverageCross(5, 20));
        var gained = report with { Noise = noise, Tested = report.Tested with { Metrics = report.Tested.Metrics with { TotalReturn = 0.3 } } };
        var lost = report with { Noise = noise, Tested = report.Tested with { Metrics = report.Tested.Metrics with { TotalReturn = -0.3 } } };
        Assert.Contains("15 % of the runs on noised candles lose, above 5 %", Judged(gained).Text, StringComparison.Ordinal);
        Assert.Equal(CheckVerdict.Doubtful, Judged(gained).Verdict);
        Assert.Equal(CheckVerdict.Fine, Judged(lost).Verdict);
    }

    [Fact]
    public void MonteCarlo_OfNothing_IsSkipped()
    {
        Assert.Equal(CheckVerdict.Skipped, Judged(Report(new MovingAverageCross(5, 20))).Verdict);
        var idle = Report(new MovingAverageCross(3_990, 3_999)) with { Bootstrap = new BlockBootstrap(100, 5, Spread, Spread, null, 0) };
        Assert.Equal((CheckVerdict.Skipped, "it did not trade"), (Judged(idle).Verdict, Judged(idle).Text));
    }

    static CheckOutcome Judged(ValidationReport report) => CheckWords.Of(CheckKind.MonteCarlo, null!, report, searched: false);

    static ValidationReport Report(MovingAverageCross strategy) => new()
    {
        Tested = TestRuns.Run([Bitcoin], "ma-cross", () => strategy, new BacktestSettings { Band = false }),
        Outcomes = [], Trials = 1, Counted = TrialCount.None, IsRecorded = false,
    };
}
