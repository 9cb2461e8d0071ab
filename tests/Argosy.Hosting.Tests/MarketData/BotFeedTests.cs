using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Tests.MarketData;

public sealed class BotFeedTests : IFeedTarget, IDisposable
{
    const long Minute = 60_000;

    readonly List<string> _heard = [];
    readonly BotFeed _feed;
    readonly HandTimer _timer = new();
    long _now;

    public BotFeedTests()
    {
        _feed = new BotFeed(new Lane(thrown => throw thrown), ["BTC/USDT"], Timeframe.OneMinute, new FeedOptions(), () => _now, _timer, this);
        _feed.Fill([[new Bar(0, 1, 1, 1, 1, 1)]], isHistory: true, isLast: true);
        _heard.Clear();
        _now = Minute;
        _feed.OnCaughtUp();
    }

    [Fact]
    public void Candle_InTime_MayBeTradedOn()
    {
        Close(at: 2 * Minute, afterMs: 500);
        Assert.Contains("120000: 1 closed, may trade", _heard);
    }

    [Fact]
    public void Candle_OlderThanTheLimit_MayNotBeTradedOn()
    {
        Close(at: 2 * Minute, afterMs: 10_001);
        Assert.Contains("120000: 1 closed, the close is 10 s old", _heard);
    }

    [Fact]
    public void Candle_OlderThanTheNextClose_IsStaleWhateverTheLimit()
    {
        var heard = new List<string>();
        var target = new Recorder(heard);
        using var feed = new BotFeed(new Lane(thrown => throw thrown), ["BTC/USDT"], Timeframe.FromMilliseconds(1_000), new FeedOptions { LookEvery = null }, () => 5_500, TimeProvider.System, target);
        feed.Fill([[new Bar(3_000, 1, 1, 1, 1, 1), new Bar(4_000, 1, 1, 1, 1, 1)]], isHistory: false, isLast: true);
        Assert.Equal(["3000: may trade", "4000: the close is 1 s old", "5000: may trade"], heard);
    }

    [Fact]
    public void Feed_ThatIsLate_IsSaidOnceAndTakenBackByTheNextCandle()
    {
        _now = (2 * Minute) + 10_000;
        _timer.Fire();
        Assert.DoesNotContain(_heard, line => line.StartsWith("late", StringComparison.Ordinal));
        _now++;
        _timer.Fire();
        _timer.Fire();
        Assert.Equal("late: the market's candles are late", Assert.Single(_heard));
        _feed.OnLost("the socket was cut");
        _timer.Fire();
        Assert.Equal("late: the market's stream is lost: the socket was cut", _heard[^1]);
        Close(at: 2 * Minute, afterMs: 10_500);
        Close(at: 3 * Minute, afterMs: 100);
        Assert.Contains("late: ", _heard);
    }

    [Fact]
    public void Trade_OfACandleThatBegan_OpensIt_ButNotOneWhoseBeginningWasMissed()
    {
        _now = Minute + 30_000;
        _feed.OnTrade("BTC/USDT", new TradeTick("BTCUSDT", 1, _now, 7m, 1m, false));
        Assert.DoesNotContain(_heard, line => line.Contains("opened", StringComparison.Ordinal));
        Close(at: 2 * Minute, afterMs: 10);
        _now = (2 * Minute) + 20;
        _feed.OnTrade("BTC/USDT", new TradeTick("BTCUSDT", 2, _now, 8m, 1m, false));
        _feed.OnTrade("BTC/USDT", new TradeTick("BTCUSDT", 3, _now, 9m, 1m, false));
        Assert.Equal("120000: opened at 8", Assert.Single(_heard, line => line.Contains("opened at 8", StringComparison.Ordinal) || line.Contains("opened at 9", StringComparison.Ordinal)));
        Assert.Contains("price 9", _heard);
    }

    [Fact]
    public void Candle_ThatContradictsItself_IsLeftOutAndSaid()
    {
        _feed.OnBar("BTC/USDT", new VenueBar(Minute, 5, 4, 3, 5, 1), isClosed: true);
        Assert.StartsWith("note BTC/USDT: the venue's candle of 60000 contradicts itself", Assert.Single(_heard), StringComparison.Ordinal);
    }

    public void Dispose() => _feed.Dispose();

    void IFeedTarget.OnMoved(MarketMoved moved, string old) =>
        _heard.Add(moved.Closed.Count > 0 ? $"{moved.Time}: {moved.Closed.Count} closed, {(old.Length > 0 ? old : "may trade")}" : $"{moved.Time}: opened at {moved.Opened[0].Open}");

    void IFeedTarget.OnPrice(int instrument, decimal price, long time) => _heard.Add($"price {price}");

    void IFeedTarget.OnLate(string reason) => _heard.Add($"late: {reason}");

    void IFeedTarget.OnNote(string text)
    {
        if (!text.Contains("stream", StringComparison.Ordinal)) _heard.Add($"note {text}");
    }

    void IFeedTarget.OnEnded() => _heard.Add("ended");

    void Close(long at, long afterMs)
    {
        _now = at + afterMs;
        _feed.OnBar("BTC/USDT", new VenueBar(at - Minute, 5, 5, 5, 5, 1), isClosed: true);
    }

    sealed class Recorder(List<string> heard) : IFeedTarget
    {
        public void OnMoved(MarketMoved moved, string old) => heard.Add($"{moved.Time}: {(old.Length > 0 ? old : "may trade")}");

        public void OnPrice(int instrument, decimal price, long time)
        {
        }

        public void OnLate(string reason)
        {
        }

        public void OnNote(string text)
        {
        }

        public void OnEnded()
        {
        }
    }

    // A clock whose one timer fires by hand.
    sealed class HandTimer : TimeProvider
    {
        TimerCallback? _callback;

        public void Fire() => _callback?.Invoke(null);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _callback = callback;
            return new Idle();
        }

        sealed class Idle : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
