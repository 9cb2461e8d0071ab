using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.WalkForward;

/// <summary>Searches on the past, tests on what came next, moves on: what a strategy would have earned if its parameters had always been chosen without the future.</summary>
/// <remarks>Each test is warmed up by the data before it, starts flat with the money the one before left, and closes its position at its end.</remarks>
public static class WalkForwardRun
{
    /// <summary>Runs all windows.</summary>
    /// <param name="markets">The data.</param>
    /// <param name="settings">The settings; their range is what is walked through.</param>
    /// <param name="plan">The windows.</param>
    /// <param name="search">Finds parameters on a training part.</param>
    /// <param name="progress">Hears the share done; null for nobody.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static Result<WalkForwardResult> Run(
        IReadOnlyList<Market> markets, BacktestSettings settings, WalkForwardPlan plan, WindowSearch search, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(markets);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(search);
        var range = TestRange.Of(markets, settings);
        if (!range.Ok) return range.Error!;
        var planned = plan.Windows(range.Value.From, range.Value.To);
        if (!planned.Ok) return planned.Error!;
        List<WindowOutcome> outcomes = [];
        var cash = settings.Cash;
        foreach (var window in planned.Value)
        {
            if (cash <= 0) break;
            var choice = search(settings with { From = window.TrainFrom, To = window.TrainTo }, cancellation);
            if (!choice.Ok) return choice.Error!;
            var test = settings with { From = window.TestFrom, To = window.TestTo, Cash = cash, Band = false, KeepHash = false };
            BacktestResult? tested = null;
            if (choice.Value.Best is { } best)
            {
                var run = Backtest.Run(new BacktestRequest(markets, best.Strategy, best.Rules.Under(test)), null, cancellation);
                if (!run.Ok) return run.Error!;
                tested = run.Value;
                cash = tested.Metrics.FinalEquity;
            }
            outcomes.Add(new WindowOutcome(window, choice.Value.Best, choice.Value.Tried, tested));
            progress?.Report((double)outcomes.Count / planned.Value.Count);
        }
        return WalkForwardResult.Of(markets, settings, plan, outcomes, planned.Value.Count);
    }
}
