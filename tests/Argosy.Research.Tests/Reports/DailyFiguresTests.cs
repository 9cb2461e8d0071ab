using Argosy.Research.Metrics;
using Argosy.Research.Reports;
using Argosy.Research.Results;

namespace Argosy.Research.Tests.Reports;

/// <summary>What is made of equity day by day.</summary>
public sealed class DailyFiguresTests
{
    const long Day = 86_400_000;
    static readonly long Start = new DateTimeOffset(2020, 1, 30, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    // Hourly points over so many days, each day growing by its own return.
    static EquitySeries Curve(params double[] returns)
    {
        List<long> times = [Start];
        List<double> values = [1_000];
        for (var day = 0; day < returns.Length; day++)
        {
            var (before, after) = (values[^1], values[^1] * (1 + returns[day]));
            for (var hour = 1; hour <= 24; hour++)
            {
                times.Add(Start + (day * Day) + (hour * Day / 24));
                values.Add(hour == 24 ? after : before + ((after - before) * hour / 24) + (hour == 12 ? 7 : 0));
            }
        }
        return new EquitySeries([.. times], [.. values]);
    }

    [Fact]
    public void Days_OfACurve_GiveTheReturnsOfTheMetrics()
    {
        var curve = Curve(0.01, -0.02, 0.03, 0, 0.005);

        Assert.Equal(DailyReturns.Of(curve).Values, DailyPoints.Of(curve).Returns().Select(r => r!.Value));
        Assert.Equal(Start / Day, DailyPoints.Of(curve).FirstDay);
    }

    [Fact]
    public void DayEnds_OfALongCurve_GiveTheSameReturns()
    {
        var curve = Curve([.. Enumerable.Range(0, 400).Select(i => 0.01 * Math.Sin(i))]);
        var ends = EquitySample.DayEnds(curve);
        var kept = new EquitySeries([.. ends.Select(i => curve.Times[i])], [.. ends.Select(i => curve.Values[i])]);

        Assert.Equal(401, ends.Count);
        Assert.Equal(DailyReturns.Of(curve).Values, DailyReturns.Of(kept).Values);
    }

    [Fact]
    public void Months_OfATest_MultiplyToItsReturn()
    {
        var years = MonthlyReturns.Of(DailyPoints.Of(Curve(0.01, 0.02, -0.03, 0.04)));

        var year = Assert.Single(years);
        Assert.Equal(2020, year.Year);
        Assert.Equal((1.01 * 1.02) - 1, year.Months[0]!.Value, 12);
        Assert.Equal((0.97 * 1.04) - 1, year.Months[1]!.Value, 12);
        Assert.All(year.Months.Skip(2), Assert.Null);
        Assert.Equal((1.01 * 1.02 * 0.97 * 1.04) - 1, year.Total!.Value, 12);
    }

    [Fact]
    public void Months_OverTheTurnOfAYear_BeginANewRow()
    {
        var years = MonthlyReturns.Of(DailyPoints.Of(Curve([.. Enumerable.Repeat(0.001, 400)])));

        Assert.Equal([2020, 2021], years.Select(y => y.Year));
        Assert.Equal(Math.Pow(1.001, 29) - 1, years[0].Months[1]!.Value, 10);
        Assert.Equal(Math.Pow(1.001, 400) - 1, ((1 + years[0].Total!.Value) * (1 + years[1].Total!.Value)) - 1, 10);
    }

    [Fact]
    public void Figures_WithoutACurve_AreEmpty()
    {
        Assert.Empty(DailyPoints.Of(EquitySeries.None).Values);
        Assert.Empty(MonthlyReturns.Of(DailyPoints.Of(EquitySeries.None)));
        Assert.Empty(ReturnHistogram.Of([]).Counts);
    }

    [Fact]
    public void Rolling_OverAWindow_IsTheFigureOfThatWindow()
    {
        double[] returns = [.. Enumerable.Range(0, 50).Select(i => 0.01 * Math.Sin(i * i))];
        var rolling = RollingFigures.Of([.. returns.Select(r => (double?)r)], 30);
        var last = DailyReturns.Of(Curve(returns[20..]));

        Assert.All(rolling.Sharpe.Take(29), Assert.Null);
        Assert.Equal(last.Sharpe!.Value, rolling.Sharpe[49]!.Value, 9);
        Assert.Equal(last.Volatility!.Value, rolling.Volatility[49]!.Value, 9);
    }

    [Fact]
    public void Rolling_WithoutVariation_HasNoSharpe()
    {
        var rolling = RollingFigures.Of([.. Enumerable.Repeat((double?)0.001, 40), null], 30);

        Assert.Null(rolling.Sharpe[35]);
        Assert.Null(rolling.Volatility[40]);
    }

    [Fact]
    public void Histogram_OfReturns_CountsEachOnceWithABorderAtZero()
    {
        double[] returns = [.. Enumerable.Range(0, 2_000).Select(i => 0.02 * Math.Sin(i * 1.3)), 5, -5, 4, -4];
        var histogram = ReturnHistogram.Of(returns);

        Assert.Equal(returns.Length, histogram.Counts.Sum());
        Assert.InRange(histogram.Counts.Count, 20, 60);
        Assert.Equal(0, Math.Abs(Math.IEEERemainder(histogram.From, histogram.Width)), 12);
        Assert.Equal((2, 2), (histogram.Below, histogram.Above));
        var zero = (int)Math.Round(-histogram.From / histogram.Width);
        Assert.Equal(returns.Count(r => r < 0), histogram.Counts.Take(zero).Sum());
    }

    [Fact]
    public void Histogram_OfEqualReturns_HasABin() => Assert.Equal(3, ReturnHistogram.Of([0, 0, 0]).Counts.Sum());
}
