using Argosy.Research.Statistics;
using Argosy.Research.Validation;

namespace Argosy.Server.Research;

/// <summary>What else a backtest could have lived through.</summary>
/// <param name="Trades">Trades it made.</param>
/// <param name="Days">Days it took.</param>
/// <param name="Shuffle">Its trades in other orders; null with fewer than two of them, or where a trade left nothing.</param>
/// <param name="Bootstrap">Its days drawn anew; null with fewer than 20 of them, or where one ended in debt.</param>
internal sealed record MonteCarloAnswer(int Trades, int Days, ShuffleAnswer? Shuffle, BootstrapAnswer? Bootstrap)
{
    /// <summary>The answer of what was drawn.</summary>
    public static MonteCarloAnswer Of(int trades, int days, TradeShuffle? shuffle, BlockBootstrap? bootstrap) => new(
        trades, days,
        shuffle is null ? null : new ShuffleAnswer(shuffle.Runs, shuffle.Actual, SpreadAnswer.Of(shuffle.MaxDrawdown)),
        bootstrap is null ? null : new BootstrapAnswer(
            bootstrap.Runs, bootstrap.BlockDays, SpreadAnswer.Of(bootstrap.TotalReturn), SpreadAnswer.Of(bootstrap.MaxDrawdown),
            bootstrap.Sharpe is { } sharpe ? SpreadAnswer.Of(sharpe) : null, bootstrap.LossShare,
            [.. bootstrap.Fan.Select(day => new FanAnswer(day.Day, SpreadAnswer.Of(day.Return)))]));
}

/// <summary>Drawdowns of the trades in random orders; the end is always the same.</summary>
/// <param name="Runs">How many orders.</param>
/// <param name="Actual">Drawdown from closed trade to closed trade in the order that happened, ratio.</param>
/// <param name="MaxDrawdown">Spread of the drawdown, ratio.</param>
internal sealed record ShuffleAnswer(int Runs, double Actual, SpreadAnswer MaxDrawdown);

/// <summary>Outcomes of days drawn anew, in blocks.</summary>
/// <param name="Runs">How many series.</param>
/// <param name="BlockDays">Days in a block.</param>
/// <param name="TotalReturn">Spread of the total return, ratio.</param>
/// <param name="MaxDrawdown">Spread of the drawdown from day to day, ratio.</param>
/// <param name="Sharpe">Spread of the yearly Sharpe ratio; null where no series has one.</param>
/// <param name="LossShare">Share of series that end below their start, 0..1.</param>
/// <param name="Fan">Spread of the return so far on evenly chosen days, the first and the last among them.</param>
internal sealed record BootstrapAnswer(int Runs, int BlockDays, SpreadAnswer TotalReturn, SpreadAnswer MaxDrawdown, SpreadAnswer? Sharpe, double LossShare, IReadOnlyList<FanAnswer> Fan);

/// <summary>One day of many series.</summary>
/// <param name="Day">Days since the start, from 0.</param>
/// <param name="Return">Spread of the return since the start, ratio.</param>
internal sealed record FanAnswer(int Day, SpreadAnswer Return);

/// <summary>How a drawn figure spreads; a value that is no finite number is null.</summary>
/// <param name="Least">The least value.</param>
/// <param name="P05">5 % lie below.</param>
/// <param name="P25">A quarter lies below.</param>
/// <param name="Median">Half lie below.</param>
/// <param name="P75">Three quarters lie below.</param>
/// <param name="P95">95 % lie below.</param>
/// <param name="Greatest">The greatest value.</param>
/// <param name="Mean">The mean.</param>
internal sealed record SpreadAnswer(double? Least, double? P05, double? P25, double? Median, double? P75, double? P95, double? Greatest, double? Mean)
{
    /// <summary>The spread as it travels.</summary>
    public static SpreadAnswer Of(Quantiles spread) =>
        new(Finite(spread.Least), Finite(spread.P05), Finite(spread.P25), Finite(spread.Median), Finite(spread.P75), Finite(spread.P95), Finite(spread.Greatest), Finite(spread.Mean));

    // Growth drawn over and over may leave what a number holds.
    static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
