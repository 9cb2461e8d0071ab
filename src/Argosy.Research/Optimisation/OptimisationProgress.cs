namespace Argosy.Research.Optimisation;

/// <summary>Where a search stands.</summary>
/// <param name="Done">Trials that have ended.</param>
/// <param name="Total">Trials there will be at most.</param>
/// <param name="Best">The best value of the first objective so far that keeps the constraints; null without one.</param>
/// <param name="BestParameters">The ranges' values of that trial; empty without one.</param>
/// <param name="Seconds">Time since the search began.</param>
/// <param name="Evaluated">Trials that ran in this session; those read from a journal are not counted.</param>
public readonly record struct OptimisationProgress(
    long Done, long Total, double? Best, IReadOnlyList<KeyValuePair<string, string>> BestParameters, double Seconds, long Evaluated);
