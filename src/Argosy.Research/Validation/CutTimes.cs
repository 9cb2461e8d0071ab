using Argosy.Research.Backtests;

namespace Argosy.Research.Validation;

/// <summary>Instants at which data may be cut: no bar of any instrument is running then.</summary>
static class CutTimes
{
    /// <summary>At most so many instants, evenly spread over the test.</summary>
    public static IReadOnlyList<long> Of(IReadOnlyList<Market> markets, long from, long to, int count)
    {
        var coarsest = markets.MaxBy(m => m.Bars.Timeframe.ApproximateMilliseconds)!.Bars;
        var (first, end) = (coarsest.IndexAtOrAfter(from), coarsest.IndexAtOrAfter(to));
        var times = new SortedSet<long>();
        for (var k = 1; k <= count; k++)
        {
            for (var row = first + (int)((long)(end - first) * k / (count + 1)); row < end; row++)
            {
                var time = coarsest.CloseTime(row);
                if (time >= to || markets.Any(m => IsRunning(m, time))) continue;
                times.Add(time);
                break;
            }
        }
        return [.. times];
    }

    static bool IsRunning(Market market, long time)
    {
        var row = market.Bars.IndexAtOrAfter(time) - 1;
        return row >= 0 && market.Bars.CloseTime(row) > time;
    }
}
