using System.Buffers;
using System.Text.Json;
using Argosy.Core.Instruments;
using Argosy.Core.Values;
using Argosy.Engine.Strategies;

namespace Argosy.Scripting.TypeScript;

/// <summary>Writes the frames of a bot's process that are JSON: what the run is, and what an older version had kept.</summary>
static class BotBegin
{
    /// <summary>The frame of a run.</summary>
    public static ReadOnlySpan<byte> Of(BotSource source, StrategyContext context) => Json(json =>
    {
        var facts = context.Run;
        json.WriteString("bot", source.Files.Name);
        json.WriteStartArray("instruments");
        foreach (var instrument in context.Instruments) Write(json, instrument);
        json.WriteEndArray();
        json.WriteStartObject("run");
        json.WriteString("interval", context.Timeframe.ToString());
        json.WriteNumber("intervalMs", context.Timeframe.ApproximateMilliseconds);
        json.WriteString("exchange", facts.Place);
        json.WriteNumber("takerFee", facts.TakerFee);
        json.WriteNumber("makerFee", facts.MakerFee);
        json.WriteBoolean("allowShort", facts.AllowsShort);
        json.WriteNumber("startingCash", facts.StartingCash);
        json.WriteNumber("seed", facts.Seed);
        json.WritePropertyName("parameters");
        json.WriteRawValue(source.Parameters);
        json.WriteEndObject();
        json.WriteStartArray("lengths");
        for (var i = 0; i < context.Instruments.Count; i++) json.WriteNumberValue(FixedLength(context.For(i)));
        json.WriteEndArray();
        Rows(json, context);
        Words(json, "reasons", BotOrders.Reasons);
        Words(json, "purposes", BotOrders.Purposes);
        json.WriteBoolean("isMargin", facts.IsMargin);
    });

    /// <summary>The frame of a process that only says what the bot declares.</summary>
    public static ReadOnlySpan<byte> ToDescribe(BotFiles files) => Json(json =>
    {
        json.WriteString("bot", files.Name);
        json.WriteStartArray("instruments");
        json.WriteEndArray();
        json.WriteStartObject("run");
        json.WriteString("interval", "1m");
        json.WriteNumber("intervalMs", 60_000);
        json.WriteNumber("startingCash", 1);
        json.WriteNumber("seed", 1);
        json.WriteStartObject("parameters");
        json.WriteEndObject();
        json.WriteEndObject();
        foreach (var name in (string[])["lengths", "reasons", "purposes"])
        {
            json.WriteStartArray(name);
            json.WriteEndArray();
        }
        json.WriteBoolean("isMargin", false);
    });

    /// <summary>The frame of another version's state; without a version, of the bot's own.</summary>
    public static ReadOnlySpan<byte> Of(StateBag old, string? version) => Json(json =>
    {
        json.WriteString("version", version);
        json.WritePropertyName("state");
        json.WriteRawValue(old.ToJson());
    });

    /// <summary>Length of every bar of the instrument, ms; 0 where they differ.</summary>
    public static long FixedLength(StrategyContext context)
    {
        var closes = context.Preview?.Bars(context.InstrumentIndex).CloseTimes;
        return closes is null && context.Timeframe.Months == 0 ? context.Timeframe.Milliseconds : 0;
    }

    static void Write(Utf8JsonWriter json, Instrument instrument)
    {
        json.WriteStartObject();
        json.WriteString("pair", instrument.Name);
        json.WriteString("base", instrument.BaseAsset);
        json.WriteString("quote", instrument.QuoteAsset);
        json.WriteNumber("tick", Exact.ToStatistic(instrument.TickSize));
        json.WriteNumber("step", Exact.ToStatistic(instrument.LotSize));
        json.WriteNumber("minQuantity", Exact.ToStatistic(instrument.LotSize));
        json.WriteNumber("minNotional", instrument.MinNotionalStatistic);
        json.WriteNumber("priceDecimals", instrument.PriceScale);
        json.WriteEndObject();
    }

    // So much room is made at once; live nobody knows.
    static void Rows(Utf8JsonWriter json, StrategyContext context)
    {
        json.WriteStartArray("rows");
        for (var i = 0; i < context.Instruments.Count; i++) json.WriteNumberValue(context.Preview?.End(i) ?? 0);
        json.WriteEndArray();
    }

    static void Words(Utf8JsonWriter json, string name, string[] words)
    {
        json.WriteStartArray(name);
        foreach (var word in words) json.WriteStringValue(word);
        json.WriteEndArray();
    }

    static ReadOnlySpan<byte> Json(Action<Utf8JsonWriter> write)
    {
        var to = new ArrayBufferWriter<byte>(4_096);
        using var json = new Utf8JsonWriter(to);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return to.WrittenSpan;
    }
}
