using Argosy.Core.Values;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Venue;

namespace Argosy.Research.Backtests;

/// <summary>What is different about a backtest on ticks: one instrument, its venue, and what building the book met.</summary>
static class TickBacktest
{
    /// <summary>Why a request cannot be run on its ticks, or null.</summary>
    public static Error? Contradiction(IReadOnlyList<Market> markets, BacktestSettings settings)
    {
        var onTicks = markets.Any(market => market.Ticks is not null);
        if (!onTicks) return settings.Ticks is null ? null : Error.BadInput("latency in milliseconds and queue models need ticks: bars know whole bars of latency only");
        if (markets.Count > 1) return Error.BadInput($"a run on ticks has one instrument; {markets.Count} were given");
        if (settings.Margin is not null) return Error.BadInput("perpetual contracts (--margin) trade on bars: ticks tell neither mark prices nor funding");
        return markets[0].Detail is null ? null : Error.BadInput("ticks and finer bars contradict: ticks are the finest there is");
    }

    /// <summary>The venue of a request on ticks.</summary>
    public static TickVenue Venue(BacktestRequest request, FillOptions fills)
    {
        var market = request.Markets[0];
        return new TickVenue(market.Instrument, market.Bars, market.Ticks!, fills, request.Settings.Ticks ?? new TickOptions());
    }

    /// <summary>What a reader of the result must know of its ticks.</summary>
    public static IEnumerable<string> Notes(TickVenue? venue)
    {
        if (venue?.Book is not { } book) yield break;
        if (book.Snapshots == 0) yield return "The order book never became whole: its messages hold no snapshot, and nothing could be filled.";
        if (book.Unusable > 0) yield return $"{book.Unusable} order-book messages came while the book was not whole; nothing was filled then.";
        if (book.Breaks > 0) yield return $"The order book's chain of update numbers broke {book.Breaks} times; the instrument was paused until the next snapshot.";
        if (book.Crossed > 0) yield return $"{book.Crossed} order-book messages crossed the book and were dropped; the instrument was paused until the next snapshot.";
    }
}
