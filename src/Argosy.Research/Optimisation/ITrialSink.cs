using Argosy.Research.Backtests;

namespace Argosy.Research.Optimisation;

/// <summary>Hears of every trial that was evaluated whole, in the order of their numbers: the counter of what has been tried.</summary>
public interface ITrialSink
{
    /// <summary>Takes one trial.</summary>
    /// <param name="dataHash">The name of the data (<see cref="Results.DataHash"/>).</param>
    /// <param name="strategy">The strategy with all its parameters.</param>
    /// <param name="settings">Everything else that decided the run.</param>
    /// <param name="dailySharpe">Mean / sample standard deviation of the daily returns, not annualised; null where undefined.</param>
    void Add(string dataHash, StrategyChoice strategy, BacktestSettings settings, double? dailySharpe);
}
