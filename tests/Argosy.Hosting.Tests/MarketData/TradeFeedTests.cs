using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.MarketData;
using Argosy.Hosting.Ports;
using Argosy.Hosting.Tests.Bots;

namespace Argosy.Hosting.Tests.MarketData;

/// <summary>Candles and trades come on streams of their own; a run that is filled on trades is told both in the order of the clock.</summary>
public sealed class TradeFeedTests : IFeedTarget, IDisposable
{
    const long Minute = 60_000;

    readonly List<string> _heard = [];
    readonly BotFeed _feed;
    long _now = Minute;
    long _ids;

    public TradeFeedTests()
    {
        _feed = new BotFeed(new Lane(thrown => throw thrown), ["BTC/USDT"], Timeframe.OneMinute, new FeedOptions { TellTrades = true, LookEvery = null }, () => _now, TimeProvider.System, this);
        _feed.Fill([[new Bar(0, 1, 1, 1, 1, 1)]], isHistory: true, isLast: true);
        _heard.Clear();
    }

    [Fact]
    public void Trades_OfACandle_AreToldBeforeItsClose_ThoseOfTheNextAfterIt()
    {
        Trade(at: 70_000, price: 7);
        Trade(at: 119_999, price: 8);
        Trade(at: 120_000, price: 9);
        Look(at: 120_300);
        Close(at: 120_000, now: 120_400);
        Look(at: 120_500);
        Assert.Equal(["70000 at 7, 119999 at 8", "120000: closed", "120000 at 9"], _heard);
    }

    [Fact]
    public void Trades_OfACandleWhoseForerunnerDoesNotCome_WaitForTheGraceAndNoLonger()
    {
        Trade(at: 120_000, price: 9);
        Look(at: 120_300);
        Look(at: 122_299);
        Assert.Empty(_heard);
        Look(at: 122_300);
        Assert.Equal(["120000 at 9"], _heard);
    }

    [Fact]
    public void Trade_ToldAgainByAStreamThatBeganAnew_IsLeftOut()
    {
        Trade(at: 70_000, price: 7);
        _feed.OnTrade("BTC/USDT", new TradeTick("BTCUSDT", 1, 70_000, 7m, 1m, false));
        Trade(at: 70_000, price: 7);
        Look(at: 70_100);
        Assert.Equal(["70000 at 7, 70000 at 7"], _heard);
    }

    [Fact]
    public void Trades_OfBeforeTheLogsEnd_AreNotToldAgainByARecordedMarket()
    {
        _feed.ResumeTrades(70_000);
        Trade(at: 69_000, price: 6);
        Trade(at: 70_000, price: 7);
        Trade(at: 70_001, price: 8);
        Look(at: 70_100);
        Assert.Equal(["70001 at 8"], _heard);
    }

    [Fact]
    public void Trade_ThatComesAfterAYoungerOne_IsToldAtItsTime()
    {
        Trade(at: 70_010, price: 7);
        Trade(at: 70_000, price: 8);
        Look(at: 70_100);
        Assert.Equal(["70010 at 7, 70010 at 8"], _heard);
    }

    [Fact]
    public void Trades_OfABusyMarket_DoNotWaitForTheNextLook()
    {
        for (var i = 0; i < 256; i++) Trade(at: 70_000 + i, price: 7);
        Assert.Single(_heard);
    }

    [Fact]
    public void Trades_HeardWhileTheHistoryIsRead_FollowOnIt()
    {
        using var target = new TradeFeedTests();
        using var feed = new BotFeed(new Lane(thrown => throw thrown), ["BTC/USDT"], Timeframe.OneMinute, new FeedOptions { TellTrades = true, LookEvery = null }, () => 125_000, TimeProvider.System, target);
        feed.OnTrade("BTC/USDT", new TradeTick("BTCUSDT", 1, 124_000, 7m, 1m, false));
        feed.Fill([[new Bar(0, 1, 1, 1, 1, 1), new Bar(Minute, 1, 1, 1, 1, 1)]], isHistory: true, isLast: true);
        feed.TellTrades();
        Assert.Equal("124000 at 7", target._heard[^1]);
        Assert.Equal(2, target._heard.Count(line => line.EndsWith("closed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RecordedMarketOfTrades_TellsThemBetweenItsCandles()
    {
        var ticks = new TickHistory
        {
            Trades = new TradeColumns { Times = [60_000, 60_500, 120_000, 130_000, 200_000], Prices = [10_000, 10_050, 10_100, 10_150, 10_200], Quantities = [5, 5, 5, 5, 5], Takers = [TakerSide.Buy, TakerSide.Sell, TakerSide.Unknown, TakerSide.Buy, TakerSide.Buy] },
            Clock = TickClock.Exchange, PriceScale = 2, QuantityScale = 1, Hash = "made",
        };
        var market = new VirtualMarket([(BotRig.Btc, BotRig.Bars(2))], 0) { Ticks = ticks };
        var listener = new Listener();
        await market.FollowAsync(new MarketWish(["BTC/USDT"], Timeframe.OneMinute) { Trades = true }, listener, CancellationToken.None);
        Assert.Equal(["opened 60000", "100.00 taken by a buyer", "100.50 taken by a seller", "opened 120000", "closed 60000", "101.00 taken by whom?", "101.50 taken by a buyer", "closed 120000"], listener.Heard);
        var candles = new Listener();
        await market.FollowAsync(new MarketWish(["BTC/USDT"], Timeframe.OneMinute), candles, CancellationToken.None);
        Assert.DoesNotContain(candles.Heard, line => line.Contains("taken", StringComparison.Ordinal));
    }

    public void Dispose() => _feed.Dispose();

    void IFeedTarget.OnMoved(MarketMoved moved, string old)
    {
        if (moved.Closed.Count > 0) _heard.Add($"{moved.Time}: closed");
    }

    void IFeedTarget.OnTrades(IReadOnlyList<MarketTrade> trades) => _heard.Add(string.Join(", ", trades.Select(trade => $"{trade.Time} at {trade.Price}")));

    void IFeedTarget.OnPrice(int instrument, decimal price, long time)
    {
    }

    void IFeedTarget.OnLate(string reason) => _heard.Add($"late: {reason}");

    void IFeedTarget.OnNote(string text) => _heard.Add(text);

    void IFeedTarget.OnEnded() => _heard.Add("ended");

    void Trade(long at, decimal price) => _feed.OnTrade("BTC/USDT", new TradeTick("BTCUSDT", ++_ids, at, price, 1m, false));

    void Look(long at)
    {
        _now = at;
        _feed.TellTrades();
    }

    void Close(long at, long now)
    {
        _now = now;
        _feed.OnBar("BTC/USDT", new VenueBar(at - Minute, 5, 5, 5, 5, 1), isClosed: true);
    }

    sealed class Listener : IMarketListener
    {
        public List<string> Heard { get; } = [];

        public void OnBar(string instrument, in VenueBar bar, bool isClosed) => Heard.Add($"{(isClosed ? "closed" : "opened")} {bar.OpenTime}");

        public void OnTrade(string instrument, in TradeTick trade) => Heard.Add($"{trade.Price} taken by {(trade.IsTakerUnknown ? "whom?" : trade.IsSellerTaker ? "a seller" : "a buyer")}");

        public void OnLost(string reason) => Heard.Add(reason);

        public void OnCaughtUp()
        {
        }
    }
}
