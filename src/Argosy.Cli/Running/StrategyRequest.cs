using System.Text.Json.Serialization;

namespace Argosy.Cli.Running;

/// <summary>A strategy as a run's first message names it.</summary>
sealed record StrategyRequest(string Name, IReadOnlyDictionary<string, string> Parameters, IReadOnlyDictionary<string, string>? Sources);

/// <summary>Its JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StrategyRequest))]
sealed partial class StrategyRequestJson : JsonSerializerContext;
