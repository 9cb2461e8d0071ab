using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.Validation;

/// <summary>How much dearer trading may be before nothing is left.</summary>
/// <param name="Steps">Total return at multiples of fees, slippage and spread.</param>
/// <param name="BreakEvenMultiple">Multiple of the costs at which the gain is gone; null where there is no gain, no cost or none within 100 times.</param>
/// <param name="BreakEvenBps">Slippage of every taker fill, in basis points beside the costs as they are, at which the gain is gone; null where there is no gain or none within 1,000.</param>
public sealed record CostSensitivity(IReadOnlyList<CostStep> Steps, double? BreakEvenMultiple, double? BreakEvenBps)
{
    const double MostMultiple = 100, MostBps = 1_000;
    static readonly decimal[] Multiples = [0, 0.5m, 1, 1.5m, 2, 3, 5];

    /// <summary>Runs the backtest under other costs.</summary>
    /// <param name="request">The backtest.</param>
    /// <param name="progress">Hears the share done; null for nobody.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static Result<CostSensitivity> Run(BacktestRequest request, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<CostStep> steps = [];
        foreach (var multiple in Multiples)
        {
            var run = At(request, multiple, 0, cancellation);
            if (!run.Ok) return run.Error!;
            steps.Add(new CostStep(Exact.ToStatistic(multiple), run.Value));
            progress?.Report(0.5 * steps.Count / Multiples.Length);
        }
        var actual = steps.Find(s => s.Multiple == 1)!.TotalReturn;
        if (actual <= 0) return new CostSensitivity(steps, null, null);
        var fills = request.Settings.Fills;
        var free = fills is { MakerFee: 0, TakerFee: 0, SlippageBps: 0, SpreadBps: 0, VolumeSlippageBps: 0 };
        var multiples = free ? Result<double?>.Of(null) : BreakEven(1, MostMultiple, m => At(request, (decimal)m, 0, cancellation));
        if (!multiples.Ok) return multiples.Error!;
        progress?.Report(0.75);
        var bps = BreakEven(0, MostBps, b => At(request, 1, (decimal)b, cancellation));
        return bps.Ok ? new CostSensitivity(steps, multiples.Value, bps.Value) : bps.Error!;
    }

    // The gain falls with the cost, by and large: doubled until it is gone, then halved in between.
    static Result<double?> BreakEven(double low, double most, Func<double, Result<double>> gain)
    {
        const int Halvings = 8;
        var high = Math.Max(2, low * 2);
        while (true)
        {
            var at = gain(high);
            if (!at.Ok) return at.Error!;
            if (at.Value <= 0) break;
            if (high >= most) return Result<double?>.Of(null);
            (low, high) = (high, Math.Min(most, high * 2));
        }
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            var at = gain(middle);
            if (!at.Ok) return at.Error!;
            if (at.Value > 0) low = middle;
            else high = middle;
        }
        return Result<double?>.Of((low + high) / 2);
    }

    static Result<double> At(BacktestRequest request, decimal multiple, decimal moreBps, CancellationToken cancellation)
    {
        const decimal MostFee = 0.99m, MostSteps = 9_999;
        var fills = request.Settings.Fills;
        var dearer = request.Settings with
        {
            KeepCurve = false,
            KeepHash = false,
            Band = false,
            Fills = fills with
            {
                // A rebate is no cost that grows.
                MakerFee = fills.MakerFee > 0 ? Math.Min(MostFee, fills.MakerFee * multiple) : fills.MakerFee,
                TakerFee = Math.Min(MostFee, fills.TakerFee * multiple),
                SlippageBps = Math.Min(MostSteps, (fills.SlippageBps * multiple) + moreBps),
                SpreadBps = Math.Min(MostSteps, fills.SpreadBps * multiple),
                VolumeSlippageBps = Math.Min(MostSteps, fills.VolumeSlippageBps * multiple),
            },
        };
        var run = Backtest.RunForTotals(request with { Log = null, Settings = dearer }, cancellation);
        return run.Ok ? Exact.ToStatistic((run.Value.FinalEquity / request.Settings.Cash) - 1) : run.Error!;
    }
}

/// <summary>The outcome at a multiple of the costs.</summary>
/// <param name="Multiple">Multiple of fees, slippage and spread.</param>
/// <param name="TotalReturn">Total return, ratio.</param>
public sealed record CostStep(double Multiple, double TotalReturn);
