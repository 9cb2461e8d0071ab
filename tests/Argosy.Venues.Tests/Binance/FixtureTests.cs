using System.Text;
using System.Text.Json;
using Argosy.Hosting.Ports;
using Argosy.TestSupport;
using Argosy.Venues.Binance;
using Microsoft.AspNetCore.Http;

namespace Argosy.Venues.Tests.Binance;

/// <summary>Every payload of Binance spot kept beside the repository is read here, as what it is.</summary>
public sealed class FixtureTests
{
    // What each file must read as; "unread" are answers the adapter never asks for, which must read as nothing.
    static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal)
    {
        ["nt-account-position-wrapped.json"] = "balances frame 1",
        ["nt-all-orders-response.json"] = "orders 1",
        ["nt-balance-update-wrapped.json"] = "moved frame 1",
        ["nt-book-ticker-response.json"] = "unread",
        ["nt-cancel-order-response.json"] = "order myOrder1",
        ["nt-exchange-info-response.json"] = "listings",
        ["nt-execution-report-expired.json"] = "order frame 1",
        ["nt-server-time-response.json"] = "time 1499827319559",
        ["rest-account-getaccountinfo.json"] = "account 2",
        ["rest-account-getaccountstatus.json"] = "unread",
        ["rest-account-getbalances.json"] = "unread",
        ["rest-account-getcommissionrates.json"] = "unread",
        ["rest-account-gettradefee.json"] = "unread",
        ["rest-account-getuserassets.json"] = "unread",
        ["rest-exchangedata-getexchangeinfo.json"] = "listings",
        ["rest-exchangedata-getklines.json"] = "candles 1",
        ["rest-exchangedata-getrecenttrades.json"] = "unread",
        ["rest-exchangedata-getrollingwindowticker.json"] = "unread",
        ["rest-exchangedata-getservertime.json"] = "time 1499827319559",
        ["rest-exchangedata-getticker.json"] = "unread",
        ["rest-exchangedata-gettradehistory.json"] = "unread",
        ["rest-trading-amendorder.json"] = "unread",
        ["rest-trading-cancelallorders.json"] = "cancelled",
        ["rest-trading-cancelocoorder.json"] = "pair",
        ["rest-trading-cancelorder.json"] = "order myOrder1",
        ["rest-trading-getopenorders.json"] = "orders 1",
        ["rest-trading-getorder.json"] = "order myOrder1",
        ["rest-trading-getorders.json"] = "orders 1",
        ["rest-trading-getusertrades.json"] = "trades 1",
        ["rest-trading-placeorder.json"] = "placed 6gCrw2kRUAF9CvJDGP16IP",
        ["rest-trading-placetestorder.json"] = "unread",
        ["ws-account-accountposition.json"] = "balances frame 1",
        ["ws-account-balance.json"] = "moved frame 1",
        ["ws-account-order.json"] = "order frame 1",
        ["ws-exchangedata-aggregatedtrades.json"] = "trade frame 1",
        // Their documented samples: a candle that opens below its low, levels without a sequence, figures that are not read.
        ["ws-exchangedata-klines.json"] = "refused frame 1",
        ["ws-exchangedata-partialbook.json"] = "other frame 1",
        ["ws-exchangedata-ticker.json"] = "other frame 1",
        ["ws-exchangedata-trades.json"] = "trade frame 1",
    };

    public static TheoryData<string> Files => [.. Meanings.Keys];

    [Fact]
    public void EveryFile_StandsInTheTable() =>
        Assert.Equal(Directory.GetFiles(SharedData.Path("fixtures", "binance"), "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal), Meanings.Keys.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task File_ReadsAsWhatItIs(string file)
    {
        var meaning = Meanings[file];
        if (meaning.EndsWith(" frame 1", StringComparison.Ordinal))
        {
            Assert.Equal(meaning, $"{string.Join(' ', Recording.Pushes("binance", file).Select(Frame).Distinct())} frame {Recording.Pushes("binance", file).Count}");
            return;
        }
        var text = await File.ReadAllTextAsync(SharedData.Path("fixtures", "binance", file));
        using var document = JsonDocument.Parse(text);
        var answer = document.RootElement;
        switch (meaning.Split(' ')[0])
        {
            case "order":
                Assert.Equal(meaning, $"order {BinanceAnswers.Order(answer, Name).Value.ClientId}");
                break;
            case "orders":
                Assert.Equal(meaning, $"orders {BinanceAnswers.Orders(answer, Name).Value.Count}");
                break;
            case "cancelled":
                // Single orders, and pairs whose legs stand below.
                foreach (var row in answer.EnumerateArray()) Assert.Equal(!row.TryGetProperty("orderReports", out _), BinanceAnswers.Order(row, Name).Ok);
                break;
            case "pair":
                Assert.False(BinanceAnswers.Order(answer, Name).Ok);
                Assert.Equal(2, BinanceAnswers.Orders(answer.GetProperty("orderReports"), Name).Value.Count);
                break;
            case "trades":
                Assert.Equal(meaning, $"trades {BinanceAnswers.Trades(answer, "BNB/BTC").Value.Count}");
                break;
            case "candles":
                Assert.Equal(meaning, $"candles {BinanceAnswers.Bars(answer, long.MaxValue).Value.Count}");
                break;
            case "account":
                Assert.Equal(meaning, $"account {BinanceAnswers.Balances(answer).Value.Count}");
                Assert.True(BinanceFlows.AccountRights(answer).Value.Trades);
                break;
            case "placed":
                Assert.Equal(Hosting.Gateways.SendAnswerKind.Accepted, BinanceAnswers.Placed(answer, meaning.Split(' ')[1]).Kind);
                break;
            case "listings":
                var skipped = new List<string>();
                // The documented sample has no steps; what was recorded live has and is read by other tests.
                Assert.Empty(BinanceListings.Read(answer, skipped).Value);
                Assert.Equal(["ETHBTC: without tick or lot"], skipped);
                break;
            case "time":
                await using (var server = await BinanceServer.StartAsync(load: false))
                {
                    server.Answers["GET /api/v3/time"] = context => BinanceServer.Text(context, 200, text);
                    Assert.True((await server.Spot.SyncAsync(CancellationToken.None)).Ok);
                    Assert.True(Math.Abs(server.Spot.Clock.Now - 1_499_827_319_559) <= server.Spot.Clock.Bound);
                }
                break;
            default:
                Assert.All(Readers(answer), Assert.False);
                break;
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[[]]")]
    [InlineData("[null]")]
    [InlineData("[{}]")]
    [InlineData("\"text\"")]
    [InlineData("7")]
    [InlineData("<html></html>")]
    [InlineData("""{"symbols":[{}],"balances":[{}],"serverTime":"soon","bids":[[]]}""")]
    public async Task Answer_ThatSaysNothing_IsAnErrorOrNothing_ForEveryRequest(string body)
    {
        await using var server = await BinanceServer.StartAsync();
        foreach (var route in (string[])["GET /api/v3/account", "POST /api/v3/order", "POST /api/v3/order/cancelReplace", "DELETE /api/v3/order", "GET /api/v3/order", "GET /api/v3/openOrders", "GET /api/v3/myTrades", "GET /api/v3/klines", "GET /sapi/v1/capital/deposit/hisrec", "GET /sapi/v1/capital/withdraw/history", "GET /sapi/v1/account/apiRestrictions", "GET /api/v3/exchangeInfo"])
        {
            server.Answers[route] = context => BinanceServer.Text(context, 200, body);
        }
        var (spot, none, order) = (server.Spot, CancellationToken.None, BinanceSpotTests.Order());
        Assert.NotEqual(Hosting.Gateways.SendAnswerKind.Accepted, (await spot.PlaceAsync(order, none)).Kind);
        Assert.Equal(Hosting.Gateways.SendAnswerKind.Unknown, (await spot.ReplaceAsync(order, "1", order, none)).Kind);
        Assert.Equal(Hosting.Gateways.QueryAnswerKind.Failed, (await spot.QueryAsync(order, "1", none)).Kind);
        Assert.False((await spot.BalancesAsync(none)).Ok);
        Assert.False((await spot.RightsAsync(none)).Ok);
        Assert.False((await spot.LoadAsync(none)).Ok && body.Length < 30);
        foreach (var count in (int?[])[Count(await spot.OpenOrdersAsync(none)), Count(await spot.FillsAsync(["BTC/USDT"], 0, none)), Count(await spot.BarsAsync("BTC/USDT", Core.MarketData.Timeframe.OneMinute, 0, none)), Count(await spot.FlowsAsync(server.Time.Now, none))])
        {
            Assert.Equal(body == "[]" ? 0 : null, count);
        }
        server.Answers["GET /api/v3/time"] = context => BinanceServer.Text(context, 200, body);
        Assert.False((await spot.SyncAsync(none)).Ok);
    }

    static int? Count<T>(Core.Values.Result<IReadOnlyList<T>> read) => read.Ok ? read.Value.Count : null;

    static string? Name(string symbol) => null;

    static IEnumerable<bool> Readers(JsonElement answer)
    {
        yield return BinanceAnswers.Order(answer, Name).Ok;
        yield return BinanceAnswers.Orders(answer, Name).Ok;
        yield return BinanceAnswers.Trades(answer, "A/B").Ok;
        yield return BinanceAnswers.Balances(answer).Ok;
        yield return BinanceAnswers.Bars(answer, long.MaxValue).Ok;
        yield return BinanceAnswers.Snapshot(answer).Ok;
        yield return BinanceFlows.Deposits(answer).Ok;
        yield return BinanceFlows.Withdrawals(answer).Ok;
        yield return BinanceFlows.Restrictions(answer).Ok;
        yield return BinanceAnswers.Placed(answer, "ours").Kind == Hosting.Gateways.SendAnswerKind.Accepted;
    }

    static string Frame(byte[] frame)
    {
        var (market, account) = (new BinanceReader(), new BinanceAccountReader(Name));
        return BinanceReader.KindOf(frame, out var body) switch
        {
            BinanceEvent.Trade when market.TryTrade(body, out _) => "trade",
            BinanceEvent.Kline => market.TryKline(body, out _) ? "candle" : "refused",
            BinanceEvent.Order when account.TryOrder(body, out _) => "order",
            BinanceEvent.Balances when account.TryBalances(body, []) => "balances",
            BinanceEvent.Moved => "moved",
            BinanceEvent.Other => "other",
            var kind => $"{kind} not read",
        };
    }
}
