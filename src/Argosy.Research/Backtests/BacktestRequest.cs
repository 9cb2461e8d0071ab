using Argosy.Engine.Logs;
using Argosy.Research.Logs;

namespace Argosy.Research.Backtests;

/// <summary>One backtest to run.</summary>
/// <param name="Markets">Instruments with their histories, in the run's order; one quote asset.</param>
/// <param name="Strategy">What trades.</param>
/// <param name="Settings">Everything else that decides.</param>
public sealed record BacktestRequest(IReadOnlyList<Market> Markets, StrategyChoice Strategy, BacktestSettings Settings)
{
    /// <summary>Hears the main run's order events; null for nobody.</summary>
    public IRunLog? Log { get; init; }

    /// <summary>Where the files lay, as the user named them; copied into the result. Null where nobody said.</summary>
    public LoggedFiles? Files { get; init; }

    /// <summary>What reading the data took, seconds; copied into the result.</summary>
    public double LoadSeconds { get; init; }

    /// <summary>Whether bots that run elsewhere are told bars in blocks where nothing can happen between; else one by one. The result is the same.</summary>
    public bool LooksAhead { get; init; } = true;

    /// <summary>Whether this is the first run of the process; copied into the result.</summary>
    public bool Cold { get; init; }
}
