using Argosy.Core.MarketData;
using Argosy.Data.Ticks;

namespace Argosy.Data.Tests.Ticks;

public sealed class TickReaderTests : IDisposable
{
    const string TradeHead = "time,price,quantity,side,trade_id\n";
    const string BookHead = "time,side,price,quantity,kind,first_update_id,last_update_id,previous_update_id\n";
    const string QuoteHead = "time,bid,bid_quantity,ask,ask_quantity,update_id\n";

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Trades_OfSeveralFiles_FollowOneAnotherAndCountOnce()
    {
        var first = _folder.Write("x_BTC-USD_1.csv", $"{TradeHead}1700000000000,100.5,1,buy,1\n1700000001000,101,0.25,,2\n");
        var second = _folder.Write("x_BTC-USD_2.csv", $"{TradeHead}1700000001000,101,0.25,,2\n1700000000500,99,1,sell,3\n1700000002000,102,2,sell,4\n");
        var read = TickReader.Read(new TickFiles([first, second], [], [])).Value;
        Assert.Equal(("BTC", "USD"), (read.BaseAsset, read.QuoteAsset));
        Assert.Equal([1005L, 1010, 1020], read.History.Trades.Prices);
        Assert.Equal([100L, 25, 200], read.History.Trades.Quantities);
        Assert.Equal([TakerSide.Buy, TakerSide.Unknown, TakerSide.Sell], read.History.Trades.Takers);
        Assert.Equal(new TickQuality(1, 1, 0, 0), read.History.Quality);
        Assert.Equal(TickClock.Exchange, read.History.Clock);
        Assert.Equal(2, read.Notes.Count);
    }

    [Fact]
    public void Streams_ThatAllTellWhenTheyWereReceived_ShareTheRecordersClock()
    {
        var trades = _folder.Write("t_BTC-USD.csv", "time,price,quantity,side,trade_id,received_ns\n1700000005000,100,1,buy,1,1700000000100000000\n");
        var quotes = _folder.Write("q_BTC-USD.csv", "time,bid,bid_quantity,ask,ask_quantity,update_id,received_ns\n1700000000050,99.5,1,100,1,1,1700000000050999999\n");
        var history = TickReader.Read(new TickFiles([trades], [quotes], [])).Value.History;
        Assert.Equal(TickClock.Receipt, history.Clock);
        Assert.Equal(1700000000100L, history.Trades.Times[0]);
        Assert.Equal(1700000000050L, history.Quotes!.Times[0]);
        Assert.Equal((1, 1000L, 995L), (history.PriceScale, history.Trades.Prices[0], history.Quotes.Bids[0]));
    }

    [Fact]
    public void Quote_WhoseBidIsNotBelowItsAsk_IsDroppedAndCounted()
    {
        var quotes = _folder.Write("q.csv", $"{QuoteHead}1700000000000,99,1,100,1,1\n1700000000001,100,1,100,1,2\n");
        var read = TickReader.Read(new TickFiles([], [quotes], [])).Value;
        Assert.Equal(1, read.History.Quotes!.Count);
        Assert.Equal(1, read.History.Quality.Crossed);
    }

    [Fact]
    public void Bars_FromTrades_KeepTheFirstPeriodAndDropACutLastOne()
    {
        var trades = _folder.Write("t_BTC-USD.csv", $"{TradeHead}1700000030000,10,1,,1\n1700000039999,12,1,,2\n1700000050000,11,2,,3\n1700000061000,9,1,,4\n");
        var history = TickReader.Read(new TickFiles([trades], [], [])).Value.History;
        var bars = TickBars.Build(history, Timeframe.Parse("10s").Value).Value;
        Assert.Equal([1700000030000, 1700000050000], bars.OpenTimes);
        Assert.Equal([12.0, 11.0], bars.High);
        Assert.Contains("no whole 1h period", TickBars.Build(history, Timeframe.OneHour).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TradeHead + "x,1,1,buy,1\n", "line 2, column 1 (time): 'x' is no time")]
    [InlineData(TradeHead + "1700000000000,-1,1,buy,1\n", "line 2, column 2 (price): '-1' is no price")]
    [InlineData(TradeHead + "1700000000000,1,abc,buy,1\n", "line 2, column 3 (quantity): 'abc' is no number")]
    [InlineData(TradeHead + "1700000000000,1,1,up,1\n", "line 2, column 4 (side): 'up' is no side; expected buy, sell or nothing")]
    [InlineData(TradeHead + "1700000000000,1\n", "line 2: 2 columns, 5 expected")]
    [InlineData(TradeHead, "has no trades")]
    [InlineData("time,open,high,low,close,volume\n1700000000000,1,1,1,1,1\n", "holds no trades that are known; expected a CSV with a header")]
    public void Trades_OfWrongContent_AreRefusedWithTheirPlace(string text, string expected) =>
        Assert.Contains(expected, TickReader.Read(new TickFiles([_folder.Write("t.csv", text)], [], [])).Error!.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(BookHead + "1700000000000,left,1,1,update,1,1,\n", "'left' is no side of a book; expected bid or ask")]
    [InlineData(BookHead + "1700000000000,bid,1,1,news,1,1,\n", "'news' is no kind of message; expected snapshot or update")]
    [InlineData(BookHead + "1700000000000,bid,1,1,update,1,,\n", "an update id is expected")]
    [InlineData("1700000000000000000 {\"e\":\"depthUpdate\",\"E\":1,\"U\":1,\"u\":2,\"b\":[[\"x\",\"1\"]],\"a\":[]}\n", "line 1: a price, quantity or update id is missing or no number")]
    [InlineData("1700000000000000000 {\"e\":\"depthUpdate\",\n", "line 1: no JSON")]
    [InlineData("hello\n", "holds no order-book changes that are known")]
    public void Book_OfWrongContent_IsRefusedWithItsPlace(string text, string expected) =>
        Assert.Contains(expected, TickReader.Read(new TickFiles([], [], [_folder.Write("b.csv", text)])).Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void Files_OfTwoInstruments_OrQuotesBesideABook_AreRefused()
    {
        var bitcoin = _folder.Write("t_BTC-USD.csv", $"{TradeHead}1700000000000,10,1,,1\n");
        var ether = _folder.Write("t_ETH-USD.csv", $"{TradeHead}1700000000000,10,1,,1\n");
        Assert.Contains("a run on ticks has one instrument", TickReader.Read(new TickFiles([bitcoin, ether], [], [])).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("quotes and a book contradict", TickReader.Read(new TickFiles([bitcoin], [bitcoin], [bitcoin])).Error!.Message, StringComparison.Ordinal);
        Assert.Contains("no such file", TickReader.Read(new TickFiles([_folder.File("none")], [], [])).Error!.Message, StringComparison.Ordinal);
    }
}
