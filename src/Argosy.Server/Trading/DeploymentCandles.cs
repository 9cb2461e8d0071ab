using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Server.MarketData;

namespace Argosy.Server.Trading;

/// <summary>Candles of a deployment's market for its chart, asked of the venue it trades on.</summary>
/// <param name="desk">The deployments.</param>
/// <param name="time">The clock.</param>
internal sealed class DeploymentCandles(TradingDesk desk, TimeProvider time)
{
    // Asking a venue for more than some pages would use up what its orders need.
    const int MostAsked = 5_000;

    static readonly string[] Ladder = ["1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "12h", "1d"];

    /// <summary>A window of closed candles at the timeframe asked for, else the coarsest with one candle a point, never finer than the deployment's own; the last ones where no window is said.</summary>
    /// <param name="deployment">The deployment.</param>
    /// <param name="instrument">One of its instruments; null for its first.</param>
    /// <param name="from">Unix ms.</param>
    /// <param name="to">Exclusive, Unix ms.</param>
    /// <param name="points">Candles wanted.</param>
    /// <param name="asked">Length of a candle; null for the one that fits.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<Result<(CandleColumns Candles, long From, long To)>> WindowAsync(int deployment, string? instrument, long? from, long? to, int points, Timeframe? asked, CancellationToken cancellation)
    {
        if (!desk.IsThere || desk.Parts.Deployments.Find(deployment) is not { } one) return Error.NotFound($"there is no deployment {deployment}");
        var name = instrument ?? one.Spec.Instruments[0];
        if (!one.Spec.Instruments.Contains(name, StringComparer.Ordinal)) return Error.BadInput($"instrument: {one.Spec.Name} does not trade {name}");
        var own = Timeframe.Parse(one.Spec.Timeframe);
        if (!own.Ok) return own.Error!;
        if (asked is { } wish && SeriesLevels.Refused(own.Value, wish) is { } refused) return refused;
        var opened = await desk.Parts.Deployments.OpenVenueAsync(one.Spec.Venue, cancellation);
        if (!opened.Ok) return opened.Error!;
        var now = opened.Value.Now?.Invoke() ?? time.GetUtcNow().ToUnixTimeMilliseconds();
        var end = Math.Min(to ?? now, now);
        var begin = from ?? end - ((asked ?? own.Value).ApproximateMilliseconds * Math.Min(points, MostAsked));
        var timeframe = asked ?? Fitting(own.Value, end - begin, points);
        if (asked is not null && SeriesLevels.TooMany(timeframe, end - begin, MostAsked) is { } tooMany) return tooMany;
        var columns = new CandleColumns(timeframe);
        var next = timeframe.Floor(Math.Max(0, begin));
        while (next < end && columns.Times.Count < MostAsked)
        {
            var page = await opened.Value.Market.BarsAsync(name, timeframe, next, cancellation);
            if (!page.Ok) return page.Error!;
            var before = next;
            foreach (var bar in page.Value)
            {
                if (bar.OpenTime >= end) break;
                columns.Add(bar.OpenTime, (double)bar.Open, (double)bar.High, (double)bar.Low, (double)bar.Close, (double)bar.Volume);
                next = timeframe.End(bar.OpenTime);
            }
            if (next == before) break;
        }
        return (columns, begin, end);
    }

    static Timeframe Fitting(Timeframe own, long span, int points)
    {
        var fitting = own;
        foreach (var rung in Ladder)
        {
            var timeframe = Timeframe.Parse(rung).Value;
            if (timeframe.CompareTo(own) <= 0) continue;
            if (span / timeframe.ApproximateMilliseconds < points && span / fitting.ApproximateMilliseconds <= MostAsked) break;
            fitting = timeframe;
        }
        return fitting;
    }
}
