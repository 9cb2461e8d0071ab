using System.Text;
using System.Text.Json;
using Argosy.Core.Orders;
using Argosy.Venues.Binance;
using Argosy.Hosting.Ports;

namespace Argosy.Venues.Tests.Binance;

public sealed class BinanceAccountReaderTests
{
    readonly BinanceAccountReader _reader = new(symbol => symbol == "ETHBTC" ? "ETH/BTC" : null);

    [Fact]
    public void ExecutionReport_OfANewOrder_TellsItWorks()
    {
        var update = Order(Recording.Pushes("binance", "ws-account-order.json")[0])!;
        Assert.Equal(("mUvoqJxFIILMdfAW5iGSOW", "4293153", "ETH/BTC", Side.Buy, OrderType.Limit, OrderState.Working), (update.Order.ClientId, update.Order.VenueOrderId, update.Order.Instrument, update.Order.Side, update.Order.Type, update.Order.State));
        Assert.Equal((1m, 0.1026441m, 0m), (update.Order.Quantity, update.Order.Price, update.Order.Executed));
        Assert.Null(update.Fill);
    }

    [Fact]
    public void ExecutionReport_OfAnExpiry_IsRead() => Assert.Equal(OrderState.Expired, Order(Recording.Pushes("binance", "nt-execution-report-expired.json")[0])!.Order.State);

    [Fact]
    public void ExecutionReport_OfATrade_CarriesItsFill()
    {
        var fill = Order(Encoding.UTF8.GetBytes(Report("TRADE", "PARTIALLY_FILLED")))!.Fill!;
        Assert.Equal(("77", "ours", 0.4m, 0.1m, 0.0004m, "ETH", true), (fill.TradeId, fill.ClientId, fill.Quantity, fill.Price, fill.Fee, fill.FeeAsset, fill.IsMaker));
    }

    [Fact]
    public void ExecutionReport_OfACancellation_NamesTheOrdersOwnId()
    {
        var text = Report("CANCELED", "CANCELED").Replace("\"C\":\"\"", "\"C\":\"ours\"", StringComparison.Ordinal).Replace("\"c\":\"ours\"", "\"c\":\"cancel-1\"", StringComparison.Ordinal);
        Assert.Equal(("ours", OrderState.Cancelled), (Order(Encoding.UTF8.GetBytes(text))!.Order.ClientId, Order(Encoding.UTF8.GetBytes(text))!.Order.State));
    }

    [Theory]
    [InlineData("\"l\":\"0.4\"", "\"l\":\"0\"")]
    [InlineData("\"L\":\"0.1\"", "\"L\":\"NaN\"")]
    [InlineData("\"t\":77", "\"t\":-1")]
    [InlineData("\"z\":\"0.4\"", "\"z\":\"0.1\"")]
    [InlineData("\"X\":\"PARTIALLY_FILLED\"", "\"X\":\"HALF\"")]
    [InlineData("\"S\":\"BUY\"", "\"S\":\"HOLD\"")]
    [InlineData("\"i\":5,", "")]
    public void ExecutionReport_ThatIsBad_ChangesNothing(string part, string bad) =>
        Assert.Null(Order(Encoding.UTF8.GetBytes(Report("TRADE", "PARTIALLY_FILLED").Replace(part, bad, StringComparison.Ordinal))));

    [Fact]
    public void OrderTradeUpdate_OfFutures_IsRead()
    {
        var trailing = Order(Recording.Pushes("binanceusdm", "ws-orderupdate.json")[0])!.Order;
        Assert.Equal((OrderType.TrailingStop, Side.Sell, 7103.04m, 0.001m), (trailing.Type, trailing.Side, trailing.Trigger, trailing.Quantity));
        var delivery = Order(Recording.Pushes("binanceusdm", "nt-order-update-delivery.json")[0])!;
        Assert.Equal(("12346003", 70000m, 1m, OrderState.Filled), (delivery.Fill!.TradeId, delivery.Fill.Price, delivery.Fill.Quantity, delivery.Order.State));
        var insurance = Order(Recording.Pushes("binanceusdm", "nt-order-update-insurance.json")[0])!;
        Assert.Equal((OrderState.Filled, "12346003", 0.02m), (insurance.Order.State, insurance.Fill!.TradeId, insurance.Fill.Quantity));
    }

    [Fact]
    public void AccountPosition_IsRead()
    {
        var balances = new List<AssetBalance>();
        Assert.Equal(BinanceEvent.Balances, BinanceReader.KindOf(Recording.Pushes("binance", "nt-account-position-wrapped.json")[0], out var body));
        Assert.True(_reader.TryBalances(body, balances));
        Assert.Equal([new("ETH", 10000, 0)], balances);
        Assert.False(_reader.TryBalances("""{"e":"outboundAccountPosition","B":[{"a":"ETH","f":"1","l":"0"},{"a":"BTC","f":"NaN","l":"0"}]}"""u8, balances));
        Assert.Empty(balances);
    }

    [Fact]
    public void AccountUpdate_OfFutures_IsRead()
    {
        var (balances, positions) = (new List<AssetBalance>(), new List<VenuePosition>());
        Assert.Equal(BinanceEvent.Account, BinanceReader.KindOf(Recording.Pushes("binanceusdm", "ws-accountupdate.json")[0], out var body));
        Assert.True(_reader.TryAccount(body, balances, positions));
        Assert.Equal(122624.12345678m, balances[0].Total);
        Assert.Equal([new("BTCUSDT", PositionLeg.Both, 0, 0), new("BTCUSDT", PositionLeg.Long, 20, 6563.665m), new("BTCUSDT", PositionLeg.Short, -10, 6563.86m)], positions);
    }

    [Theory]
    [InlineData("BINANCE.0.txt.gz", "NKNUSDT", "0.0001", "1", "10")]
    [InlineData("BINANCE_FUTURES.0.txt.gz", "SUSHIUSDT", "0.001", "1", "5")]
    public void ExchangeInfo_AsRecorded_GivesInstruments(string file, string symbol, string tick, string lot, string notional)
    {
        using var document = JsonDocument.Parse(Recording.Lines(file).First().Json);
        var skipped = new List<string>();
        var listings = BinanceListings.Read(document.RootElement, skipped).Value;
        Assert.True(listings.Count > 100);
        Assert.All(skipped, reason => Assert.Contains(": ", reason, StringComparison.Ordinal));
        var one = listings.Single(listing => listing.Symbol == symbol);
        Assert.Equal((decimal.Parse(tick), decimal.Parse(lot), decimal.Parse(notional), true), (one.Instrument.TickSize, one.Instrument.LotSize, one.Instrument.MinNotional, one.IsOpen));
    }

    OrderUpdate? Order(byte[] frame)
    {
        Assert.Equal(BinanceEvent.Order, BinanceReader.KindOf(frame, out var body));
        return _reader.TryOrder(body, out var update) ? update : null;
    }

    static string Report(string doing, string state) =>
        $$"""{"e":"executionReport","E":1,"s":"ETHBTC","c":"ours","S":"BUY","o":"LIMIT","f":"GTC","q":"1","p":"0.1","P":"0","C":"","x":"{{doing}}","X":"{{state}}","r":"NONE","i":5,"l":"0.4","z":"0.4","L":"0.1","n":"0.0004","N":"ETH","T":2,"t":77,"m":true}""";
}
