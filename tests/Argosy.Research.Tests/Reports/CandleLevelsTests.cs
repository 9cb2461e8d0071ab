using Argosy.Core.MarketData;
using Argosy.Data.Synthesis;
using Argosy.Research.Reports;

namespace Argosy.Research.Tests.Reports;

public sealed class CandleLevelsTests
{
    static readonly BarColumns Minutes = SeriesGenerator.Generate(new SynthesisOptions { Bars = 100_000, Timeframe = Timeframe.OneMinute, Seed = 3, GapRatio = 0.001 }).ToColumns();

    [Fact]
    public void Resampled_Candles_AreThoseOfASlowReference()
    {
        var made = CandleResampler.Of(Minutes, Timeframe.OneHour, 17, 5_000);
        var rows = Enumerable.Range(17, 5_000 - 17).Select(i => Minutes[i]).GroupBy(b => b.OpenTime / 3_600_000);
        var expected = rows.Select(g => new Bar(g.Key * 3_600_000, g.First().Open, g.Max(b => b.High), g.Min(b => b.Low), g.Last().Close, g.Aggregate(0.0, (sum, b) => sum + b.Volume)));

        Assert.Equal(expected, made);
    }

    [Fact]
    public void Levels_OfManyBars_StayWithinTheirRoomAndKeepTheExtremes()
    {
        var (from, to) = (Minutes.OpenTimes[0], Minutes.CloseTime(Minutes.Count - 1));
        var levels = CandleLevels.Of(Minutes, from, to, [Minutes.OpenTimes[500], Minutes.OpenTimes[50_000]]);

        Assert.Equal(3, levels.Count);
        Assert.False(levels[0].Whole);
        Assert.Equal(Timeframe.OneMinute, levels[0].Timeframe);
        Assert.Equal(160, levels[0].Bars.Count);
        Assert.InRange(levels[1].Bars.Count, 2_001, CandleLevels.MaxFine);
        Assert.InRange(levels[2].Bars.Count, 500, CandleLevels.MaxCoarse);
        Assert.All(levels.Skip(1), level =>
        {
            Assert.True(level.Whole);
            Assert.Equal(Minutes.High.Max(), level.Bars.Max(b => b.High));
            Assert.Equal(Minutes.Low.Min(), level.Bars.Min(b => b.Low));
            Assert.Equal(Minutes.Open[0], level.Bars[0].Open);
            Assert.Equal(Minutes.Close[^1], level.Bars[^1].Close);
        });
    }

    [Fact]
    public void Levels_OfFewBars_AreTheBarsThemselves()
    {
        var level = Assert.Single(CandleLevels.Of(Minutes, Minutes.OpenTimes[10], Minutes.OpenTimes[1_010], []));

        Assert.True(level.Whole);
        Assert.Equal(Enumerable.Range(10, 1_000).Select(i => Minutes[i]), level.Bars);
    }

    [Fact]
    public void Levels_AroundVeryManyMarks_StayWithinTheirRoom()
    {
        var near = CandleLevels.Of(Minutes, Minutes.OpenTimes[0], long.MaxValue, Minutes.OpenTimes)[0];

        Assert.InRange(near.Bars.Count, CandleLevels.MaxNear - 100, CandleLevels.MaxNear);
        Assert.Equal(near.Bars.Count, near.Bars.Select(b => b.OpenTime).Distinct().Count());
    }

    [Fact]
    public void Levels_OutsideTheBars_AreNone() => Assert.Empty(CandleLevels.Of(Minutes, 0, 1, []));
}
