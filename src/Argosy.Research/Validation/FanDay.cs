using Argosy.Research.Statistics;

namespace Argosy.Research.Validation;

/// <summary>How simulated returns spread on one day.</summary>
/// <param name="Day">Days since the start, from 0.</param>
/// <param name="Return">Spread of the return since the start, ratio.</param>
public sealed record FanDay(int Day, Quantiles Return);
