using Argosy.Core.MarketData;
using Argosy.Engine.Tests.Support;
using static Argosy.Engine.Tests.Support.History;

namespace Argosy.Engine.Tests.Running;

public sealed class TimeframeTests
{
    const long Day = 1_440 * Minute;

    [Fact]
    public void HigherBar_IsCompleteWhenItsEndHasPassed_EvenWithoutTheBaseBarBefore()
    {
        // 5-minute bars; minutes 3..6 are missing: the first is told at minute 5 by the clock alone.
        var told = Told(Flat(1, (0, 1), (1, 3), (2, 2), (7, 9), (8, 5), (20, 4)), "5m");
        Assert.Equal(["5: 0 O1 H3 L1 C2 x3", "10: 5 O9 H9 L5 C5 x2"], told);
    }

    [Fact]
    public void FirstPeriod_ThatBeganBeforeTheData_IsLeftOut()
    {
        var told = Told(Flat(1, (3, 1), (4, 2), (5, 3), (9, 4), (10, 5)), "5m");
        Assert.Equal(["10: 5 O3 H4 L3 C4 x2"], told);
    }

    [Fact]
    public void FirstPeriod_ThatBeginsWithTheData_IsThere()
    {
        Assert.Equal(["10: 5 O3 H3 L3 C3 x1"], Told(Flat(1, (5, 3), (12, 4)), "5m"));
    }

    [Fact]
    public void LastPeriod_ThatEndsAfterTheData_IsLeftOut_AndOneThatEndsWithThemIsThere()
    {
        Assert.Empty(Told(Flat(1, (0, 1), (3, 1)), "5m"));
        Assert.Single(Told(Flat(1, (0, 1), (4, 1)), "5m"));
    }

    [Fact]
    public void PeriodWithoutABaseBar_HasNoRow()
    {
        Assert.Equal(["5: 0 O1 H1 L1 C1 x1", "25: 20 O2 H2 L2 C2 x1"], Told(Flat(1, (0, 1), (20, 2), (30, 3)), "5m"));
    }

    [Fact]
    public void Weeks_BeginOnMonday()
    {
        // 2024-01-01 was a Monday; data from Saturday 2023-12-30.
        var start = new DateTimeOffset(2023, 12, 30, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var bars = Columns(Day, [.. Enumerable.Range(0, 17).Select(i => (start + (i * Day), i + 1.0, i + 1.0, i + 1.0, i + 1.0))]);
        Assert.Equal(["O3 H9 L3 C9 x7", "O10 H16 L10 C16 x7"], Told(bars, "1w").Select(line => line[(line.IndexOf('O', StringComparison.Ordinal))..]));
    }

    [Fact]
    public void Months_AreCalendarMonths()
    {
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var bars = Columns(Day, [.. Enumerable.Range(0, 92).Select(i => (start + (i * Day), i + 1.0, i + 1.0, i + 1.0, i + 1.0))]);
        Assert.Equal(["O1 H31 L1 C31 x31", "O32 H60 L32 C60 x29", "O61 H91 L61 C91 x31"], Told(bars, "1M").Select(line => line[(line.IndexOf('O', StringComparison.Ordinal))..]));
    }

    [Theory]
    [InlineData("7m", "1h")]
    [InlineData("1w", "1M")]
    [InlineData("2d", "1M")]
    [InlineData("5m", "1m")]
    [InlineData("1M", "60d")]
    [InlineData("84h", "1w")]
    public void Timeframe_ThatIsNoWholeNumberOfBaseBars_IsRefused(string data, string wanted)
    {
        var columns = Columns(0, [(0, 1, 1, 1, 1)], Timeframe.Parse(data).Value);
        var error = Assert.Throws<ArgumentException>(() => Run([columns], [new Script(onStart: c => c.Subscribe(Timeframe.Parse(wanted).Value))]));
        Assert.Contains(wanted, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BaseBarAcrossTheEndOfAPeriod_NeverMakesASecondRow()
    {
        // Days that begin at eight: Sunday's closes on Monday morning, when its week is over.
        var start = new DateTimeOffset(2024, 1, 1, 8, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var bars = Columns(Day, [.. Enumerable.Range(0, 30).Select(i => (start + (i * Day), 1.0, 1.0, 1.0, 1.0))]);
        var opens = new List<long>();
        Run([bars], [new Script((bar, c) =>
        {
            if (c.Timeframe.Milliseconds != Day) opens.Add(bar.OpenTime);
        }, onStart: c => c.Subscribe(Timeframe.Parse("1w").Value))]);
        Assert.Equal(opens.Distinct(), opens);
        Assert.Equal(3, opens.Count);
    }

    [Fact]
    public void InstrumentsOfUnequalLengthAndGaps_EachKeepTheirOwnTime()
    {
        foreach (var seed in Enumerable.Range(1, 10))
        {
            BarColumns[] columns = [Walk((ulong)seed, 400, 1, 0.2), Walk((ulong)seed + 50, 130, 3, 0.3), Walk((ulong)seed + 90, 25, 15, 0.1)];
            var told = new List<(int Instrument, string Timeframe, Bar Bar, int Coverage, long Time)>();
            Run(columns, columns.Select(_ => new Script(
                (bar, c) => told.Add((c.InstrumentIndex, c.Timeframe.ToString(), bar, c.Bars.Coverage(0), c.Time)),
                onStart: c =>
                {
                    c.Subscribe(Timeframe.Parse("15m").Value);
                    c.Subscribe(Timeframe.Parse("1h").Value);
                })));
            var end = columns.Max(c => c.CloseTime(c.Count - 1));
            for (var i = 0; i < columns.Length; i++)
            {
                foreach (var frame in new[] { "15m", "1h" })
                {
                    var timeframe = Timeframe.Parse(frame).Value;
                    if (timeframe == columns[i].Timeframe) continue;
                    var heard = told.Where(t => t.Instrument == i && t.Timeframe == frame).Select(t => (t.Bar, t.Coverage, t.Time));
                    Assert.Equal(Resampled(columns[i], timeframe, end), heard);
                }
            }
            // Time never goes back, and at one instant instruments come in order.
            for (var k = 1; k < told.Count; k++) Assert.True(told[k].Time > told[k - 1].Time || (told[k].Time == told[k - 1].Time && told[k].Instrument >= told[k - 1].Instrument));
        }
    }

    static List<(Bar Bar, int Coverage, long Time)> Resampled(BarColumns columns, Timeframe timeframe, long dataEnd)
    {
        var groups = Enumerable.Range(0, columns.Count).Select(row => columns[row]).GroupBy(bar => timeframe.Floor(bar.OpenTime));
        var first = columns.OpenTimes[0];
        return [.. groups.Where(group => group.Key >= first && timeframe.End(group.Key) <= dataEnd).Select(group => (
            new Bar(group.Key, group.First().Open, group.Max(bar => bar.High), group.Min(bar => bar.Low), group.Last().Close, group.Sum(bar => bar.Volume)),
            group.Count(), timeframe.End(group.Key)))];
    }

    static List<string> Told(BarColumns columns, string timeframe)
    {
        var told = new List<string>();
        Run([columns], [new Script(
            (bar, c) =>
            {
                if (c.Timeframe != columns.Timeframe) told.Add($"{c.Time / Minute}: {bar.OpenTime / Minute} O{bar.Open} H{bar.High} L{bar.Low} C{bar.Close} x{c.Bars.Coverage(0)}");
            },
            onStart: c => c.Subscribe(Timeframe.Parse(timeframe).Value))]);
        return told;
    }
}
