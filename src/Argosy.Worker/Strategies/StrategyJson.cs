using System.Text.Json.Serialization;

namespace Argosy.Worker.Strategies;

/// <summary>The JSON of what trades.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StrategyFields))]
sealed partial class StrategyJson : JsonSerializerContext;

/// <summary>Name, parameters and the files it comes from.</summary>
sealed record StrategyFields(string Name, SortedDictionary<string, string> Parameters)
{
    public SortedDictionary<string, string>? Sources { get; init; }

    public SortedDictionary<string, byte[]>? Images { get; init; }
}
