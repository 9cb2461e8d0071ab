using Argosy.Research.Backtests;

namespace Argosy.Research.Optimisation;

/// <summary>One parameter set to try.</summary>
/// <param name="Id">Its number in the search, from 1.</param>
/// <param name="Strategy">The strategy with all its parameters.</param>
/// <param name="Settings">Everything else that decides the run.</param>
public sealed record TrialCandidate(int Id, StrategyChoice Strategy, BacktestSettings Settings);
