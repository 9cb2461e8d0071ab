using System.Text.Json.Serialization;
using Argosy.Research.Metrics;

namespace Argosy.Research.Optimisation;

/// <summary>A trial as a file tells it.</summary>
public sealed record StoredTrial
{
    /// <summary>Its number, from 1.</summary>
    public required int Id { get; init; }

    /// <summary>The values of the ranges.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>complete, pruned, infeasible or failed.</summary>
    public required string Status { get; init; }

    /// <summary>The objectives' values.</summary>
    public required IReadOnlyList<double?> Objectives { get; init; }

    /// <summary>The figures; null unless complete.</summary>
    public PerformanceMetrics? Metrics { get; init; }

    /// <summary>SHA-256 over the trades, hex; null unless complete.</summary>
    public string? TradeHash { get; init; }

    /// <summary>Why it is infeasible or failed.</summary>
    public string? Reason { get; init; }

    /// <summary>Objective values at the checkpoints; in journals of searches that prune only, elsewhere empty.</summary>
    public IReadOnlyList<double?> Checkpoints { get; init => field = value ?? []; } = [];

    /// <summary>What the engine took.</summary>
    public required double Seconds { get; init; }
}

/// <summary>An optimisation as its file tells it: what reports, comparisons and backtests read of it.</summary>
public sealed record StoredOptimisation
{
    /// <summary>Name of the format.</summary>
    public required string Format { get; init; }

    /// <summary>The strategy and the parameters that kept one value.</summary>
    public required Results.StoredStrategy Strategy { get; init; }

    /// <summary>Names of the instruments.</summary>
    public required IReadOnlyList<string> Instruments { get; init; }

    /// <summary>What was searched.</summary>
    public required IReadOnlyList<StoredRange> Ranges { get; init; }

    /// <summary>The settings of all trials, without what was searched.</summary>
    public System.Text.Json.JsonElement Settings { get; init; }

    /// <summary>The name of the data.</summary>
    public required string DataHash { get; init; }

    /// <summary>Every trial, by number.</summary>
    public required IReadOnlyList<StoredTrial> Trials { get; init; }

    /// <summary>The best trial's number; null where none counts.</summary>
    public required int? Best { get; init; }

    /// <summary>Numbers of the trials that none beats.</summary>
    public required IReadOnlyList<int> Front { get; init; }
}

/// <summary>A range as a file tells it.</summary>
/// <param name="Name">The parameter or setting.</param>
/// <param name="Setting">Whether it is a setting, such as the order size, and no parameter of the strategy.</param>
public sealed record StoredRange(string Name, bool Setting);

/// <summary>How optimisations and journals are read, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StoredTrial))]
[JsonSerializable(typeof(StoredOptimisation))]
sealed partial class OptimisationContext : JsonSerializerContext;
