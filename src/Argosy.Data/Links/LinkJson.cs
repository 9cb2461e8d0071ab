using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Core.Events;
using Argosy.Core.Instruments;
using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Orders;

namespace Argosy.Data.Links;

/// <summary>The JSON of messages: kebab-case words, money as strings, nothing written that says nothing, nothing read that has no meaning.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    Converters =
    [
        typeof(MoneyText), typeof(InstrumentFields), typeof(TimeframeText), typeof(EventFields), typeof(TradeFields), typeof(Word<RunMode>), typeof(Word<Side>), typeof(Word<OrderType>),
        typeof(Word<TimeInForce>), typeof(Word<OrderPurpose>), typeof(Word<OrderReason>), typeof(Word<OrderEventKind>), typeof(Word<FillTraits>),
    ])]
[JsonSerializable(typeof(LinkEnvelope))]
[JsonSerializable(typeof(InstrumentText))]
[JsonSerializable(typeof(EventText))]
sealed partial class LinkJson : JsonSerializerContext;

/// <summary>Money as a string in plain decimal notation, trailing zeros kept.</summary>
sealed class MoneyText : JsonConverter<decimal>
{
    const NumberStyles Notation = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && decimal.TryParse(reader.GetString(), Notation, CultureInfo.InvariantCulture, out var value)
            ? value : throw new JsonException("a decimal number in quotation marks is expected");

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}

/// <summary>An enum by its name in kebab-case; several flags with commas.</summary>
sealed class Word<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

/// <summary>A timeframe by its shortest spelling.</summary>
sealed class TimeframeText : JsonConverter<Timeframe>
{
    public override Timeframe Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException("a timeframe is expected, e.g. \"1m\"");
        var read = Timeframe.Parse(reader.GetString()!);
        return read.Ok ? read.Value : throw new JsonException(read.Error!.Message);
    }

    public override void Write(Utf8JsonWriter writer, Timeframe value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

/// <summary>An instrument by what it is made of.</summary>
sealed class InstrumentFields : JsonConverter<Instrument>
{
    public override Instrument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = JsonSerializer.Deserialize(ref reader, LinkJson.Default.InstrumentText) ?? throw new JsonException("an instrument is expected");
        try
        {
            return new Instrument(text.BaseAsset, text.QuoteAsset, text.TickSize, text.LotSize, text.MinNotional, text.PriceScale);
        }
        catch (ArgumentException wrong)
        {
            throw new JsonException(wrong.Message, wrong);
        }
    }

    public override void Write(Utf8JsonWriter writer, Instrument value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new InstrumentText(value.BaseAsset, value.QuoteAsset, value.TickSize, value.LotSize, value.MinNotional, value.PriceScale), LinkJson.Default.InstrumentText);
}

sealed record InstrumentText(string BaseAsset, string QuoteAsset, decimal TickSize, decimal LotSize, decimal MinNotional, int PriceScale);

/// <summary>A public trade as a row: instrument, time, price, quantity and whether its taker bought, which is what most lines of a run on trades are made of.</summary>
sealed class TradeFields : JsonConverter<MarketTrade>
{
    const string Row = "a trade is a row of instrument, time, price, quantity and its taker's side (buy, sell or unknown)";

    static readonly MoneyText Money = new();

    public override MarketTrade Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException(Row);
        var instrument = Next(ref reader, JsonTokenType.Number).GetInt16();
        var time = Next(ref reader, JsonTokenType.Number).GetInt64();
        var price = Amount(ref reader, options);
        var quantity = Amount(ref reader, options);
        var taker = Next(ref reader, JsonTokenType.String).GetString() switch
        {
            "buy" => TakerSide.Buy,
            "sell" => TakerSide.Sell,
            "unknown" => TakerSide.Unknown,
            _ => throw new JsonException(Row),
        };
        Next(ref reader, JsonTokenType.EndArray);
        return new MarketTrade(instrument, time, price, quantity, taker);
    }

    public override void Write(Utf8JsonWriter writer, MarketTrade value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Instrument);
        writer.WriteNumberValue(value.Time);
        Money.Write(writer, value.Price, options);
        Money.Write(writer, value.Quantity, options);
        writer.WriteStringValue(value.Taker switch
        {
            TakerSide.Buy => "buy",
            TakerSide.Sell => "sell",
            TakerSide.Unknown => "unknown",
        });
        writer.WriteEndArray();
    }

    static decimal Amount(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        Next(ref reader, JsonTokenType.String);
        return Money.Read(ref reader, typeof(decimal), options) is > 0 and var amount ? amount : throw new JsonException("a trade has a price and a quantity above 0");
    }

    static ref Utf8JsonReader Next(ref Utf8JsonReader reader, JsonTokenType expected)
    {
        if (!reader.Read() || reader.TokenType != expected) throw new JsonException(Row);
        return ref reader;
    }
}

/// <summary>What a venue said, a fill or a move with its own fields.</summary>
sealed class EventFields : JsonConverter<OrderEvent>
{
    public override OrderEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = JsonSerializer.Deserialize(ref reader, LinkJson.Default.EventText) ?? throw new JsonException("an event is expected");
        if (text.Kind == OrderEventKind.Filled != text.Fill is not null) throw new JsonException("a fill, and only a fill, says what was executed");
        if (text.Kind == OrderEventKind.Moved != text.Price is not null) throw new JsonException("a move, and only a move, says where the order lies now");
        if (text.Fill is { } fill)
        {
            return fill.OrderId == text.Order && fill.Time == text.Time && fill is { Quantity: > 0, Price: > 0 } && text.Reason == OrderReason.None
                ? OrderEvent.Filled(in fill) : throw new JsonException("a fill is of its event's order and time, with a price and a quantity above 0");
        }
        return text.Price is { } price ? OrderEvent.Moved(text.Order, text.Time, price) : OrderEvent.Change(text.Kind, text.Order, text.Time, text.Reason);
    }

    public override void Write(Utf8JsonWriter writer, OrderEvent value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(
            writer,
            new EventText(value.Kind, value.OrderId, value.Time)
            {
                Reason = value.Reason,
                Fill = value.Kind == OrderEventKind.Filled ? value.Fill : null,
                Price = value.Kind == OrderEventKind.Moved ? value.Price : null,
            },
            LinkJson.Default.EventText);
}

sealed record EventText(OrderEventKind Kind, int Order, long Time)
{
    public OrderReason Reason { get; init; }

    public Fill? Fill { get; init; }

    public decimal? Price { get; init; }
}
