using Argosy.Cli.Invocation;
using Argosy.Research.Backtests;
using Argosy.Research.Trials;

namespace Argosy.Cli.Backtesting;

/// <summary>Counts a backtest among the trials that the catalogue remembers.</summary>
static class CountedTrial
{
    /// <summary>The result with what the count says about it; a count that cannot be kept is a warning, the result is as good as before.</summary>
    public static BacktestResult Of(BacktestResult result, Session session)
    {
        var counted = CountedResult.Of(result, session.Trials());
        return counted.Ok ? counted.Value : result with { Warnings = [.. result.Warnings, $"This trial could not be counted: {counted.Error!.Message}."] };
    }
}
