using Argosy.Core.Orders;
using Argosy.Engine.Accounting;
using Argosy.Engine.Orders;
using Argosy.Research.Logs;
using Argosy.Research.Metrics;
using Argosy.Research.Perpetuals;

namespace Argosy.Research.Backtests;

/// <summary>What a backtest found: <c>argosy-result/1</c> before it becomes JSON.</summary>
public sealed record BacktestResult
{
    /// <summary>The strategy and its parameters.</summary>
    public required StrategyChoice Strategy { get; init; }

    /// <summary>What each of several strategies did in its own book; empty for a single one.</summary>
    public IReadOnlyList<BookResult> Books { get; init; } = [];

    /// <summary>Instruments and data, in the run's order.</summary>
    public required IReadOnlyList<Market> Markets { get; init; }

    /// <summary>Every setting.</summary>
    public required BacktestSettings Settings { get; init; }

    /// <summary>First instant of the test, Unix ms.</summary>
    public required long From { get; init; }

    /// <summary>Last instant of the test: the last close, Unix ms.</summary>
    public required long To { get; init; }

    /// <summary>The figures of SEMANTICS' metrics section.</summary>
    public required PerformanceMetrics Metrics { get; init; }

    /// <summary>Sensitivity to the path inside bars; null when switched off.</summary>
    public AmbiguityBand? Band { get; init; }

    /// <summary>Round trips, open ones valued at the last close included.</summary>
    public required IReadOnlyList<Trade> Trades { get; init; }

    /// <summary>The first orders, at most 30,000, in the order of their numbers.</summary>
    public required IReadOnlyList<ApprovedOrder> Orders { get; init; }

    /// <summary>Every fill, in time order.</summary>
    public required FillHistory Fills { get; init; }

    /// <summary>Liquidations, insurance and settlements of a run of perpetual contracts; null on spot.</summary>
    public PerpetualOutcome? Perpetual { get; init; }

    /// <summary>Orders sent in all.</summary>
    public required int OrderCount { get; init; }

    /// <summary>Orders and intents that were refused, rejected or ended without a fill, by reason code.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Unfilled { get; init; }

    /// <summary>Equity points as (Unix ms, quote asset), starting cash first; empty when not kept.</summary>
    public required EquitySeries Equity { get; init; }

    /// <summary>What a sceptic would point out.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>SHA-256 over the trades, hex.</summary>
    public required string TradeHash { get; init; }

    /// <summary>SHA-256 over the engine's final state and its whole history, hex.</summary>
    public required string StateHash { get; init; }

    /// <summary>The rounds of a strategy that decides by votes; null for any other.</summary>
    public ConsensusResult? Consensus { get; init; }

    /// <summary>What strategies plotted, wrote and kept; null where nobody listened.</summary>
    public BotRecord? Bot { get; init; }

    /// <summary>Where the files lay; null where nobody said.</summary>
    public LoggedFiles? Files { get; init; }

    /// <summary>What the run cost.</summary>
    public required RunPerformance Performance { get; init; }
}

/// <summary>Least and greatest final equity over three ways to walk ambiguous bars: a sensitivity, not a bound.</summary>
/// <param name="AdverseFirst">Final equity, adverse extreme first, quote asset.</param>
/// <param name="FavourableFirst">Final equity, favourable extreme first, quote asset.</param>
/// <param name="Low">The least of the three.</param>
/// <param name="High">The greatest of the three.</param>
/// <param name="AdverseReturn">Total return, adverse extreme first.</param>
/// <param name="FavourableReturn">Total return, favourable extreme first.</param>
/// <param name="PathDependentTrades">Trades of the main run with a fill in a path-dependent bar.</param>
public sealed record AmbiguityBand(
    decimal AdverseFirst, decimal FavourableFirst, decimal Low, decimal High, double AdverseReturn, double FavourableReturn, int PathDependentTrades);

/// <summary>What a run cost; the only part of a result that differs between two equal runs.</summary>
/// <param name="Bars">Base bars processed by the main run.</param>
/// <param name="LoadSeconds">Reading data.</param>
/// <param name="EngineSeconds">The main run alone.</param>
/// <param name="BarsPerSecond">Bars / engine seconds.</param>
/// <param name="AllocatedBytesPerBar">Bytes allocated by the main run / bars.</param>
/// <param name="Cold">Whether the code ran for the first time in this process.</param>
public sealed record RunPerformance(long Bars, double LoadSeconds, double EngineSeconds, double BarsPerSecond, double AllocatedBytesPerBar, bool Cold)
{
    /// <summary>Ticks processed by the main run; 0 on bars.</summary>
    public long Events { get; init; }

    /// <summary>Processor time of this process while the main run ran, seconds: compilation on other threads counts, what a bot's own process uses does not.</summary>
    public double ProcessorSeconds { get; init; }

    /// <summary>Ticks / engine seconds; 0 on bars.</summary>
    public double EventsPerSecond => EngineSeconds > 0 ? Events / EngineSeconds : 0;
}
