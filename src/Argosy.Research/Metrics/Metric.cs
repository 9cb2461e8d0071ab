namespace Argosy.Research.Metrics;

/// <summary>One figure: its name in JSON, its unit, which way it is better, and where it stands.</summary>
/// <param name="Name">camelCase name.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Better">Which way it is better.</param>
/// <param name="Of">Reads it.</param>
public sealed record Metric(string Name, MetricUnit Unit, Better Better, Func<PerformanceMetrics, MetricValue> Of);

/// <summary>Which way a figure is better.</summary>
public enum Better
{
    /// <summary>It has no better or worse.</summary>
    Neither,
    /// <summary>The greater the better.</summary>
    Higher,
    /// <summary>The smaller the better.</summary>
    Lower,
}

/// <summary>What a figure is counted in.</summary>
public enum MetricUnit
{
    /// <summary>A ratio, e.g. 0.25 for a quarter.</summary>
    Ratio,
    /// <summary>Quote asset; an exact decimal.</summary>
    Money,
    /// <summary>A number of things.</summary>
    Count,
    /// <summary>Days.</summary>
    Days,
    /// <summary>Minutes.</summary>
    Minutes,
}

/// <summary>A figure's value: money as it is, anything else as a double; undefined where both are null.</summary>
/// <param name="Number">Ratio, count or length of time.</param>
/// <param name="Money">Quote asset.</param>
public readonly record struct MetricValue(double? Number, decimal? Money)
{
    /// <summary>Whether there is no value.</summary>
    public bool IsNull => Number is null && Money is null;
}
