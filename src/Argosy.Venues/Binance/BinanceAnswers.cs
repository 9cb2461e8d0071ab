using System.Globalization;
using System.Text.Json;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;

namespace Argosy.Venues.Binance;

/// <summary>Reads Binance's REST answers about orders, fills, balances and candles.</summary>
internal static class BinanceAnswers
{
    /// <summary>An order; a cancellation's answer names the order's own id in origClientOrderId.</summary>
    public static Result<VenueOrder> Order(JsonElement answer, string instrument) => Guard("order", () => new VenueOrder
    {
        ClientId = answer.TryGetProperty("origClientOrderId", out var original) && original.GetString() is { Length: > 0 } own ? own : answer.GetProperty("clientOrderId").GetString()!,
        VenueOrderId = answer.GetProperty("orderId").GetInt64().ToString(CultureInfo.InvariantCulture),
        Instrument = instrument,
        Side = BinanceWords.Side(answer.GetProperty("side").GetString()!) ?? throw new FormatException("side"),
        Type = BinanceWords.Type(answer.GetProperty("type").GetString()!, isFutures: false),
        Quantity = Figure(answer, "origQty"),
        Price = Figure(answer, "price"),
        Trigger = answer.TryGetProperty("stopPrice", out _) ? Figure(answer, "stopPrice") : 0,
        State = BinanceWords.State(answer.GetProperty("status").GetString()!) ?? throw new FormatException("status"),
        Executed = Figure(answer, "executedQty"),
        Time = Time(answer),
    });

    /// <summary>The fills inside an order's answer.</summary>
    public static Result<IReadOnlyList<VenueFill>> FillsOf(JsonElement answer, VenueOrder order) => Guard<IReadOnlyList<VenueFill>>("fills", () =>
        !answer.TryGetProperty("fills", out var fills) ? [] : [.. fills.EnumerateArray().Select(fill => new VenueFill
        {
            TradeId = fill.GetProperty("tradeId").GetInt64().ToString(CultureInfo.InvariantCulture),
            ClientId = order.ClientId,
            VenueOrderId = order.VenueOrderId,
            Instrument = order.Instrument,
            Side = order.Side,
            Price = Positive(fill, "price"),
            Quantity = Positive(fill, "qty"),
            Fee = Figure(fill, "commission"),
            FeeAsset = fill.GetProperty("commissionAsset").GetString() ?? "",
            Time = order.Time,
        })]);

    /// <summary>A list of the account's trades.</summary>
    public static Result<IReadOnlyList<VenueFill>> Trades(JsonElement answer, string instrument) => Guard<IReadOnlyList<VenueFill>>("trades", () => [.. answer.EnumerateArray().Select(trade => new VenueFill
    {
        TradeId = trade.GetProperty("id").GetInt64().ToString(CultureInfo.InvariantCulture),
        VenueOrderId = trade.GetProperty("orderId").GetInt64().ToString(CultureInfo.InvariantCulture),
        Instrument = instrument,
        Side = trade.GetProperty("isBuyer").GetBoolean() ? Side.Buy : Side.Sell,
        Price = Positive(trade, "price"),
        Quantity = Positive(trade, "qty"),
        Fee = Figure(trade, "commission"),
        FeeAsset = trade.GetProperty("commissionAsset").GetString() ?? "",
        IsMaker = trade.GetProperty("isMaker").GetBoolean(),
        Time = trade.GetProperty("time").GetInt64(),
    })]);

    /// <summary>Balances other than zero.</summary>
    public static Result<IReadOnlyList<AssetBalance>> Balances(JsonElement answer) => Guard<IReadOnlyList<AssetBalance>>("balances", () =>
        [.. answer.GetProperty("balances").EnumerateArray().Select(row => new AssetBalance(row.GetProperty("asset").GetString()!, Figure(row, "free"), Figure(row, "locked"))).Where(balance => balance.Total != 0)]);

    /// <summary>Candles in order of time, whose end lies before <paramref name="now"/>.</summary>
    public static Result<IReadOnlyList<VenueBar>> Bars(JsonElement answer, long now) => Guard<IReadOnlyList<VenueBar>>("candles", () =>
    {
        var bars = new List<VenueBar>();
        foreach (var row in answer.EnumerateArray())
        {
            if (row[6].GetInt64() >= now) break;
            var bar = new VenueBar(row[0].GetInt64(), Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5]));
            if (!bar.IsSound || (bars.Count > 0 && bar.OpenTime <= bars[^1].OpenTime)) throw new FormatException($"the candle of {bar.OpenTime}");
            bars.Add(bar);
        }
        return bars;
    });

    static Result<T> Guard<T>(string what, Func<T> read)
    {
        try
        {
            return Result<T>.Of(read());
        }
        catch (Exception broken) when (broken is FormatException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or OverflowException)
        {
            return Error.Corrupt($"Binance: the answer holds no {what} that can be read: {broken.Message}");
        }
    }

    static long Time(JsonElement answer) =>
        answer.TryGetProperty("transactTime", out var at) || answer.TryGetProperty("updateTime", out at) ? at.GetInt64() : 0;

    static decimal Positive(JsonElement of, string name) => Figure(of, name) is > 0 and var value ? value : throw new FormatException(name);

    static decimal Figure(JsonElement of, string name) => Number(of.GetProperty(name));

    static decimal Number(JsonElement value) => decimal.Parse(value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
