using System.Text;
using System.Text.Json;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.TestSupport;
using Argosy.Venues.Binance;
using Argosy.Venues.Binance.Usdm;
using Argosy.Venues.Tests.Binance;

namespace Argosy.Venues.Tests.Usdm;

/// <summary>Every recorded payload of USD-M futures: what is asked for is read, what is not is named.</summary>
public sealed class UsdmFixtureTests
{
    static readonly CancellationToken None = CancellationToken.None;

    // Answers to requests the adapter never makes.
    static readonly string[] NotAsked =
    [
        "rest-account-getorderratelimit.json", "rest-account-setmultiassetsmode.json", "rest-exchangedata-getaggregatedtradehistory.json", "rest-exchangedata-getbasis.json", "rest-exchangedata-getfundinginfo.json",
        "rest-exchangedata-getrecenttrades.json", "rest-exchangedata-gettakerbuysellvolumeratio.json", "rest-exchangedata-getticker.json", "rest-exchangedata-gettradehistory.json", "rest-trading-cancelallorders.json",
    ];

    // Frames that tell nothing the adapter wants: other frames tell it, or it is another's.
    static readonly string[] PassedOver = ["nt-liquidation-stream.json", "nt-trade-lite.json", "ws-ticker.json", "ws-markprice.json"];

    static readonly Dictionary<string, Action<string>> Readers = new(StringComparer.Ordinal)
    {
        ["nt-balance.json"] = file => Assert.Equal([new("USDT", 122.12345678m, 0)], UsdmAccountAnswers.Balances(Json(file)).Value),
        ["rest-account-getbalances.json"] = file => Assert.Equal([new("USDT", 23.72469206m, 122583.62668697m)], UsdmAccountAnswers.Balances(Json(file)).Value),
        ["rest-account-getaccountinfo.json"] = file => Assert.Empty(UsdmAccountAnswers.Positions(Json(file).GetProperty("positions"), _ => null).Value),
        ["rest-account-startuserstream.json"] = file => Assert.StartsWith("pqia91ma19a5", UsdmAccountAnswers.ListenKey(Json(file)).Value, StringComparison.Ordinal),
        ["rest-trading-getpositions.json"] = file => Assert.Equal([new("BTC/USDT", PositionLeg.Long, 0.001m, 22185.2m) { MarkPrice = 21123.05052574m, LiquidationPrice = 19731.45529116m, IsIsolated = false }], UsdmAccountAnswers.Positions(Json(file), _ => "BTC/USDT").Value),
        ["rest-exchangedata-getservertime.json"] = file => Assert.Equal(1499827319559, UsdmJson.Long(Json(file), "serverTime")),
        ["nt-open-algo-orders.json"] = file => Assert.Equal(("test-algo-order-1", "algo-123456789", OrderType.Stop, 45000m, 0.001m, ""), Algo(Json(file)[0])),
        ["rest-trading-getconditionalorders.json"] = file => Assert.Equal(("x-yHjDKm8h7cd1bf4f-9ce3-4d55-b9f", "algo-1000001270850379", OrderType.Stop, 69080.2m, 0.002m, "974828356187"), Algo(Json(file)[0])),
        ["rest-trading-placeconditionalorder.json"] = file => Assert.Equal(("6B2I9XVcJpCjqPAJ4YoFX7", "algo-2146760", OrderType.TakeProfit, 750m, 0.01m, ""), Algo(Json(file))),
        ["rest-trading-placeorder.json"] = file => Assert.Equal(("testOrder", "22542179", OrderType.TrailingStop, OrderState.Working, 10m), Order(Json(file))),
        ["rest-trading-getorder.json"] = file => Assert.Equal(("abc", "1917641", OrderType.TrailingStop, OrderState.Working, 0.4m), Order(Json(file))),
        ["rest-trading-getorders.json"] = file => Assert.Equal(("abc", "1917641", OrderType.TrailingStop, OrderState.Working, 0.4m), Order(Json(file)[0])),
        ["rest-trading-getopenorders.json"] = file => Assert.Equal(("abc", "1917641", OrderType.TrailingStop, OrderState.Working, 0.4m), Order(Json(file)[0])),
        ["rest-trading-cancelorder.json"] = file => Assert.Equal(("myOrder1", "283194212", OrderType.TrailingStop, OrderState.Cancelled, 11m), Order(Json(file))),
        ["rest-trading-editorder.json"] = file => Assert.Equal(("LJ9R4QZDihCaS8UAOOLpgW", "20072994037", OrderType.Limit, OrderState.Working, 1m), Order(Json(file))),
        ["rest-trading-placemultipleorders.json"] = file =>
        {
            Assert.Equal(("testOrder", "22542179", OrderType.TrailingStop, OrderState.Working, 10m), Order(Json(file)[0]));
            Assert.Equal(ErrorKind.Refused, BinanceErrors.Read(400, Encoding.UTF8.GetBytes(Json(file)[1].GetRawText()), null, changes: true, isFutures: true).Kind);
        },
        ["rest-trading-getusertrades.json"] = file => Assert.Equal(("698759", "25851813", Side.Sell, 7819.01m, 0.002m, -0.0781901m, "USDT"), UsdmOrderAnswers.Trades(Json(file), "BTC/USDT").Value.Single() is var fill ? (fill.TradeId, fill.VenueOrderId, fill.Side, fill.Price, fill.Quantity, fill.Fee, fill.FeeAsset) : default),
        ["ws-orderupdate.json"] = file => Assert.Equal(("TEST", OrderType.TrailingStop, 7103.04m), Update(file).Order is var order ? (order.ClientId, order.Type, order.Trigger) : default),
        ["nt-order-update-delivery.json"] = file => Assert.Equal((70000m, 1m), Update(file).Fill is { } fill ? (fill.Price, fill.Quantity) : default),
        ["nt-order-update-insurance.json"] = file => Assert.Equal((45000m, 0.02m, 0.45m), Update(file).Fill is { } fill ? (fill.Price, fill.Quantity, fill.Fee) : default),
        ["ws-accountupdate.json"] = file =>
        {
            var (balances, positions) = (new List<AssetBalance>(), new List<VenuePosition>());
            Assert.Equal(BinanceEvent.Account, BinanceReader.KindOf(Frame(file), out var body));
            Assert.True(new BinanceAccountReader(_ => "BTC/USDT").TryAccount(body, balances, positions));
            Assert.Equal([(PositionLeg.Both, 0m), (PositionLeg.Long, 20m), (PositionLeg.Short, -10m)], positions.Select(position => (position.Leg, position.Quantity)));
        },
        ["ws-multiassetmode.json"] = file => Assert.Equal(BinanceEvent.Moved, BinanceReader.KindOf(Frame(file), out _)),
        // It opened below its low: refused.
        ["ws-klines.json"] = file => Assert.True(BinanceReader.KindOf(Frame(file), out var body) == BinanceEvent.Kline && !new BinanceReader().TryKline(body, out _)),
        ["rest-exchangedata-getorderbook.json"] = file => Assert.True(BinanceAnswers.Snapshot(Json(file)).Value is { Sequence: 1027024, Bids: [{ Price: 4m, Quantity: 431m }], Asks: [{ Price: 4.000002m }] }),
        ["ws-book.json"] = file => Assert.True(BinanceReader.KindOf(Frame(file), out var body) == BinanceEvent.Depth && Depth(body) is { Previous: 149, First: 157, Last: 160 }),
        ["ws-partialbook.json"] = file => Assert.True(BinanceReader.KindOf(Frame(file), out var body) == BinanceEvent.Depth && Depth(body) is { Bids.Count: 5, Asks.Count: 5 }),
        ["nt-book-ticker-stream.json"] = file => Assert.True(BinanceReader.KindOf(Frame(file), out var body) == BinanceEvent.Quote && new BinanceReader().TryQuote(body, out var quote) && quote is { Symbol: "BNBUSDT", Bid: 25.3519m, Ask: 25.3652m }),
    };

    // Read through the adapter, below.
    static readonly string[] ByAdapter = ["rest-account-changeinitialleverage.json", "rest-exchangedata-getexchangeinfo.json", "rest-exchangedata-getfundingrates.json", "rest-exchangedata-getklines.json", "rest-exchangedata-getmarkprice.json"];

    public static TheoryData<string> Read() => [.. Readers.Keys];

    public static TheoryData<string> Passed() => [.. PassedOver];

    [Theory]
    [MemberData(nameof(Read))]
    public void Payload_IsRead(string file) => Readers[file](file);

    [Theory]
    [MemberData(nameof(Passed))]
    public void Frame_OfNoUse_IsPassedOver(string file) => Assert.Equal(BinanceEvent.Other, BinanceReader.KindOf(Frame(file), out _));

    [Fact]
    public void Payloads_AreAllAccountedFor() =>
        Assert.Equal(Directory.GetFiles(SharedData.Path("fixtures", "binanceusdm"), "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal), Readers.Keys.Concat(PassedOver).Concat(NotAsked).Concat(ByAdapter).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Adapter_ReadsRecordedAnswers()
    {
        await using var server = await UsdmServer.StartAsync();
        var (usdm, instrument) = (server.Adapter, server.Adapter.Listings["BTC/USDT"]);
        Assert.Equal((0.0001m, 1m, 5m, 1m, 1m, 200, true), (instrument.Instrument.TickSize, instrument.Instrument.LotSize, instrument.Instrument.MinNotional, instrument.MinQuantity, instrument.MarketLot, instrument.MaxOrders, instrument.IsOpen));
        Assert.Equal([(1698768000000, 0.0001m, 34287.54619963m), (1698796800000, 0.0001m, 34651.4m)], (await usdm.FundingAsync("BTC/USDT", 0, None)).Value.Select(rate => (rate.Time, rate.Rate, rate.Mark)));
        Assert.Equal(new UsdmMark(11793.63104562m, 11781.8049597m, 0.00038246m, 1597392000000, 1597370495002), (await usdm.MarkAsync("BTC/USDT", None)).Value);
        Assert.Equal(0.0163479m, (await usdm.BarsAsync("BTC/USDT", Timeframe.Parse("1w").Value, 0, None)).Value.Single().Open);
        Assert.True((await usdm.SetMarginAsync("BTC/USDT", 21, isolated: true, None)).Value);
        Assert.Equal(ErrorKind.Refused, (await usdm.SetMarginAsync("BTC/USDT", 20, isolated: true, None)).Error!.Kind);
        Assert.Equal(2, (await usdm.OpenOrdersAsync(None)).Value.Count);
        Assert.Contains(server.Requests, request => request.StartsWith("POST /fapi/v1/leverage symbol=BTCUSDT&leverage=21&recvWindow=5000&timestamp=", StringComparison.Ordinal));
    }

    static JsonElement Json(string file) => JsonDocument.Parse(UsdmServer.Fixture(file)).RootElement;

    static byte[] Frame(string file) => Recording.Pushes("binanceusdm", file)[0];

    static OrderUpdate Update(string file)
    {
        Assert.Equal(BinanceEvent.Order, BinanceReader.KindOf(Frame(file), out var body));
        Assert.True(new BinanceAccountReader(_ => null).TryOrder(body, out var update));
        return update!;
    }

    static DepthChange Depth(ReadOnlySpan<byte> body)
    {
        var change = new DepthChange();
        Assert.True(new BinanceReader().TryDepth(body, change));
        return change;
    }

    static (string, string, OrderType, OrderState, decimal) Order(JsonElement row) => UsdmOrderAnswers.Order(row, "BTC/USDT").Value is var order ? (order.ClientId, order.VenueOrderId, order.Type, order.State, order.Quantity) : default;

    static (string, string, OrderType, decimal, decimal, string) Algo(JsonElement row) => UsdmOrderAnswers.Algo(row, "BTC/USDT").Value is var algo ? (algo.Order.ClientId, algo.Order.VenueOrderId, algo.Order.Type, algo.Order.Trigger, algo.Order.Quantity, algo.Child) : default;
}
