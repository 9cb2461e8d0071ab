using Argosy.Core.Values;
using Argosy.Engine.Accounting;
using Argosy.Research.Backtests;

namespace Argosy.Research.Perpetuals;

/// <summary>Finds how much leverage a strategy could have borne: the same backtest at leverage 1, 2, 3 and so on.</summary>
public static class MaxLeverage
{
    /// <summary>The greatest leverage up to which every leverage from 1 keeps the margin ratio below a threshold.</summary>
    /// <param name="request">A backtest of perpetual contracts; its own leverage does not matter.</param>
    /// <param name="threshold">Maintenance / (margin + unrealised result) that no point of the path may reach, ratio above 0, at most 1.</param>
    /// <param name="progress">Hears the share of leverages tried, 0..1; null for nobody.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public static Result<MaxLeverageResult> Find(BacktestRequest request, decimal threshold, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Settings.Margin is null) return Error.BadInput("the greatest leverage is a question about perpetual contracts; expected a margin mode");
        if (threshold is <= 0 or > 1) return Error.BadInput($"the threshold must be above 0 and at most 1, was {Exact.Text(threshold)}");
        var most = request.Markets.Min(market => (market.Brackets ?? BracketTable.Default).MaxLeverage);
        var tried = new List<LeverageTrial>();
        for (var leverage = 1; leverage <= most; leverage++)
        {
            cancellation.ThrowIfCancellationRequested();
            var settings = request.Settings with { Leverage = leverage, KeepCurve = false, KeepHash = false, Band = false };
            var run = Backtest.RunForMargin(request with { Settings = settings, Log = null }, cancellation);
            if (!run.Ok) return run.Error!;
            var trial = run.Value with { Leverage = leverage };
            tried.Add(trial);
            if (trial.TooHigh > 0) return new MaxLeverageResult(leverage - 1, LeverageEnd.Bracket, tried);
            if (trial.PeakRatio >= threshold) return new MaxLeverageResult(leverage - 1, LeverageEnd.Threshold, tried);
            progress?.Report((double)leverage / most);
        }
        return new MaxLeverageResult(most, LeverageEnd.Table, tried);
    }
}

/// <summary>Why no greater leverage was found.</summary>
public enum LeverageEnd
{
    /// <summary>The next leverage reaches the threshold.</summary>
    Threshold,
    /// <summary>At the next leverage an order was refused: its position lies in a bracket that allows less.</summary>
    Bracket,
    /// <summary>The table of brackets ends there.</summary>
    Table,
}

/// <summary>A backtest at one leverage.</summary>
/// <param name="Leverage">The leverage.</param>
/// <param name="PeakRatio">Greatest maintenance / (margin + unrealised result) of the path; 1 and more is a liquidation.</param>
/// <param name="Liquidations">Positions the venue closed.</param>
/// <param name="TooHigh">Orders refused because their bracket allows less leverage.</param>
/// <param name="FinalEquity">Equity at the end, quote asset.</param>
public sealed record LeverageTrial(int Leverage, decimal PeakRatio, int Liquidations, int TooHigh, decimal FinalEquity);

/// <summary>What was found.</summary>
/// <param name="Leverage">The greatest leverage, or 0 where not even 1 stays below the threshold.</param>
/// <param name="End">Why it is the greatest.</param>
/// <param name="Trials">Every leverage that was tried, from 1.</param>
public sealed record MaxLeverageResult(int Leverage, LeverageEnd End, IReadOnlyList<LeverageTrial> Trials);
