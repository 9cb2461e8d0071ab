using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Gateways;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <summary>Reads Binance's REST answers about orders, fills, balances and candles. What lacks a field or holds a figure that cannot be is refused whole.</summary>
internal static class BinanceAnswers
{
    const int BarColumns = 12;

    /// <summary>The answer to an order that was taken; one that does not name our id came from an order that may be there.</summary>
    public static SendAnswer Placed(JsonElement answer, string clientId)
    {
        var read = Guard("order", () => (Id: Number(answer, "orderId"), Client: Word(answer, "clientOrderId")));
        if (!read.Ok) return SendAnswers.Of(read.Error!);
        return read.Value.Client == clientId
            ? new(SendAnswerKind.Accepted, read.Value.Id)
            : new(SendAnswerKind.Unknown, Reason: $"Binance: the answer to order {clientId} names order {read.Value.Client}");
    }

    /// <summary>An order; a cancellation's answer names the order's own id in origClientOrderId.</summary>
    public static Result<VenueOrder> Order(JsonElement answer, Func<string, string?> instruments) => Guard("order", () => One(answer, instruments));

    /// <summary>A list of orders.</summary>
    public static Result<IReadOnlyList<VenueOrder>> Orders(JsonElement answer, Func<string, string?> instruments) =>
        Guard<IReadOnlyList<VenueOrder>>("orders", () => [.. answer.EnumerateArray().Select(row => One(row, instruments))]);

    /// <summary>A list of the account's trades.</summary>
    public static Result<IReadOnlyList<VenueFill>> Trades(JsonElement answer, string instrument) => Guard<IReadOnlyList<VenueFill>>("trades", () => [.. answer.EnumerateArray().Select(trade => Trade(trade, instrument))]);

    /// <summary>The number of a trade.</summary>
    public static long NumberOf(VenueFill fill) => long.Parse(fill.TradeId, CultureInfo.InvariantCulture);

    /// <summary>Balances other than zero.</summary>
    public static Result<IReadOnlyList<AssetBalance>> Balances(JsonElement answer) => Guard<IReadOnlyList<AssetBalance>>("balances", () =>
        [.. answer.GetProperty("balances").EnumerateArray().Select(row => new AssetBalance(Word(row, "asset"), Amount(row, "free"), Amount(row, "locked"))).Where(balance => balance.Total != 0)]);

    /// <summary>Candles in order of time, whose end lies before <paramref name="now"/>.</summary>
    public static Result<IReadOnlyList<VenueBar>> Bars(JsonElement answer, long now) => Guard<IReadOnlyList<VenueBar>>("candles", () =>
    {
        var bars = new List<VenueBar>();
        foreach (var row in answer.EnumerateArray())
        {
            if (row.GetArrayLength() < BarColumns) throw new FormatException($"a candle of {row.GetArrayLength()} columns");
            if (row[6].GetInt64() >= now) break;
            var bar = new VenueBar(row[0].GetInt64(), Figure(row[1]), Figure(row[2]), Figure(row[3]), Figure(row[4]), Figure(row[5]));
            if (!bar.IsSound || (bars.Count > 0 && bar.OpenTime <= bars[^1].OpenTime)) throw new FormatException($"the candle of {bar.OpenTime}");
            bars.Add(bar);
        }
        return bars;
    });

    /// <summary>A snapshot of a book.</summary>
    public static Result<BookSnapshot> Snapshot(JsonElement answer) => Guard("book", () => new BookSnapshot(answer.GetProperty("lastUpdateId").GetInt64(), Levels(answer, "bids"), Levels(answer, "asks")));

    /// <summary>Reads, or says what could not be read.</summary>
    public static Result<T> Guard<T>(string what, Func<T> read)
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

    /// <summary>A figure above 0.</summary>
    public static decimal Positive(JsonElement of, string name) => Figure(of.GetProperty(name)) is > 0 and var value ? value : throw new FormatException(name);

    /// <summary>A figure of 0 or more.</summary>
    public static decimal Amount(JsonElement of, string name) => Figure(of.GetProperty(name)) is >= 0 and var value ? value : throw new FormatException(name);

    /// <summary>A word that is not empty.</summary>
    public static string Word(JsonElement of, string name) => of.GetProperty(name).GetString() is { Length: > 0 } word ? word : throw new FormatException(name);

    static VenueFill Trade(JsonElement trade, string instrument)
    {
        var (fee, feeAsset) = (Figure(trade.GetProperty("commission")), trade.GetProperty("commissionAsset").GetString() ?? "");
        if (fee != 0 && feeAsset.Length == 0) throw new FormatException("commissionAsset");
        return new()
        {
            TradeId = Number(trade, "id"),
            VenueOrderId = Number(trade, "orderId"),
            Instrument = instrument,
            Side = trade.GetProperty("isBuyer").GetBoolean() ? Side.Buy : Side.Sell,
            Price = Positive(trade, "price"),
            Quantity = Positive(trade, "qty"),
            Fee = fee,
            FeeAsset = feeAsset,
            IsMaker = trade.GetProperty("isMaker").GetBoolean(),
            Time = trade.GetProperty("time").GetInt64(),
        };
    }

    static VenueOrder One(JsonElement answer, Func<string, string?> instruments)
    {
        var symbol = Word(answer, "symbol");
        var (quantity, executed, type) = (Amount(answer, "origQty"), Amount(answer, "executedQty"), BinanceWords.Type(Word(answer, "type"), isFutures: false));
        var trigger = answer.TryGetProperty("stopPrice", out _) ? Amount(answer, "stopPrice") : 0;
        if (trigger == 0 && type is OrderType.Stop or OrderType.StopLimit or OrderType.TakeProfit) throw new FormatException("stopPrice");
        // An order by cost tells its quantity only when it has filled.
        if (quantity > 0 && executed > quantity) throw new FormatException("executedQty");
        return new()
        {
            ClientId = answer.TryGetProperty("origClientOrderId", out var original) && original.GetString() is { Length: > 0 } own ? own : Word(answer, "clientOrderId"),
            VenueOrderId = Number(answer, "orderId"),
            Instrument = instruments(symbol) ?? symbol,
            Side = BinanceWords.Side(Word(answer, "side")) ?? throw new FormatException("side"),
            Type = type,
            Quantity = quantity,
            Price = Amount(answer, "price"),
            Trigger = trigger,
            State = BinanceWords.State(Word(answer, "status")) ?? throw new FormatException("status"),
            Executed = executed,
            Time = Time(answer),
        };
    }

    static BookLevel[] Levels(JsonElement answer, string side) => [.. answer.GetProperty(side).EnumerateArray().Select(row =>
        (Price: Figure(row[0]), Quantity: Figure(row[1])) is { Price: > 0, Quantity: > 0 } level ? new BookLevel(level.Price, level.Quantity) : throw new FormatException(side))];

    static string Number(JsonElement of, string name) => of.GetProperty(name).GetInt64() is >= 0 and var number ? number.ToString(CultureInfo.InvariantCulture) : throw new FormatException(name);

    static long Time(JsonElement answer) =>
        answer.TryGetProperty("transactTime", out var at) || answer.TryGetProperty("updateTime", out at) ? at.GetInt64() : 0;

    // Text or number, digit by digit: never through a double, no exponent, no NaN.
    static decimal Figure(JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number)) throw new FormatException($"{value.ValueKind} is no figure");
        var text = JsonMarshal.GetRawUtf8Value(value);
        if (value.ValueKind == JsonValueKind.String) text = text[1..^1];
        return NumberText.TryDecimal(text, out var figure) ? figure : throw new FormatException($"'{value}' is no figure");
    }
}
