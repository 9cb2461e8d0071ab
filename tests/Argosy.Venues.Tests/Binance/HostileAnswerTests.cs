using System.Globalization;
using System.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.TestSupport;
using Argosy.Venues.Binance;

namespace Argosy.Venues.Tests.Binance;

/// <summary>REST answers made worse in every way: refused, or the same money, and never an exception.</summary>
public sealed class HostileAnswerTests
{
    const string Deposits = """[{"id":"769","amount":"0.5","coin":"BNB","network":"BNB","status":1,"address":"a","txId":"b","insertTime":1661493146000},{"id":"770","amount":"2","coin":"BNB","status":0,"insertTime":1661493146000}]""";
    const string Withdrawals = """[{"id":"b6ae","amount":"8.91","transactionFee":"0.004","coin":"USDT","status":6,"applyTime":"2019-10-12 11:12:02"}]""";
    const string Stop = """{"symbol":"LTCBTC","orderId":1,"clientOrderId":"a","price":"0.1","origQty":"1.0","executedQty":"0.5","status":"PARTIALLY_FILLED","timeInForce":"GTC","type":"STOP_LOSS_LIMIT","side":"SELL","stopPrice":"0.2","updateTime":5}""";

    public static TheoryData<string, string> Answers => new()
    {
        { "order", File.ReadAllText(Fixture("rest-trading-getorder.json")) }, { "order", Stop }, { "order", File.ReadAllText(Fixture("rest-trading-cancelorder.json")) },
        { "orders", File.ReadAllText(Fixture("rest-trading-getopenorders.json")) }, { "orders", File.ReadAllText(Fixture("nt-all-orders-response.json")) },
        { "placed", """{"symbol":"BTCUSDT","orderId":28,"clientOrderId":"ours","transactTime":1507725176595}""" },
        { "trades", File.ReadAllText(Fixture("rest-trading-getusertrades.json")) }, { "balances", File.ReadAllText(Fixture("rest-account-getaccountinfo.json")) },
        { "candles", File.ReadAllText(Fixture("rest-exchangedata-getklines.json")) }, { "book", """{"lastUpdateId":7,"bids":[["4.0","431.0"]],"asks":[["4.2","12.0"],["4.3","1"]]}""" },
        { "deposits", Deposits }, { "withdrawals", Withdrawals },
        { "restrictions", """{"ipRestrict":false,"enableReading":true,"enableSpotAndMarginTrading":true,"enableWithdrawals":false,"tradingAuthorityExpirationTime":1628985600000}""" },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public void Answer_MadeWorse_IsRefused_OrTellsTheSameMoney(string kind, string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        var expected = Read(kind, payload);
        Assert.NotNull(expected);
        Assert.Equal(expected, Read(kind, Hostile.Reversed(payload)));
        Assert.All(Hostile.Truncated(payload).Take(text.TrimEnd().Length), cut => Assert.Null(Read(kind, cut)));
        Assert.All(Hostile.WithoutOne(payload), row => Same(kind, expected, row));
        Assert.All(Hostile.WithNonsense(payload), row => Same(kind, expected, row));
        // A field given twice says two things: the text is refused as a whole.
        Assert.All(Hostile.WithTwice(payload), row => Assert.Null(Read(kind, row.Payload)));
    }

    [Theory]
    [InlineData("rest-exchangedata-getexchangeinfo.json")]
    [InlineData("nt-exchange-info-response.json")]
    public void Listings_MadeWorse_AreLeftOut_NeverAnException(string name)
    {
        var payload = File.ReadAllBytes(Fixture(name));
        foreach (var (_, worse) in Hostile.WithoutOne(payload).Concat(Hostile.WithNonsense(payload)))
        {
            using var document = Parse(worse);
            if (document is null) continue;
            var listings = BinanceListings.Read(document.RootElement, []);
            if (listings.Ok) Assert.All(listings.Value, listing => Assert.True(listing.Instrument.TickSize > 0 && listing.Instrument.LotSize > 0));
        }
    }

    [Fact]
    public void Errors_OfAnyShape_AreOfSomeKind()
    {
        const string halves = """{"code":-2021,"msg":"partly","data":{"cancelResult":"SUCCESS","newOrderResult":"FAILURE","newOrderResponse":{"code":-2010,"msg":"Duplicate order sent."}}}""";
        var payload = Encoding.UTF8.GetBytes(halves);
        foreach (var worse in Hostile.Truncated(payload).Concat(Hostile.WithoutOne(payload).Concat(Hostile.WithNonsense(payload)).Concat(Hostile.WithTwice(payload)).Select(row => row.Payload)))
        {
            var error = BinanceErrors.Read(409, worse, null, changes: true, isFutures: false);
            Assert.NotEqual("", error.Message);
            // Half of it may have happened: only what the venue says of the new order makes it certain.
            Assert.True(error.Kind is ErrorKind.FateUnknown or ErrorKind.DuplicateClientId or ErrorKind.Refused or ErrorKind.NotFound, $"{error.Kind}: {Encoding.UTF8.GetString(worse)}");
        }
    }

    static void Same(string kind, string expected, (string What, byte[] Payload) row)
    {
        var read = Read(kind, row.Payload);
        Assert.True(read is null || read == expected, $"{row.What}: {read} instead of {expected}");
    }

    static string? Read(string kind, byte[] payload)
    {
        using var document = Parse(payload);
        if (document is null) return null;
        var answer = document.RootElement;
        return kind switch
        {
            "order" => Text(BinanceAnswers.Order(answer, _ => null), Order),
            "orders" => Text(BinanceAnswers.Orders(answer, _ => null), orders => string.Join('|', orders.Select(Order))),
            "placed" => BinanceAnswers.Placed(answer, "ours") is { Kind: Hosting.Gateways.SendAnswerKind.Accepted } placed ? placed.VenueOrderId : null,
            "trades" => Text(BinanceAnswers.Trades(answer, "BNB/BTC"), fills => string.Join('|', fills.Select(fill => Plain($"{fill.TradeId} {fill.VenueOrderId} {fill.Side} {fill.Price} {fill.Quantity} {fill.Fee} {fill.FeeAsset}")))),
            "balances" => Text(BinanceAnswers.Balances(answer), balances => string.Join('|', balances)),
            "candles" => Text(BinanceAnswers.Bars(answer, long.MaxValue), bars => string.Join('|', bars)),
            "book" => Text(BinanceAnswers.Snapshot(answer), book => Plain($"{book.Sequence} {string.Join('|', book.Bids)} {string.Join('|', book.Asks)}")),
            "deposits" => Text(BinanceFlows.Deposits(answer), flows => string.Join('|', flows)),
            "withdrawals" => Text(BinanceFlows.Withdrawals(answer), flows => string.Join('|', flows)),
            _ => Text(BinanceFlows.Restrictions(answer), rights => Plain($"{rights.Trades} {rights.Withdraws}")),
        };
    }

    static string Order(Hosting.Orders.VenueOrder order) => Plain($"{order.Instrument} {order.VenueOrderId} {order.Side} {order.Quantity} {order.Price} {order.Trigger:0.####} {order.Executed} {order.State}");

    static string? Text<T>(Result<T> read, Func<T, string> text) => read.Ok ? text(read.Value) : null;

    static string Plain(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // As the adapter parses.
    static JsonDocument? Parse(byte[] payload)
    {
        try
        {
            return JsonDocument.Parse(payload, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static string Fixture(string name) => SharedData.Path("fixtures", "binance", name);
}
