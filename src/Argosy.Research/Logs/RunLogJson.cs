using System.Text.Json;
using System.Text.Json.Serialization;
using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Engine.Logs;
using Argosy.Engine.Orders;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Queues;

namespace Argosy.Research.Logs;

/// <summary>The JSON of run logs: kebab-case words, money as plain decimal strings, nothing written that says nothing.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    Converters =
    [
        typeof(MoneyText), typeof(Word<Side>), typeof(Word<OrderType>), typeof(Word<TimeInForce>), typeof(Word<OrderFlags>), typeof(Word<OrderPurpose>), typeof(Word<OrderState>),
        typeof(Word<OrderReason>), typeof(Word<OrderEventKind>), typeof(Word<FillTraits>), typeof(Word<ClockPhase>), typeof(Word<FillAt>), typeof(Word<PathMode>), typeof(Word<MarginMode>),
        typeof(Word<QueueKind>),
    ])]
[JsonSerializable(typeof(RunLogHeader))]
[JsonSerializable(typeof(RunLogEntry))]
sealed partial class RunLogJson : JsonSerializerContext;

/// <summary>Money as a string in plain decimal notation.</summary>
sealed class MoneyText : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        decimal.TryParse(reader.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : throw new JsonException("a decimal number is expected");

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteStringValue(Exact.Text(value));
}

/// <summary>An enum by its name in kebab-case; several flags with commas.</summary>
sealed class Word<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
