using System.Text.Json;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Hosting.Orders;
using Argosy.Hosting.Ports;
using static Argosy.Venues.Binance.Usdm.UsdmJson;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Reads answers about orders, conditional orders and executions.</summary>
internal static class UsdmOrderAnswers
{
    /// <summary>An order.</summary>
    public static Result<VenueOrder> Order(JsonElement row, string instrument) => Guard("order", () => Checked(new VenueOrder
    {
        ClientId = Text(row, "clientOrderId"),
        VenueOrderId = Digits(row, "orderId"),
        Instrument = instrument,
        Side = Way(row),
        Type = BinanceWords.Type(Text(row, "type"), isFutures: true),
        Quantity = Amount(row, "origQty"),
        Price = Amount(row, "price"),
        Trigger = AmountOrZero(row, "stopPrice"),
        State = BinanceWords.State(Text(row, "status")) ?? throw new FormatException("status"),
        Executed = Amount(row, "executedQty"),
        Time = LongOrZero(row, "updateTime"),
    }));

    /// <summary>A conditional order.</summary>
    public static Result<UsdmAlgo> Algo(JsonElement row, string instrument) => Guard("conditional order", () =>
    {
        var type = TextOrNone(row, "orderType") is { Length: > 0 } named ? named : Text(row, "type");
        return Of(row, Text(row, "algoStatus"), TextOrNone(row, "actualOrderId"), new VenueOrder
        {
            ClientId = Text(row, "clientAlgoId"),
            VenueOrderId = UsdmAlgo.Mark + Digits(row, "algoId"),
            Instrument = instrument,
            Side = Way(row),
            Type = BinanceWords.Type(type, isFutures: true),
            Quantity = AmountOrZero(row, "quantity"),
            Price = AmountOrZero(row, "price"),
            Trigger = AmountOrZero(row, "triggerPrice"),
            State = OrderState.Working,
            Executed = AmountOrZero(row, "actualQty"),
            Time = LongOrZero(row, "updateTime"),
        });
    });

    /// <summary>A conditional order as ALGO_UPDATE tells it.</summary>
    public static Result<UsdmAlgo> Update(ReadOnlyMemory<byte> body, Func<string, string?> instruments) => Guard("conditional order", () =>
    {
        using var document = JsonDocument.Parse(body);
        var (message, row) = (document.RootElement, document.RootElement.GetProperty("o"));
        return Of(row, Text(row, "X"), TextOrNone(row, "ai"), new VenueOrder
        {
            ClientId = Text(row, "caid"),
            VenueOrderId = UsdmAlgo.Mark + Digits(row, "aid"),
            Instrument = instruments(Text(row, "s")) ?? Text(row, "s"),
            Side = BinanceWords.Side(Text(row, "S")) ?? throw new FormatException("side"),
            Type = BinanceWords.Type(Text(row, "o"), isFutures: true),
            Quantity = AmountOrZero(row, "q"),
            Price = AmountOrZero(row, "p"),
            Trigger = AmountOrZero(row, "tp"),
            State = OrderState.Working,
            Executed = AmountOrZero(row, "aq"),
            Time = Long(message, "T"),
            Reason = TextOrNone(row, "rm"),
        });
    });

    /// <summary>The account's executions; the venue names their orders by its own numbers alone.</summary>
    public static Result<IReadOnlyList<VenueFill>> Trades(JsonElement answer, string instrument) => Guard<IReadOnlyList<VenueFill>>("trades", () => [.. answer.EnumerateArray().Select(trade => new VenueFill
    {
        TradeId = Digits(trade, "id"),
        VenueOrderId = Digits(trade, "orderId"),
        Instrument = instrument,
        Side = Way(trade),
        Leg = trade.TryGetProperty("positionSide", out var leg) ? leg.GetString() switch { "LONG" => PositionLeg.Long, "SHORT" => PositionLeg.Short, _ => PositionLeg.Both } : PositionLeg.Both,
        Price = Positive(trade, "price"),
        Quantity = Positive(trade, "qty"),
        Fee = Figure(trade, "commission"),
        FeeAsset = Text(trade, "commissionAsset"),
        IsMaker = Flag(trade, "maker"),
        Time = Long(trade, "time"),
    })]);

    static UsdmAlgo Of(JsonElement row, string status, string child, VenueOrder order)
    {
        // Some accounts write 0 where there is no order yet.
        if (child is "0") child = "";
        if (child.Length > 0 && !child.All(char.IsAsciiDigit)) throw new FormatException($"the order it sent is no number: {child}");
        var (state, hasEnded) = status switch
        {
            "NEW" or "WORKING" or "TRIGGERING" or "TRIGGERED" => (OrderState.Working, false),
            "FINISHED" => (OrderState.Working, true),
            "CANCELED" or "CANCELLED" => (OrderState.Cancelled, true),
            "EXPIRED" => (OrderState.Expired, true),
            "REJECTED" => (OrderState.Rejected, true),
            _ => throw new FormatException($"status {status} of {row.ValueKind}"),
        };
        return new(Checked(order with { State = state }), child, hasEnded);
    }

    static VenueOrder Checked(VenueOrder order) => order.Executed <= order.Quantity || order.Quantity == 0 ? order : throw new FormatException($"executed {order.Executed} of {order.Quantity}");

    static Side Way(JsonElement row) => BinanceWords.Side(Text(row, "side")) ?? throw new FormatException("side");
}
