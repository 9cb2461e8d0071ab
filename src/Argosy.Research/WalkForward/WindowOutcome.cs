using Argosy.Research.Backtests;

namespace Argosy.Research.WalkForward;

/// <summary>What came of a window.</summary>
/// <param name="Window">The window.</param>
/// <param name="Chosen">The best trial of the search; null where there was none.</param>
/// <param name="Tried">Every trial of the search.</param>
/// <param name="Test">The test with the chosen parameters; null where nothing was chosen and the money lay idle.</param>
public sealed record WindowOutcome(WalkForwardWindow Window, WindowTrial? Chosen, IReadOnlyList<WindowTrial> Tried, BacktestResult? Test);
