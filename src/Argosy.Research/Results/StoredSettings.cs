using System.Globalization;
using System.Text.Json;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Perpetuals;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Queues;

namespace Argosy.Research.Results;

/// <summary>A stored result's settings as settings again; what a result does not say keeps its default.</summary>
/// <remarks>Whoever runs by them must prove it: the trades of the stored run come out again, or something else decided it.</remarks>
public static class StoredSettings
{
    /// <summary>The settings as one JSON object, every default spelled out.</summary>
    public static string Text(BacktestSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            ResultSettings.WriteFields(writer, settings);
            writer.WriteEndObject();
        }
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The settings of a run whose market tells its own mark prices and funding, or the field that is none.</summary>
    public static Result<BacktestSettings> ReadRun(string settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        try
        {
            using var document = JsonDocument.Parse(settings);
            return document.RootElement.ValueKind == JsonValueKind.Object ? ReadFields(document.RootElement) : Error.Corrupt("settings must be an object");
        }
        catch (JsonException broken)
        {
            return Error.Corrupt($"settings: not JSON at column {(broken.BytePositionInLine ?? 0) + 1}");
        }
    }

    /// <summary>The settings, or the field that is none.</summary>
    public static Result<BacktestSettings> Read(JsonElement settings)
    {
        if (settings.ValueKind != JsonValueKind.Object) return Error.Corrupt("settings must be an object");
        return Find(settings, "market") is null ? ReadFields(settings) : Error.NotSupported("a result of perpetual contracts does not hold their mark prices and funding; it cannot be run again");
    }

    static Result<BacktestSettings> ReadFields(JsonElement settings)
    {
        try
        {
            return Of(settings);
        }
        catch (Exception wrong) when (wrong is FormatException or InvalidOperationException or OverflowException)
        {
            return Error.Corrupt($"settings: {wrong.Message}");
        }
    }

    static BacktestSettings Of(JsonElement settings)
    {
        var (run, fills) = (new BacktestSettings(), new FillOptions());
        return run with
        {
            Cash = Money(settings, "cash") ?? run.Cash,
            Size = Text(settings, "size") ?? run.Size,
            Exits = Rules(settings, "exits"),
            Guards = Rules(settings, "guards"),
            Limits = Rules(settings, "limits"),
            AllowShort = Flag(settings, "short") ?? run.AllowShort,
            AllowLong = Flag(settings, "long") ?? run.AllowLong,
            Leverage = Money(settings, "leverage") ?? run.Leverage,
            Margin = Word(settings, "margin", Enum.GetValues<MarginMode>(), Spelling.Of) is { } mode
                ? new MarginSettings { Mode = mode, LiquidationFee = Money(settings, "liquidationFee") ?? MarginTerms.UsualLiquidationFee }
                : null,
            BorrowApr = Money(settings, "borrowApr") ?? run.BorrowApr,
            Band = Flag(settings, "band") ?? run.Band,
            Ticks = Find(settings, "latencyMs") is null ? null : new TickOptions
            {
                LatencyMs = (int)(Time(settings, "latencyMs") ?? 0),
                CancelLatencyMs = (int?)Time(settings, "cancelLatencyMs"),
                LatencyJitterMs = (int)(Time(settings, "latencyJitterMs") ?? 0),
                Queue = Word(settings, "queue", Enum.GetValues<QueueKind>(), Spelling.Of) ?? default,
            },
            From = Time(settings, "from"),
            To = Time(settings, "to"),
            Fills = fills with
            {
                MakerFee = Money(settings, "makerFee") ?? fills.MakerFee,
                TakerFee = Money(settings, "takerFee") ?? fills.TakerFee,
                FeeInReceivedAsset = Text(settings, "feeAsset") == "received",
                SlippageBps = Money(settings, "slippageBps") ?? fills.SlippageBps,
                SpreadBps = Money(settings, "spreadBps") ?? fills.SpreadBps,
                VolumeSlippageBps = Money(settings, "volumeSlippageBps") ?? fills.VolumeSlippageBps,
                FillAt = Word(settings, "fillAt", Enum.GetValues<FillAt>(), Spelling.Of) ?? fills.FillAt,
                Path = Word(settings, "path", Enum.GetValues<PathMode>(), Spelling.Of) ?? fills.Path,
                Participation = Money(settings, "participation") ?? fills.Participation,
                LatencyBars = (int)(Time(settings, "latencyBars") ?? fills.LatencyBars),
                TouchProbability = Find(settings, "touchProbability") is { } touch ? touch.GetDouble() : fills.TouchProbability,
                Seed = Find(settings, "seed") is { } seed ? seed.GetUInt64() : fills.Seed,
            },
        };
    }

    static JsonElement? Find(JsonElement settings, string name) => settings.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    static IReadOnlyList<string> Rules(JsonElement settings, string name) => Text(settings, name) is { } rules ? CallText.Split(rules, ',') : [];

    static string? Text(JsonElement settings, string name) => Find(settings, name)?.GetString();

    static bool? Flag(JsonElement settings, string name) => Find(settings, name)?.GetBoolean();

    static long? Time(JsonElement settings, string name) => Find(settings, name)?.GetInt64();

    static decimal? Money(JsonElement settings, string name) => Text(settings, name) is { } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;

    static T? Word<T>(JsonElement settings, string name, T[] values, Func<T, string> spell)
        where T : struct
    {
        if (Text(settings, name) is not { } word) return null;
        foreach (var value in values)
        {
            if (spell(value) == word) return value;
        }
        throw new FormatException($"'{word}' is no {name}");
    }
}
