using Argosy.Research.Prediction;
using Argosy.Research.Tests.Backtests;
using Argosy.Strategies.Prediction;

namespace Argosy.Research.Tests.Prediction;

public class ModelTrainingTests
{
    static readonly ForestSettings Small = new() { Trees = 10 };

    [Fact]
    public void Run_WithOneSplit_LearnsNothingThatIsKnownOnlyInTheTest()
    {
        var bars = TestRuns.Synthetic("SYN", 11, 2_000, "1h").Bars;
        var request = new TrainingRequest("SYN/USD", bars, "return:1; rsi:14", Tables.UpOrDown with { Horizon = 10 }, Small);
        var outcome = ModelTraining.Run(request).Value;
        var table = TrainingTable.Of(bars, FeatureSet.Parse(request.Features).Value, request.Label);
        var window = Assert.Single(outcome.Windows);

        Assert.Equal(table.Rows, outcome.Rows);
        Assert.Equal((int)(table.Rows * 0.3), outcome.Test!.Rows);
        // the ten rows whose label reaches into the test are left out: nine of them, the tenth is known just as the test begins
        Assert.Equal(table.Rows - outcome.Test.Rows - 9, window.TrainRows);
        Assert.Equal(window.TestFrom, outcome.Model.Forests[0].ValidFrom);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Run_WalkingForward_TestsEveryLaterRowOnce(bool anchored)
    {
        var bars = TestRuns.Synthetic("SYN", 12, 3_000, "1h").Bars;
        var request = new TrainingRequest("SYN/USD", bars, "return:1; rsi:14", Tables.UpOrDown, Small)
        {
            Windows = new TrainingWindows(TimeSpan.FromDays(40), TimeSpan.FromDays(10), anchored),
        };
        var outcome = ModelTraining.Run(request).Value;
        var table = TrainingTable.Of(bars, FeatureSet.Parse(request.Features).Value, request.Label);
        var from = table.Times[0] + (40L * 86_400_000);

        Assert.Equal(table.Times.Count(time => time >= from), outcome.Test!.Rows);
        Assert.Equal(outcome.Windows.Count, outcome.Model.Forests.Count);
        Assert.Equal(outcome.Windows.Sum(window => window.Test!.Rows), outcome.Test.Rows);
        if (anchored) Assert.True(outcome.Windows[^1].TrainRows > 2 * outcome.Windows[0].TrainRows);
        else Assert.All(outcome.Windows, window => Assert.InRange(window.TrainRows, 955, 960));
    }

    [Fact]
    public void Features_OfAPrefix_AreThoseOfTheWhole()
    {
        var bars = TestRuns.Synthetic("SYN", 13, 600, "1h", gaps: 0.01).Bars;
        var text = string.Join("; ", FeatureCatalogue.All.Select(kind => kind.Name));
        var (whole, part) = (FeatureSet.Parse(text).Value, FeatureSet.Parse(text).Value);
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            var ready = whole.Push(in bar);
            if (i >= 300) continue;
            Assert.Equal(ready, part.Push(in bar));
            Assert.Equal(whole.Values.ToArray(), part.Values.ToArray());
            Assert.Equal(i >= whole.WarmUp, ready);
        }
    }

    [Fact]
    public void Feature_WithALag_IsTheFeatureOfAnEarlierBar()
    {
        var bars = TestRuns.Synthetic("SYN", 14, 100, "1h").Bars;
        var (now, later) = (FeatureCatalogue.Parse("rsi:5").Value, FeatureCatalogue.Parse("rsi(period=5, lag=3)").Value);
        var values = new List<double>();
        for (var i = 0; i < bars.Count; i++)
        {
            var bar = bars[i];
            values.Add(now.Push(in bar));
            Assert.Equal(i < 3 ? double.NaN : values[i - 3], later.Push(in bar));
        }
        Assert.Equal("rsi(period=5, lag=3)", later.Text);
        Assert.Equal(8, later.WarmUp);
    }

    [Theory]
    [InlineData("rssi:14", "did you mean 'rsi'")]
    [InlineData("rsi:0", "period of feature rsi must be a whole number 1..10000, was '0'")]
    [InlineData("rsi(length=3)", "no parameter 'length' (known: period, lag)")]
    [InlineData("rsi:14; rsi(period=14)", "named twice")]
    [InlineData("rsi(period=14", "never closed")]
    [InlineData("", "no features are named")]
    public void Features_WrittenWrong_SayWhy(string text, string why) => Assert.Contains(why, FeatureSet.Parse(text).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void Run_OnTooFewBars_SaysHowManyRowsThereAre()
    {
        var bars = TestRuns.Synthetic("SYN", 15, 60, "1h").Bars;
        var outcome = ModelTraining.Run(new TrainingRequest("SYN/USD", bars, "rsi:14", Tables.UpOrDown, Small));

        Assert.Contains("60 bars give 45 rows", outcome.Error!.Message, StringComparison.Ordinal);
    }
}
