using System.Text.Json;
using Argosy.Research.Backtests;
using Argosy.Simulation.Fills;

namespace Argosy.Research.Results;

/// <summary>Every setting that decides a backtest, spelled out with its default.</summary>
static class ResultSettings
{
    public static void Write(Utf8JsonWriter writer, BacktestSettings settings)
    {
        writer.WriteStartObject("settings");
        WriteFields(writer, settings);
        writer.WriteEndObject();
    }

    /// <summary>The members of the object.</summary>
    public static void WriteFields(Utf8JsonWriter writer, BacktestSettings settings)
    {
        var fills = settings.Fills;
        JsonFields.Money(writer, "cash", settings.Cash);
        writer.WriteString("size", settings.Size);
        Rules(writer, "exits", settings.Exits);
        Rules(writer, "guards", settings.Guards);
        Rules(writer, "limits", settings.Limits);
        JsonFields.Money(writer, "makerFee", fills.MakerFee);
        JsonFields.Money(writer, "takerFee", fills.TakerFee);
        writer.WriteString("feeAsset", fills.FeeInReceivedAsset ? "received" : "quote");
        JsonFields.Money(writer, "slippageBps", fills.SlippageBps);
        JsonFields.Money(writer, "spreadBps", fills.SpreadBps);
        JsonFields.Money(writer, "volumeSlippageBps", fills.VolumeSlippageBps);
        writer.WriteString("fillAt", Spelling.Of(fills.FillAt));
        writer.WriteString("path", Spelling.Of(fills.Path));
        JsonFields.Money(writer, "participation", fills.Participation);
        writer.WriteNumber("latencyBars", fills.LatencyBars);
        JsonFields.Number(writer, "touchProbability", fills.TouchProbability);
        writer.WriteBoolean("short", settings.AllowShort);
        // Only runs that may not be long say so.
        if (!settings.AllowLong) writer.WriteBoolean("long", false);
        JsonFields.Money(writer, "leverage", settings.Leverage);
        PerpetualJson.WriteSettings(writer, settings);
        JsonFields.Money(writer, "borrowApr", settings.BorrowApr);
        writer.WriteBoolean("band", settings.Band);
        writer.WriteNumber("seed", fills.Seed);
        if (settings.Ticks is { } ticks) Write(writer, ticks);
        Time(writer, "from", settings.From);
        Time(writer, "to", settings.To);
    }

    // Only runs on ticks have them.
    static void Write(Utf8JsonWriter writer, TickOptions ticks)
    {
        writer.WriteNumber("latencyMs", ticks.LatencyMs);
        writer.WriteNumber("cancelLatencyMs", ticks.CancelLatencyMs ?? ticks.LatencyMs);
        writer.WriteNumber("latencyJitterMs", ticks.LatencyJitterMs);
        writer.WriteString("queue", Spelling.Of(ticks.Queue));
    }

    // One text, so that results compare; null: none.
    static void Rules(Utf8JsonWriter writer, string name, IReadOnlyList<string> rules)
    {
        if (rules.Count > 0) writer.WriteString(name, string.Join(", ", rules));
        else writer.WriteNull(name);
    }

    // Null: the first bar's open, the end of the data.
    static void Time(Utf8JsonWriter writer, string name, long? time)
    {
        if (time is { } ms) writer.WriteNumber(name, ms);
        else writer.WriteNull(name);
    }
}
