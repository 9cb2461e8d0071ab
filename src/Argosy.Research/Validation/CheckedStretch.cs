using Argosy.Core.Values;
using Argosy.Research.Backtests;

namespace Argosy.Research.Validation;

/// <summary>The data a repeated check looks at: without detail bars, at most so many bars of each instrument.</summary>
/// <param name="Markets">The instruments.</param>
/// <param name="From">Start of the test, Unix ms.</param>
/// <param name="To">Its end, Unix ms.</param>
sealed record CheckedStretch(IReadOnlyList<Market> Markets, long From, long To)
{
    public static Result<CheckedStretch> Of(BacktestRequest request, int mostBars)
    {
        var range = TestRange.Of(request);
        if (!range.Ok) return range.Error!;
        var (from, to) = (range.Value.From, range.Value.To);
        var first = request.Markets.Max(m => m.Bars.IndexAtOrAfter(to) is var end && end > mostBars ? m.Bars.OpenTimes[end - mostBars] : long.MinValue);
        var markets = request.Markets.Select(m => Cut(m, first, to)).Where(m => m.Bars.Count > 0).ToArray();
        if (markets.Length != request.Markets.Count) return Error.BadInput("an instrument has no bars in the last part of the test that is checked");
        return new CheckedStretch(markets, Math.Max(from, markets.Min(m => m.Bars.OpenTimes[0])), to);
    }

    static Market Cut(Market market, long first, long to)
    {
        var bars = market.Bars;
        var end = bars.IndexAtOrAfter(to);
        while (end > 0 && bars.CloseTime(end - 1) > to) end--;
        return market with { Detail = null, Bars = AlteredBars.Slice(bars, Math.Min(bars.IndexAtOrAfter(first), end), end) };
    }
}
