using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.Validation;

/// <summary>Runs a backtest for what it did, not for what came of it.</summary>
static class TapedRun
{
    /// <summary>The tape of a run over these markets.</summary>
    public static Result<RunTape> Of(BacktestRequest request, IReadOnlyList<Market> markets, long? from, long? to, CancellationToken cancellation)
    {
        var tape = new RunTape();
        var bare = request with
        {
            Markets = markets,
            Log = tape,
            Settings = request.Settings with { Band = false, KeepCurve = false, KeepHash = false, From = from, To = to },
        };
        var run = Backtest.RunForTotals(bare, cancellation);
        return run.Ok ? tape : run.Error!;
    }
}
