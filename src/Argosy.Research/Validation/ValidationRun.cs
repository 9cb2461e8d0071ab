using Argosy.Core.Values;
using Argosy.Research.Backtests;
using Argosy.Research.Metrics;
using Argosy.Research.Optimisation;
using Argosy.Research.Results;
using Argosy.Research.Trials;

namespace Argosy.Research.Validation;

/// <summary>Makes the checks a request asks for and says what each means.</summary>
public static class ValidationRun
{
    const double MsPerDay = 86_400_000;

    /// <summary>Runs the checks.</summary>
    /// <param name="request">What to check.</param>
    /// <param name="progress">Hears the share done; null for nobody.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static Result<ValidationReport> Run(ValidationRequest request, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        TrialGrid? grid = null;
        var backtest = request.Backtest;
        if (request.Search is { } search)
        {
            var candidates = TrialGrid.Candidates(search, request.MostTrials);
            if (candidates.Count == 0) return Error.BadInput("the strategy takes none of the parameter sets of these ranges");
            var ran = TrialGrid.Run(backtest.Markets, candidates, request.Jobs, progress is null ? null : new PartOf(progress, 0, 0.5), cancellation);
            if (!ran.Ok) return ran.Error!;
            grid = ran.Value;
            var best = PlateauScore.Of(grid, request.Objective)?.Best ?? grid.Runs[0];
            backtest = backtest with { Strategy = best.Strategy, Settings = best.Rules.Under(backtest.Settings) };
        }
        var tested = Backtests.Backtest.Run(backtest, null, cancellation);
        if (!tested.Ok) return tested.Error!;
        var counted = Count(request, grid, tested.Value);
        if (!counted.Ok) return counted.Error!;
        var report = new ValidationReport
        {
            Tested = CountedResult.With(tested.Value, counted.Value),
            Outcomes = [],
            Trials = grid?.Runs.Count ?? 1,
            Counted = counted.Value,
            IsRecorded = request.Record is not null,
        };
        return Check(request with { Backtest = backtest }, report, grid, progress is null ? null : new PartOf(progress, grid is null ? 0 : 0.5, 1), cancellation);
    }

    static Result<ValidationReport> Check(ValidationRequest request, ValidationReport report, TrialGrid? grid, PartOf? progress, CancellationToken cancellation)
    {
        List<CheckOutcome> outcomes = [];
        for (var i = 0; i < request.Checks.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var made = Make(request.Checks[i], request, report, grid, cancellation);
            if (!made.Ok) return made.Error!;
            report = made.Value;
            outcomes.Add(CheckWords.Of(request.Checks[i], request, report, grid is not null));
            progress?.Report((i + 1.0) / request.Checks.Count);
        }
        return report with { Outcomes = outcomes };
    }

    static Result<ValidationReport> Make(CheckKind kind, ValidationRequest request, ValidationReport report, TrialGrid? grid, CancellationToken cancellation)
    {
        var (backtest, tested) = (request.Backtest, report.Tested);
        switch (kind)
        {
            case CheckKind.LookAhead:
                return LookAheadCheck.Run(backtest, cancellation: cancellation) is var ahead && ahead.Ok ? report with { LookAhead = ahead.Value } : ahead.Error!;
            case CheckKind.WarmUp:
                return WarmedUp(backtest, report, cancellation);
            case CheckKind.DeflatedSharpe:
                return report with { DeflatedSharpe = tested.Metrics.DeflatedSharpe };
            case CheckKind.Pbo:
                return grid is null ? report : report with { Overfitting = OverfittingProbability.Of(grid) };
            case CheckKind.CrossValidation:
                return grid is null ? report : Validated(backtest, report, grid, cancellation);
            case CheckKind.MonteCarlo:
                var noise = MonteCarlo.Noise(backtest, request.NoiseAmount, request.NoiseRuns, request.Seed, request.Jobs, cancellation);
                if (!noise.Ok) return noise.Error!;
                var days = DailyReturns.Of(tested.Equity.EndAt(tested.Metrics.FinalEquity)).Values;
                return report with
                {
                    Shuffle = MonteCarlo.Shuffle(tested.Trades, backtest.Settings.Cash, request.Draws, request.Seed),
                    Bootstrap = MonteCarlo.Bootstrap(days, request.Draws, request.Seed),
                    Noise = noise.Value,
                };
            case CheckKind.Plateau:
                return Plateau(request, report, grid, cancellation);
            case CheckKind.Costs:
                return CostSensitivity.Run(backtest, null, cancellation) is var costs && costs.Ok ? report with { Costs = costs.Value } : costs.Error!;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }

    static Result<ValidationReport> WarmedUp(BacktestRequest backtest, ValidationReport report, CancellationToken cancellation)
    {
        if (report.WarmUp is not null) return report;
        var found = WarmUpCheck.Run(backtest, null, cancellation);
        return found.Ok ? report with { WarmUp = found.Value } : found.Error!;
    }

    // Days apart: what the strategy looks back on, or its longest trade.
    static Result<ValidationReport> Validated(BacktestRequest backtest, ValidationReport report, TrialGrid grid, CancellationToken cancellation)
    {
        var warmed = WarmedUp(backtest, report, cancellation);
        if (!warmed.Ok) return warmed.Error!;
        var bar = backtest.Markets.Max(m => m.Bars.Timeframe.ApproximateMilliseconds) / MsPerDay;
        var lookBack = (warmed.Value.WarmUp!.BarsNeeded ?? 0) * bar;
        var purge = (int)Math.Ceiling(Math.Max(lookBack, grid.Runs.Max(run => run.LongestTradeDays)));
        return warmed.Value with { Folds = CrossValidation.KFold(grid, purge), Combinatorial = CrossValidation.Combinatorial(grid, purge) };
    }

    static Result<ValidationReport> Plateau(ValidationRequest request, ValidationReport report, TrialGrid? grid, CancellationToken cancellation)
    {
        if (grid is not null) return report with { Plateau = PlateauScore.Of(grid, request.Objective) };
        var candidates = Neighbourhood.Of(request, request.Backtest.Strategy);
        if (candidates.Count < 2) return report;
        var near = TrialGrid.Run(request.Backtest.Markets, candidates, request.Jobs, null, cancellation);
        return near.Ok ? report with { Plateau = PlateauScore.Around(near.Value, request.Objective, 0) } : near.Error!;
    }

    // Neighbours of one set are a question about it, no tries of their own: only a search counts them.
    static Result<TrialCount> Count(ValidationRequest request, TrialGrid? grid, BacktestResult tested)
    {
        var settings = request.Backtest.Settings;
        IReadOnlyList<TrialRun> runs = grid?.Runs ?? [TrialRun.Of(tested)];
        if (request.Record is not { } record) return TrialCount.Of([.. runs.Select(run => run.DailySharpe)]);
        return record.Add(DataHash.Of(tested.Markets), tested.Strategy.Name, [.. runs.Select(run => Trial.Of(run.Strategy, run.Rules.Under(settings), run.DailySharpe))]);
    }

    sealed class PartOf(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + ((to - from) * value));
    }
}
