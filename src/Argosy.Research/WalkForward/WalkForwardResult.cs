using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;

namespace Argosy.Research.WalkForward;

/// <summary>What a walk through time came to: every test laid end to end.</summary>
public sealed record WalkForwardResult
{
    const double MsPerDay = 86_400_000, DaysPerYear = 365;

    /// <summary>Instruments and data.</summary>
    public required IReadOnlyList<Market> Markets { get; init; }

    /// <summary>The settings.</summary>
    public required BacktestSettings Settings { get; init; }

    /// <summary>How windows were cut.</summary>
    public required WalkForwardPlan Plan { get; init; }

    /// <summary>The windows in order; fewer than planned where all money was lost.</summary>
    public required IReadOnlyList<WindowOutcome> Windows { get; init; }

    /// <summary>Windows planned.</summary>
    public required int Planned { get; init; }

    /// <summary>Figures of all tests laid end to end.</summary>
    public required PerformanceMetrics OutOfSample { get; init; }

    /// <summary>Their equity, starting cash first.</summary>
    public required EquitySeries Equity { get; init; }

    /// <summary>Their trades, numbered on.</summary>
    public required IReadOnlyList<Trade> Trades { get; init; }

    /// <summary>Yearly growth of the chosen parameters where they were chosen, the mean over windows; null where undefined.</summary>
    public required double? InSampleGrowth { get; init; }

    /// <summary>Yearly growth of the tests laid end to end; null where undefined.</summary>
    public required double? OutOfSampleGrowth { get; init; }

    /// <summary>Out-of-sample growth / in-sample growth: how much of what the search promised came true; null where the search promised nothing.</summary>
    public double? Efficiency => InSampleGrowth is > 0 ? OutOfSampleGrowth / InSampleGrowth : null;

    /// <summary>Every parameter set tried, once each, with the mean of its daily Sharpe ratios over the windows.</summary>
    public IReadOnlyList<(WindowTrial Trial, double? DailySharpe)> Tried =>
    [
        .. Windows.SelectMany(w => w.Tried).GroupBy(trial => string.Join('\n', [.. trial.Strategy.Parameters.Select(p => p.Value), .. trial.Rules.Texts]), StringComparer.Ordinal).Select(same =>
        {
            double[] sharpes = [.. same.Select(trial => trial.DailySharpe).OfType<double>()];
            return (same.First(), sharpes.Length > 0 ? sharpes.Sum() / sharpes.Length : (double?)null);
        }),
    ];

    internal static WalkForwardResult Of(IReadOnlyList<Market> markets, BacktestSettings settings, WalkForwardPlan plan, IReadOnlyList<WindowOutcome> windows, int planned)
    {
        var stitched = new Stitching(settings.Cash, windows[0].Window.TestFrom);
        foreach (var window in windows) stitched.Add(window);
        var (from, to) = (windows[0].Window.TestFrom, windows[^1].Test?.To ?? windows[^1].Window.TestTo);
        var spans = TestRange.Of(markets, settings with { From = from, To = to });
        var metrics = MetricsCalculator.Calculate(new MetricsInput
        {
            From = from,
            To = to,
            StartingCash = settings.Cash,
            FinalEquity = stitched.Final,
            Equity = stitched.Curve(),
            Instruments = [.. markets.Select(m => m.Instrument)],
            Trades = stitched.Trades,
            Fills = stitched.Fills,
            ExposedPoints = stitched.Exposed,
            Points = stitched.Points,
            Prices = spans.Ok ? spans.Value.Prices : [],
        });
        // Flows of the windows are in their own figures; a run's other bookings are not kept.
        metrics = metrics with { Funding = windows.Sum(w => w.Test?.Metrics.Funding ?? 0) };
        double[] promised = [.. windows.Where(w => w.Chosen is not null).Select(w => Growth(w.Chosen!.Metrics.TotalReturn, w.Window.TrainTo - w.Window.TrainFrom)).OfType<double>()];
        return new WalkForwardResult
        {
            Markets = markets,
            Settings = settings,
            Plan = plan,
            Windows = windows,
            Planned = planned,
            OutOfSample = metrics,
            Equity = stitched.Curve(),
            Trades = stitched.Trades,
            InSampleGrowth = promised.Length > 0 ? promised.Sum() / promised.Length : null,
            OutOfSampleGrowth = Growth(metrics.TotalReturn, to - from),
        };
    }

    // Logarithmic, so that windows of unequal length and luck can be averaged.
    static double? Growth(double totalReturn, long ms) => totalReturn > -1 && ms > 0 ? Math.Log(1 + totalReturn) / (ms / MsPerDay) * DaysPerYear : null;
}
