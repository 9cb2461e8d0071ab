using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Simulation.Feeds;

namespace Argosy.Simulation.Tests;

/// <summary>Bars that come one by one for ever: what is kept of them, and how it is read.</summary>
public sealed class GrowingTrackTests
{
    const long Minute = 60_000;

    static readonly Instrument Btc = new("BTC", "USDT", 0.01m, 0.001m, 5m, 2);

    [Theory]
    [InlineData(0, 256)]
    [InlineData(1, 256)]
    [InlineData(300, 300)]
    [InlineData(700, 700)]
    public void OfManyBars_TheLastAreKept(int asked, int least)
    {
        var track = new MarketTrack(Btc, Timeframe.OneMinute, asked);
        var feed = new LiveFeed([track]);
        for (var bar = 0; bar < 20_000; bar++)
        {
            Add(feed, bar);
            var series = track.Series;
            Assert.Equal(bar + 1, series.Count);
            Assert.InRange(series.Kept, Math.Min(least, bar + 1), (2 * least) + 300);
            Assert.Equal((BarOf(bar), BarOf(bar - Math.Min(bar, least - 1))), (series[0], series[Math.Min(bar, least - 1)]));
        }
        for (var ago = 0; ago < track.Series.Kept; ago++) Assert.Equal(BarOf(19_999 - ago), track.Series[ago]);
        Assert.Equal((19_999 * Minute, track.Series.Kept), (track.Series.Times[^1], track.Series.Times.Length));
        Assert.InRange(track.Bars.OpenTimes.Length, least, (2 * least) + 300);
    }

    [Fact]
    public void WhoSaysNothing_KeepsAll()
    {
        var track = new MarketTrack(Btc, Timeframe.OneMinute);
        var feed = new LiveFeed([track]);
        for (var bar = 0; bar < 5_000; bar++) Add(feed, bar);
        Assert.Equal((5_000, BarOf(0)), (track.Series.Kept, track.Series[4_999]));
    }

    [Fact]
    public void BarThatIsNotKept_IsNamed_AndOneThatNeverWas()
    {
        var track = new MarketTrack(Btc, Timeframe.OneMinute, 1);
        var feed = new LiveFeed([track]);
        for (var bar = 0; bar < 2_000; bar++) Add(feed, bar);
        Assert.Contains("no longer kept", Assert.Throws<ArgumentOutOfRangeException>(() => track.Series[1_999]).Message, StringComparison.Ordinal);
        Assert.Contains("2000 have closed", Assert.Throws<ArgumentOutOfRangeException>(() => track.Series[2_000]).Message, StringComparison.Ordinal);
        Assert.Contains("no bar -1", Assert.Throws<ArgumentOutOfRangeException>(() => track.Series[-1]).Message, StringComparison.Ordinal);
    }

    static void Add(LiveFeed feed, int bar)
    {
        feed.Begin(bar * Minute);
        feed.Open(0, bar * Minute, BarOf(bar).Open);
        feed.Begin((bar + 1) * Minute);
        feed.Close(0, BarOf(bar));
    }

    static Bar BarOf(int bar) => new(bar * Minute, 100 + bar, 101 + bar, 99 + bar, 100.5 + bar, bar);
}
