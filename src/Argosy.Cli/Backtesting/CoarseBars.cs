using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Data.Resampling;
using Argosy.Data.Series;

namespace Argosy.Cli.Backtesting;

/// <summary>Bars of a longer timeframe for the strategy, built from fine ones that are walked inside them: what <c>--every</c> asks for.</summary>
static class CoarseBars
{
    /// <summary>The longer bars, or why there are none.</summary>
    public static Result<BarColumns> Of(ScaledBars fine, Timeframe every, string source)
    {
        if (fine.Timeframe.CompareTo(every) >= 0) return Error.BadInput($"--every: {source} has {fine.Timeframe} bars already; expected a longer timeframe than that, was {every}");
        var built = Resampler.Resample(fine, every);
        if (!built.Ok) return Error.BadInput($"--every: {built.Error!.Message}");
        return built.Value.Bars.Count > 0 ? built.Value.Bars.ToColumns() : Error.BadInput($"--every: the bars of {source} cover no whole period of {every}");
    }
}
