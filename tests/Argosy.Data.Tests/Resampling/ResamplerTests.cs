using Argosy.Core.MarketData;
using Argosy.Data.Checks;
using Argosy.Data.Import;
using Argosy.Data.Resampling;
using Argosy.Data.Series;
using Argosy.Data.Synthesis;
using Argosy.TestSupport;
using FsCheck;
using FsCheck.Fluent;

namespace Argosy.Data.Tests.Resampling;

public class ResamplerTests
{
    [Theory]
    [InlineData("3m")]
    [InlineData("5m")]
    [InlineData("15m")]
    [InlineData("30m")]
    [InlineData("1h")]
    [InlineData("4h")]
    [InlineData("1d")]
    [InlineData("1w")]
    [InlineData("1M")]
    public void RealMinutes_EqualAnIndependentReference(string timeframe)
    {
        var bars = Importer.Read([SharedData.Path("data", "candles", "bittrex_POWR-BTC_1m.csv.gz")], ImportOptions.Default).Value.Bars;
        EqualsReference(bars, timeframe);
    }

    [Fact]
    public void AnySyntheticSeries_WithGapsAndAnyStart_EqualsTheReference()
    {
        var gen = from seed in Gen.Choose(1, 1_000_000) from start in Gen.Choose(0, 60 * 24 * 40) from count in Gen.Choose(1, 4000) from which in Gen.Elements("3m", "5m", "1h", "1d", "1w", "1M") select (seed, start, count, which);
        Prop.ForAll(gen.ToArbitrary(), pick =>
        {
            var (seed, start, count, which) = pick;
            EqualsReference(SeriesGenerator.Generate(new SynthesisOptions { Bars = count, Seed = (ulong)seed, Start = 1_577_836_800_000 + (start * 60_000L), GapRatio = 0.02 }), which);
        }).Holds(100);
    }

    [Fact]
    public void Hours_OfThreeMinutes_EqualTheVenuesOwn()
    {
        var minutes = Importer.Read([SharedData.Path("data", "candles", "binanceperp_WLD-USDT_3m.csv.gz")], ImportOptions.Default).Value.Bars;
        var hours = Importer.Read([SharedData.Path("data", "candles", "binanceperp_WLD-USDT_1h.csv.gz")], ImportOptions.Default).Value.Columns;
        var built = Resampler.Resample(minutes, Timeframe.OneHour).Value.Bars.ToColumns();
        Assert.Equal(hours.OpenTimes, built.OpenTimes);
        var differing = Enumerable.Range(0, hours.Count).Where(i => hours[i] != built[i]).Select(i => hours.OpenTimes[i]).ToArray();
        Assert.Equal([new DateTimeOffset(2023, 11, 10, 16, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds()], differing);
    }

    [Fact]
    public void MissingMinutes_AreARowWithItsCoverage()
    {
        var bars = Minutes(0, 1, 2, 5, 6, 7, 8, 9, 20, 21, 22, 23, 24);
        var built = Resampler.Resample(bars, Timeframe.Parse("5m").Value).Value;
        Assert.Equal([0, 300_000, 1_200_000], built.Bars.OpenTimes);
        Assert.Equal([3, 5, 5], built.Coverage);
        Assert.Equal((1, 0, 5), (built.Incomplete, built.Dropped, built.BarsPerPeriod));
    }

    [Fact]
    public void PeriodsThatTheDataDoNotCover_AreDropped()
    {
        var built = Resampler.Resample(Minutes(3, 4, 5, 6, 7, 8, 9, 10, 11), Timeframe.Parse("5m").Value).Value;
        Assert.Equal([300_000], built.Bars.OpenTimes);
        Assert.Equal(2, built.Dropped);
        Assert.Equal(0, Resampler.Resample(Minutes(1, 2), Timeframe.Parse("5m").Value).Value.Bars.Count);
    }

    [Fact]
    public void Weeks_BeginOnMonday()
    {
        var bars = SeriesGenerator.Generate(new SynthesisOptions { Bars = 60, Timeframe = Timeframe.OneDay });
        var weeks = Resampler.Resample(bars, Timeframe.Parse("1w").Value).Value.Bars;
        Assert.All(weeks.OpenTimes, time => Assert.Equal(DayOfWeek.Monday, DateTimeOffset.FromUnixTimeMilliseconds(time).DayOfWeek));
        Assert.Equal(7, weeks.Count);
    }

    [Theory]
    [InlineData("1h", "90m")]
    [InlineData("1h", "1m")]
    [InlineData("1w", "1M")]
    [InlineData("1M", "1d")]
    public void TimeframesThatDoNotFit_AreRefused(string from, string to)
    {
        var bars = SeriesGenerator.Generate(new SynthesisOptions { Bars = 10, Timeframe = Timeframe.Parse(from).Value });
        Assert.Contains("do not fill whole", Resampler.Resample(bars, Timeframe.Parse(to).Value).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Volumes_ThatAddUpBeyondSixtyFourBits_LoseDecimalsNotSense()
    {
        var bars = Minutes(0, 1, 2, 3, 4);
        Array.Fill(bars.Volume, 900_000_000_000_000_000);
        var built = Resampler.Resample(bars, Timeframe.Parse("5m").Value).Value.Bars;
        Assert.Equal(4.5e9, built.ToColumns().Volume[0]);
    }

    static void EqualsReference(ScaledBars bars, string timeframe)
    {
        var target = Timeframe.Parse(timeframe).Value;
        var rows = Enumerable.Range(0, bars.Count).GroupBy(i => PeriodOf(bars.OpenTimes[i], timeframe)).ToArray();
        var dataEnd = new DateTime(1970, 1, 1).AddMilliseconds(bars.OpenTimes[^1] + bars.Timeframe.Milliseconds);
        var expected = rows.Where(g => Ms(g.Key.From) >= bars.OpenTimes[0] && g.Key.To <= dataEnd).Select(g => (
            Ms(g.Key.From), Dec(bars.Open[g.First()]), Dec(g.Max(i => bars.High[i])), Dec(g.Min(i => bars.Low[i])), Dec(bars.Close[g.Last()]),
            g.Sum(i => new decimal(bars.Volume[i])) / Power(bars.VolumeScale), g.Count())).ToArray();
        var made = Resampler.Resample(bars, target).Value;
        var b = made.Bars;
        var actual = Enumerable.Range(0, b.Count).Select(i => (
            b.OpenTimes[i], b.Open[i] / Power(b.PriceScale), b.High[i] / Power(b.PriceScale), b.Low[i] / Power(b.PriceScale), b.Close[i] / Power(b.PriceScale),
            b.Volume[i] / Power(b.VolumeScale), made.Coverage[i])).ToArray();
        Assert.Equal(expected, actual);
        Assert.Equal(SeriesCheck.Of(b), b.Quality);
        decimal Dec(long units) => units / Power(bars.PriceScale);
    }

    // Calendar arithmetic of its own, on purpose not the product's.
    static (DateTime From, DateTime To) PeriodOf(long time, string timeframe)
    {
        var at = new DateTime(1970, 1, 1).AddMilliseconds(time);
        var count = int.Parse(timeframe[..^1]);
        switch (timeframe[^1])
        {
            case 'M':
                var month = new DateTime(at.Year, at.Month, 1);
                return (month, month.AddMonths(1));
            case 'w':
                var monday = at.Date.AddDays(-(((int)at.DayOfWeek + 6) % 7));
                return (monday, monday.AddDays(7));
            case 'd':
                return (at.Date, at.Date.AddDays(1));
            case 'h':
                var hour = at.Date.AddHours(at.Hour / count * count);
                return (hour, hour.AddHours(count));
            default:
                var minute = at.Date.AddMinutes((int)at.TimeOfDay.TotalMinutes / count * count);
                return (minute, minute.AddMinutes(count));
        }
    }

    static long Ms(DateTime time) => (long)(time - new DateTime(1970, 1, 1)).TotalMilliseconds;

    static decimal Power(int scale) => (decimal)Math.Pow(10, scale);

    static ScaledBars Minutes(params long[] minutes)
    {
        var prices = minutes.Select(minute => 100 + minute).ToArray();
        return new ScaledBars
        {
            Timeframe = Timeframe.OneMinute,
            PriceScale = 0,
            VolumeScale = 9,
            OpenTimes = [.. minutes.Select(minute => minute * 60_000)],
            Open = prices,
            High = [.. prices.Select(price => price + 5)],
            Low = [.. prices.Select(price => price - 5)],
            Close = prices,
            Volume = [.. minutes.Select(_ => 1L)],
        };
    }
}
