using Argosy.Core.Values;
using Argosy.Simulation.Fills;

namespace Argosy.Research.Backtests;

/// <summary>The two further walks of the ambiguity band.</summary>
static class BandWalks
{
    /// <summary>The band around a main run; further walks only where it met a bar that could have gone either way.</summary>
    public static AmbiguityBand Of(BacktestOutcome main, ClosedBooks closed, CancellationToken cancellation)
    {
        var final = closed.Final;
        var start = main.Plan.Request.Settings.Cash;
        if (main.Venue!.PathDependentBars == 0) return new AmbiguityBand(final, final, final, final, Return(final, start), Return(final, start), 0);
        var adverse = FinalOf(main.Plan, PathMode.AdverseFirst, final, cancellation);
        var favourable = FinalOf(main.Plan, PathMode.FavourableFirst, final, cancellation);
        var low = Math.Min(final, Math.Min(adverse, favourable));
        var high = Math.Max(final, Math.Max(adverse, favourable));
        var dependent = closed.Trades.Count(trade => trade.PathDependent);
        return new AmbiguityBand(adverse, favourable, low, high, Return(adverse, start), Return(favourable, start), dependent);
    }

    // Only the final equity is wanted: neither curve nor hash.
    static decimal FinalOf(BacktestPlan plan, PathMode path, decimal main, CancellationToken cancellation)
    {
        var settings = plan.Request.Settings;
        if (settings.Fills.Path == path) return main;
        var bare = plan with { Record = null, Request = plan.Request with { Settings = settings with { KeepCurve = false, KeepHash = false } } };
        return Backtest.Execute(bare, settings.Fills with { Path = path }, null, null, cancellation).Close().Final;
    }

    static double Return(decimal final, decimal start) => Exact.ToStatistic((final / start) - 1);
}
