using System.Runtime.CompilerServices;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Venues.Wire;

/// <summary>Fetches a stretch of closed candles page by page: in order, none twice, starting where the last page ended.</summary>
public static class BarPages
{
    /// <summary>Fetches one page: closed candles from an open time on, oldest first; an empty page means that there are no more.</summary>
    public delegate Task<Result<IReadOnlyList<VenueBar>>> Fetch(long from, CancellationToken cancellation);

    /// <summary>Reads pages until <paramref name="to"/>, the venue's last closed candle, or an error, which is the last element.</summary>
    /// <param name="fetch">Fetches one page.</param>
    /// <param name="timeframe">The candles' length.</param>
    /// <param name="from">First open time wanted, Unix ms; on resuming, the end of the last candle kept.</param>
    /// <param name="to">Candles that open at or after it are not wanted, Unix ms.</param>
    /// <param name="cancellation">Ends the reading between or within pages.</param>
    /// <remarks>A page may begin later than asked where the market has a gap; what lies before or overlaps the last candle makes the page corrupt, so nothing wrong is kept.</remarks>
    public static async IAsyncEnumerable<Result<IReadOnlyList<VenueBar>>> ReadAsync(Fetch fetch, Timeframe timeframe, long from, long to, [EnumeratorCancellation] CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        var next = timeframe.Floor(from) < from ? timeframe.End(timeframe.Floor(from)) : from;
        while (next < to)
        {
            var page = await fetch(next, cancellation).ConfigureAwait(false);
            if (!page.Ok)
            {
                yield return page;
                yield break;
            }
            if (Check(page.Value, timeframe, next) is { } wrong)
            {
                yield return wrong;
                yield break;
            }
            var wanted = page.Value.TakeWhile(bar => bar.OpenTime < to).ToArray();
            if (wanted.Length > 0) yield return wanted;
            if (wanted.Length < page.Value.Count || page.Value.Count == 0) yield break;
            next = timeframe.End(page.Value[^1].OpenTime);
        }
    }

    static Error? Check(IReadOnlyList<VenueBar> page, Timeframe timeframe, long next)
    {
        var earliest = next;
        foreach (var bar in page)
        {
            if (bar.OpenTime < earliest) return Error.Corrupt($"the venue gave a candle of {bar.OpenTime} where one from {earliest} on was due");
            if (timeframe.Floor(bar.OpenTime) != bar.OpenTime) return Error.Corrupt($"the venue gave a candle of {bar.OpenTime}, which is no beginning of {timeframe}");
            earliest = timeframe.End(bar.OpenTime);
        }
        return null;
    }
}
