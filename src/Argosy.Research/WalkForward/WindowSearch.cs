using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.WalkForward;

/// <summary>Looks for the best parameters on a window's training part.</summary>
/// <param name="training">The settings, their range that of the training part.</param>
/// <param name="cancellation">Asks to stop.</param>
/// <returns>What was tried and which of it is best.</returns>
public delegate Result<WindowChoice> WindowSearch(BacktestSettings training, CancellationToken cancellation);

/// <summary>The outcome of a search.</summary>
/// <param name="Best">The best trial; null where none counts: the window is then left idle.</param>
/// <param name="Tried">Every complete trial, the best included.</param>
public sealed record WindowChoice(WindowTrial? Best, IReadOnlyList<WindowTrial> Tried);
