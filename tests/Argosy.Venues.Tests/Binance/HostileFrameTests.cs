using System.Globalization;
using System.Text;
using Argosy.Hosting.Ports;
using Argosy.Venues.Binance;

namespace Argosy.Venues.Tests.Binance;

/// <summary>Frames made worse in every way: a reader refuses them or tells the same money, and never throws.</summary>
public sealed class HostileFrameTests
{
    const string Fill = """{"subscriptionId":0,"event":{"e":"executionReport","E":1,"s":"ETHBTC","c":"ours","S":"BUY","o":"STOP_LOSS_LIMIT","f":"GTC","q":"1.5","p":"0.125","P":"0.115","F":"0","g":-1,"C":"","x":"TRADE","X":"PARTIALLY_FILLED","r":"NONE","i":5,"l":"0.4","z":"0.7","L":"0.1","n":"0.0004","N":"ETH","T":2,"t":77,"w":true,"m":true}}""";
    const string Cancelled = """{"e":"executionReport","E":1,"s":"ETHBTC","c":"cancel","S":"SELL","o":"LIMIT","f":"GTC","q":"1.5","p":"0.125","P":"0","C":"ours","x":"CANCELED","X":"CANCELED","r":"NONE","i":5,"l":"0","z":"0.7","L":"0","n":"0","N":null,"T":2,"t":-1,"m":false}""";
    const string Kline = """{"stream":"x","data":{"e":"kline","E":1,"s":"ETHBTC","k":{"t":60000,"T":119999,"s":"ETHBTC","i":"1m","o":"1.5","c":"1.6","h":"1.75","l":"1.25","v":"12.5","n":7,"x":true,"q":"3","V":"1","Q":"1","B":"0"}}}""";

    readonly BinanceReader _market = new();
    readonly BinanceAccountReader _account = new(symbol => symbol);

    public static TheoryData<string, string> Frames => new()
    {
        { "fill", Fill }, { "cancellation", Cancelled }, { "candle", Kline },
        { "new order", Push("binance", "ws-account-order.json") }, { "expiry", Push("binance", "nt-execution-report-expired.json") }, { "balances", Push("binance", "nt-account-position-wrapped.json") },
        { "trade", Push("binance", "ws-exchangedata-trades.json") }, { "aggregate", Push("binance", "ws-exchangedata-aggregatedtrades.json") },
        { "quote", """{"u":400900217,"s":"BNBUSDT","b":"25.35","B":"31.21","a":"25.36","A":"40.66"}""" },
        { "depth", """{"e":"depthUpdate","E":5,"s":"ETHBTC","U":7,"u":9,"b":[["0.0024","10"],["0.0023","0"]],"a":[["0.0026","100"]]}""" },
        { "futures depth", Push("binanceusdm", "ws-book.json") }, { "futures quote", Push("binanceusdm", "nt-book-ticker-stream.json") }, { "futures account", Push("binanceusdm", "ws-accountupdate.json") },
        { "futures fill", Push("binanceusdm", "nt-order-update-insurance.json") }, { "futures delivery", Push("binanceusdm", "nt-order-update-delivery.json") }, { "futures order", Push("binanceusdm", "ws-orderupdate.json") },
    };

    [Theory]
    [MemberData(nameof(Frames))]
    public void Frame_MadeWorse_IsRefused_OrTellsTheSameMoney(string name, string text)
    {
        var frame = Encoding.UTF8.GetBytes(text);
        var expected = Read(frame);
        Assert.True(expected is not null, name);
        Assert.Equal(expected, Read(Hostile.Reversed(frame)));
        Assert.All(Hostile.Truncated(frame), cut => Assert.Null(Read(cut)));
        // An account's update may name balances alone, or positions alone.
        Assert.All(Hostile.WithoutOne(frame).Where(row => row.What is not ("without /data/a/B" or "without /data/a/P")), row => Same(expected, row));
        Assert.All(Hostile.WithNonsense(frame), row => Same(expected, row));
        Assert.All(Hostile.WithTwice(frame), row => Same(expected, row));
    }

    [Theory]
    [InlineData("\"x\":\"TRADE\"", "\"x\":\"TRAD\"")]
    [InlineData("\"X\":\"PARTIALLY_FILLED\"", "\"X\":\"PARTLY\"")]
    [InlineData("\"S\":\"BUY\"", "\"S\":\"buy\"")]
    [InlineData("\"N\":\"ETH\"", "\"N\":null")]
    [InlineData("\"n\":\"0.0004\",", "")]
    [InlineData("\"z\":\"0.7\"", "\"z\":\"1.6\"")]
    public void Fill_ThatDoesNotAddUp_IsRefused(string part, string bad)
    {
        Assert.Contains(part, Fill, StringComparison.Ordinal);
        Assert.Null(Read(Encoding.UTF8.GetBytes(Fill.Replace(part, bad, StringComparison.Ordinal))));
    }

    [Fact]
    public void AccountFeed_EndsTheConnection_RatherThanPassOver()
    {
        var feed = new BinanceAccountFeed(new Deaf(), _account, () => { });
        foreach (var bad in (string[])[Fill[..^2], Fill.Replace("\"l\":\"0.4\"", "\"l\":\"NaN\"", StringComparison.Ordinal), "", "[]", "nonsense", """{"event":{"e":"eventStreamTerminated","E":1}}"""])
        {
            Assert.Throws<InvalidDataException>(() => feed.Frame(Encoding.UTF8.GetBytes(bad)));
        }
        foreach (var other in (string[])["{}", """{"id":"x","status":200}""", """{"event":{"e":"listStatus"}}"""]) feed.Frame(Encoding.UTF8.GetBytes(other));
    }

    static string Push(params string[] path) => Encoding.UTF8.GetString(Recording.Pushes(path)[0]);

    void Same(string? expected, (string What, byte[] Payload) row)
    {
        var read = Read(row.Payload);
        Assert.True(read is null || read == expected, $"{row.What}: {read} instead of {expected}");
    }

    // All the money a frame tells; null where it is refused or passed over.
    string? Read(byte[] frame)
    {
        var (balances, positions, change) = (new List<AssetBalance>(), new List<VenuePosition>(), new DepthChange());
        return BinanceReader.KindOf(frame, out var body) switch
        {
            BinanceEvent.Trade when _market.TryTrade(body, out var trade) => Text($"trade {trade.Symbol} {trade.Price} {trade.Quantity} {trade.IsSellerTaker}"),
            BinanceEvent.Kline when _market.TryKline(body, out var kline) => Text($"candle {kline}"),
            BinanceEvent.Quote when _market.TryQuote(body, out var quote) => Text($"quote {quote}"),
            BinanceEvent.Depth when _market.TryDepth(body, change) => Text($"depth {change.Symbol} {change.First} {change.Last} {string.Join(',', change.Bids)} {string.Join(',', change.Asks)}"),
            BinanceEvent.Balances when _account.TryBalances(body, balances) => Text($"balances {string.Join(',', balances)}"),
            BinanceEvent.Account when _account.TryAccount(body, balances, positions) => Text($"account {string.Join(',', balances)} {string.Join(',', positions)}"),
            BinanceEvent.Order when _account.TryOrder(body, out var update) => Text($"order {update!.Order.Instrument} {update.Order.VenueOrderId} {update.Order.Side} {update.Order.Quantity} {update.Order.Price} {update.Order.Executed} {update.Order.State} {update.Fill?.TradeId} {update.Fill?.Price} {update.Fill?.Quantity} {update.Fill?.Fee} {update.Fill?.FeeAsset}"),
            _ => null,
        };
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    sealed class Deaf : IAccountListener
    {
        public void OnOrder(OrderUpdate update)
        {
        }

        public void OnAccountMoved()
        {
        }

        public void OnConnected()
        {
        }

        public void OnLost(string reason)
        {
        }
    }
}
