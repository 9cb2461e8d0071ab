using Argosy.Core.MarketData;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Tests.MarketData;

public sealed class SyntheticMarketTests
{
    const long Start = 1_779_999_960_000;

    [Fact]
    public async Task Bars_OfAnotherMarketOfTheSeed_AreTheSame()
    {
        var (one, two) = (Market(1, 0), Market(1, 3_600_000));
        var first = (await one.BarsAsync("BTC/USDT", Timeframe.OneMinute, Start - 6_000_000, CancellationToken.None)).Value;
        var later = (await two.BarsAsync("BTC/USDT", Timeframe.OneMinute, Start - 6_000_000, CancellationToken.None)).Value;
        Assert.Equal(100, first.Count);
        Assert.Equal(first, later.Take(100));
        Assert.Equal(160, later.Count);
        Assert.NotEqual(first, (await Market(2, 0).BarsAsync("BTC/USDT", Timeframe.OneMinute, Start - 6_000_000, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Bars_OfALongerTimeframe_AreThoseOfTheShorterTogether()
    {
        var market = Market(1, 0);
        var hours = (await market.BarsAsync("ETH/USDT", Timeframe.OneHour, Start - 90_000_000, CancellationToken.None)).Value;
        Assert.True(hours.Count >= 23, $"{hours.Count} hours");
        foreach (var hour in hours.Take(5))
        {
            var minutes = (await market.BarsAsync("ETH/USDT", Timeframe.OneMinute, hour.OpenTime, CancellationToken.None)).Value.Take(60).ToArray();
            Assert.Equal((hour.Open, hour.High, hour.Low, hour.Close), (minutes[0].Open, minutes.Max(bar => bar.High), minutes.Min(bar => bar.Low), minutes[^1].Close));
        }
    }

    [Fact]
    public async Task Bars_OverEightYears_AreSoundAndMoveLikeAMarket()
    {
        var market = Market(1, 0);
        var days = new List<VenueBar>();
        for (var from = SyntheticMarket.Begin; ;)
        {
            var page = (await market.BarsAsync("SOL/USDT", Timeframe.OneDay, from, CancellationToken.None)).Value;
            if (page.Count == 0 || days.Count > 400) break;
            days.AddRange(page);
            from = Timeframe.OneDay.End(page[^1].OpenTime);
        }
        Assert.All(days, bar => Assert.True(bar.IsSound, bar.ToString()));
        var returns = days.Zip(days.Skip(1), (a, b) => Math.Log((double)(b.Close / a.Close))).ToArray();
        var volatility = Math.Sqrt(returns.Select(r => r * r).Average() * 365);
        Assert.InRange(volatility, 0.4, 2.0);
        // No day opens elsewhere than the one before it closed.
        Assert.All(days.Zip(days.Skip(1)), pair => Assert.InRange(Math.Abs((double)(pair.Second.Open / pair.First.Close) - 1), 0, 0.005));
    }

    [Fact]
    public async Task Follow_FromAnEarlierCandle_TellsHistoryAndThenTheRunningOne()
    {
        var market = Market(1, 0);
        using var end = new CancellationTokenSource();
        var heard = new Heard(end);
        await market.FollowAsync(new MarketWish(["BTC/USDT", "ETH/USDT"], Timeframe.OneMinute) { From = Start - 600_000, Trades = true }, heard, end.Token);
        var closed = heard.Bars.Where(bar => bar.IsClosed && bar.Instrument == "BTC/USDT").Select(bar => bar.Bar).ToArray();
        Assert.Equal((await market.BarsAsync("BTC/USDT", Timeframe.OneMinute, Start - 600_000, CancellationToken.None)).Value, closed.Where(bar => bar.OpenTime >= Start - 600_000));
        var running = heard.Bars.Last(bar => bar.Instrument == "BTC/USDT");
        Assert.False(running.IsClosed);
        Assert.Equal(Timeframe.OneMinute.Floor(Start), running.Bar.OpenTime);
        Assert.Equal(running.Bar.Close, heard.Prices["BTC/USDT"]);
    }

    static SyntheticMarket Market(ulong seed, long after) => new(seed, new FixedTime(Start + after));

    // Ends at the first word that all is told.
    sealed class Heard(CancellationTokenSource end) : IMarketListener
    {
        public List<(string Instrument, VenueBar Bar, bool IsClosed)> Bars { get; } = [];

        public Dictionary<string, decimal> Prices { get; } = [];

        public void OnBar(string instrument, in VenueBar bar, bool isClosed) => Bars.Add((instrument, bar, isClosed));

        public void OnTrade(string instrument, in TradeTick trade) => Prices[instrument] = trade.Price;

        public void OnLost(string reason) => Assert.Fail(reason);

        public void OnCaughtUp() => end.Cancel();
    }

    sealed class FixedTime(long now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(now);
    }
}
