using Argosy.Research.Metrics;

namespace Argosy.Research.Results;

/// <summary>Something that differs between results: one text for each, null where a result has no such thing.</summary>
/// <param name="Name">Dotted name, e.g. parameters.fast or settings.takerFee.</param>
/// <param name="Values">One value a result, in the order of the results.</param>
public sealed record ComparedRow(string Name, IReadOnlyList<string?> Values);

/// <summary>A figure side by side.</summary>
/// <param name="Metric">Which figure.</param>
/// <param name="Values">One value a result, in the order of the results.</param>
/// <param name="Best">Index of the better result; null where better has no sense, values are equal, or only one has a value.</param>
public sealed record ComparedMetric(Metric Metric, IReadOnlyList<MetricValue> Values, int? Best);
