using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.TestSupport;
using Argosy.Venues.Binance;
using Argosy.Venues.Binance.Usdm;

namespace Argosy.Venues.Tests.Usdm;

/// <summary>Damaged messages: never a crash, never other money than was told.</summary>
public sealed class UsdmHostileTests
{
    const string Fill = """
        {"e":"ORDER_TRADE_UPDATE","E":1,"T":1,"o":{"s":"BTCUSDT","c":"000700100000100000","S":"SELL","o":"MARKET","f":"GTC","q":"0.5","p":"0","ap":"0","sp":"0","x":"TRADE","X":"PARTIALLY_FILLED","i":77,"l":"0.25","z":"0.3","L":"27990","N":"USDT","n":"5.6","T":1765431097040,"t":991,"m":false,"R":true,"ot":"MARKET","ps":"BOTH","cp":false,"rp":"-3"}}
        """;

    static readonly (string Name, string Text, Func<JsonElement, object?> Read)[] Answers =
    [
        ("trades", UsdmServer.Fixture("rest-trading-getusertrades.json"), root => Value(UsdmOrderAnswers.Trades(root, "BTC/USDT"), fills => string.Join(';', fills.Select(Money)))),
        ("order", Executed(), root => Value(UsdmOrderAnswers.Order(root, "BTC/USDT"), order => (order.VenueOrderId, order.Side, order.Quantity, order.Price, order.Executed, order.State))),
        ("conditional", UsdmServer.Fixture("rest-trading-getconditionalorders.json")[1..^2], root => Value(UsdmOrderAnswers.Algo(root, "BTC/USDT"), algo => (algo.Order.VenueOrderId, algo.Order.Side, algo.Order.State))),
        ("balances", UsdmServer.Fixture("rest-account-getbalances.json"), root => Value(UsdmAccountAnswers.Balances(root), rows => string.Join(';', rows.Select(row => (row.Free, row.Locked))))),
        ("positions", UsdmServer.Fixture("rest-trading-getpositions.json"), root => Value(UsdmAccountAnswers.Positions(root, _ => "BTC/USDT"), rows => string.Join(';', rows.Select(row => (row.Instrument, row.Leg, row.Quantity, row.EntryPrice))))),
        ("income", """[{"symbol":"BTCUSDT","incomeType":"FUNDING_FEE","income":"-0.37500000","asset":"USDT","info":"FUNDING_FEE","time":1570608000000,"tranId":9689322392,"tradeId":""}]""", root => Value(UsdmFlows.Lines(root), rows => string.Join(';', rows.Select(row => (row.Amount, row.Time))))),
        ("brackets", """{"symbol":"BTCUSDT","brackets":[{"bracket":1,"initialLeverage":125,"notionalCap":50000,"notionalFloor":0,"maintMarginRatio":0.004,"cum":0.0},{"bracket":2,"initialLeverage":100,"notionalCap":600000,"notionalFloor":50000,"maintMarginRatio":0.005,"cum":50.0}]}""", root => Value(UsdmAccountAnswers.Brackets(root, "BTCUSDT"), rows => string.Join(';', rows))),
        ("rights", """{"enableFutures":true,"enableWithdrawals":true,"tradingAuthorityExpirationTime":1628985600000}""", root => Value(UsdmAccountAnswers.Rights(root), rights => (rights.Trades, rights.Withdraws))),
    ];

    public static TheoryData<string> Kinds() => [.. Answers.Select(answer => answer.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Answer_Spoilt_IsWhatItWas_OrIsRefused(string kind)
    {
        var (_, text, read) = Answers.Single(answer => answer.Name == kind);
        var whole = read(JsonDocument.Parse(text).RootElement);
        Assert.NotNull(whole);
        Assert.Equal(whole, read(JsonDocument.Parse(new Hostile(1).Reordered(text)).RootElement));
        Many(seed =>
        {
            if (Parsed(new Hostile(seed).Spoilt(text)) is not { } root) return;
            if (read(root) is { } told) Assert.Equal(whole, told);
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Answer_Damaged_NeverThrows(string kind)
    {
        var (_, text, read) = Answers.Single(answer => answer.Name == kind);
        Many(seed =>
        {
            if (Parsed(new Hostile(seed).Damaged(text)) is { } root) read(root);
        });
    }

    [Fact]
    public void Fill_Spoilt_IsWhatItWas_OrIsRefused()
    {
        var whole = Read(Encoding.UTF8.GetBytes(Fill))!;
        Assert.Equal((0.25m, 27990m, 5.6m, 0.3m), (whole.Fill!.Quantity, whole.Fill.Price, whole.Fill.Fee, whole.Order.Executed));
        Assert.Equal(Money(whole.Fill), Money(Read(Encoding.UTF8.GetBytes(new Hostile(1).Reordered(Fill)))!.Fill!));
        Many(seed =>
        {
            if (Read(new Hostile(seed).Spoilt(Fill)) is not { } told) return;
            Assert.Equal((whole.Order.Executed, whole.Order.State, whole.Order.Side), (told.Order.Executed, told.Order.State, told.Order.Side));
            // Where the word for what happened is not known, what was executed is asked for.
            if (told.Fill is not null) Assert.Equal(Money(whole.Fill), Money(told.Fill));
        });
    }

    [Fact]
    public void Frame_Damaged_NeverThrows()
    {
        var frames = Directory.GetFiles(SharedData.Path("fixtures", "binanceusdm"), "*.json").Where(file => Path.GetFileName(file).StartsWith("ws-", StringComparison.Ordinal) || Path.GetFileName(file).StartsWith("nt-", StringComparison.Ordinal)).Select(File.ReadAllText).Append(Fill).ToArray();
        var (reader, account, balances, positions, depth) = (new BinanceReader(), new BinanceAccountReader(_ => null), new List<AssetBalance>(), new List<VenuePosition>(), new DepthChange());
        Many(seed =>
        {
            var bytes = new Hostile(seed).Damaged(frames[seed % (ulong)frames.Length]);
            BinanceReader.KindOf(bytes, out var body);
            // Whatever it says it is, every reader gets it.
            account.TryOrder(body, out _);
            account.TryAccount(body, balances, positions);
            reader.TryKline(body, out _);
            reader.TryTrade(body, out _);
            reader.TryQuote(body, out _);
            reader.TryDepth(body, depth);
            UsdmOrderAnswers.Update(body.ToArray(), _ => null);
        });
    }

    static void Many(Action<ulong> test, [CallerMemberName] string name = "") => PropertyChecks.ForSeeds(1000, seed => test((ulong)seed), test: name);

    static OrderUpdate? Read(byte[] frame) => BinanceReader.KindOf(frame, out var body) == BinanceEvent.Order && new BinanceAccountReader(_ => "BTC/USDT").TryOrder(body, out var update) ? update : null;

    static JsonElement? Parsed(byte[] text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException)
        {
            // The request itself fails where its answer is no JSON.
            return null;
        }
    }

    static object? Value<T>(Result<T> result, Func<T, object> money) => result.Ok ? money(result.Value) : null;

    // Names are left out: one word is as good as another.
    static (string, string, Core.Orders.Side, decimal, decimal, decimal, long) Money(VenueFill fill) => (fill.TradeId, fill.VenueOrderId, fill.Side, fill.Price, fill.Quantity, fill.Fee, fill.Time);

    static string Executed() => UsdmServer.Fixture("rest-trading-getorder.json").Replace("\"executedQty\": \"0\"", "\"executedQty\": \"0.1\"", StringComparison.Ordinal).Replace("\"status\": \"NEW\"", "\"status\": \"PARTIALLY_FILLED\"", StringComparison.Ordinal);
}
