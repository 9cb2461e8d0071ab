using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Simulation.Fills;

namespace Argosy.Cli.Backtesting;

/// <summary>What a report says about ticks.</summary>
static class TickText
{
    /// <summary>How many of what.</summary>
    public static string Counted(TickHistory ticks)
    {
        var beside = ticks.Depth is { } depth ? $" and {FigureText.Count(depth.Count)} order-book messages" : ticks.Quotes is { } quotes ? $" and {FigureText.Count(quotes.Count)} quotes" : "";
        return $"{FigureText.Count(ticks.Trades.Count)} trades{beside}";
    }

    /// <summary>What was assumed about fills.</summary>
    public static string Assumed(TickHistory ticks, TickOptions options, FillOptions fills)
    {
        var takers = ticks.Depth is not null ? "walk the book" : ticks.Quotes is not null ? "fill at the best price up to its size"
            : fills.Participation == 0 ? "fill at the next trade" : $"take {FigureText.Percent(Exact.ToStatistic(fills.Participation))} of each trade they meet";
        var jitter = options.LatencyJitterMs > 0 ? $" plus up to {options.LatencyJitterMs}" : "";
        var cancel = options.CancelLatencyMs is { } other && other != options.LatencyMs ? $", {other} to cancel" : "";
        return $"orders fill on ticks ({FillOptions.Contract}) by the {(ticks.Clock == TickClock.Receipt ? "recorder's" : "exchange's")} clock, latency {options.LatencyMs} ms{jitter}{cancel}, takers {takers}, makers queue {KebabCase.Of(options.Queue.ToString())}";
    }
}
