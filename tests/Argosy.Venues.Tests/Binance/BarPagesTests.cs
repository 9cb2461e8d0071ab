using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Venues.Binance;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;
using Microsoft.AspNetCore.Http;

namespace Argosy.Venues.Tests.Binance;

/// <summary>Ten thousand candles over loopback, page by page.</summary>
public sealed class BarPagesTests
{
    const int Count = 10_000;
    const long Minute = 60_000;
    static readonly Timeframe OneMinute = Timeframe.Parse("1m").Value;

    [Fact]
    public async Task TenThousandBars_ComeWithoutGapOrDuplicate()
    {
        await using var server = await BinanceServer.StartAsync();
        var start = Serve(server);
        var bars = await Read(server, start, start + (Count * Minute));
        Assert.Equal(Enumerable.Range(0, Count).Select(i => start + (i * Minute)), bars.Select(bar => bar.OpenTime));
        Assert.Equal(Count / BinanceSpot.MostBars, server.Requests.Count(request => request.Contains("/klines", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Reading_ResumedAfterAnyPage_GivesTheSameBars()
    {
        await using var server = await BinanceServer.StartAsync();
        var start = Serve(server);
        var kept = new List<VenueBar>();
        await foreach (var page in Pages(server, start, start + (Count * Minute)))
        {
            kept.AddRange(page.Value);
            if (kept.Count >= 3000) break;
        }
        kept.AddRange(await Read(server, OneMinute.End(kept[^1].OpenTime), start + (Count * Minute)));
        Assert.Equal(await Read(server, start, start + (Count * Minute)), kept);
    }

    [Fact]
    public async Task Reading_ToTheMiddleOfABar_EndsBeforeIt_AndNeverHoldsTheOpenOne()
    {
        await using var server = await BinanceServer.StartAsync();
        var start = Serve(server);
        var some = await Read(server, start + 1, start + (10 * Minute) + 1);
        Assert.Equal((start + Minute, start + (10 * Minute)), (some[0].OpenTime, some[^1].OpenTime));
        var all = await Read(server, start, long.MaxValue);
        Assert.True(all[^1].OpenTime + Minute <= server.Spot.Clock.Now);
    }

    [Fact]
    public async Task Page_ThatOverlaps_IsCorrupt()
    {
        var pages = new List<Result<IReadOnlyList<VenueBar>>>();
        VenueBar[] twice = [new(0, 1, 1, 1, 1, 1), new(0, 1, 1, 1, 1, 1)];
        await foreach (var page in BarPages.ReadAsync((_, _) => Task.FromResult(Result<IReadOnlyList<VenueBar>>.Of(twice)), OneMinute, 0, Minute * 5, CancellationToken.None)) pages.Add(page);
        Assert.Equal(ErrorKind.Corrupt, Assert.Single(pages).Error!.Kind);
    }

    static IAsyncEnumerable<Result<IReadOnlyList<VenueBar>>> Pages(BinanceServer server, long from, long to) =>
        BarPages.ReadAsync((next, cancellation) => server.Spot.BarsAsync("BTC/USDT", OneMinute, next, cancellation), OneMinute, from, to, CancellationToken.None);

    static async Task<List<VenueBar>> Read(BinanceServer server, long from, long to)
    {
        var bars = new List<VenueBar>();
        await foreach (var page in Pages(server, from, to)) bars.AddRange(page.Value);
        return bars;
    }

    // A market that began so many minutes ago; the minute that runs is given too, as the venue does.
    static long Serve(BinanceServer server)
    {
        var running = OneMinute.Floor(server.Time.Now + server.Skew);
        var start = running - (Count * Minute);
        server.Answers["GET /api/v3/klines"] = context =>
        {
            var from = Math.Max(start, long.Parse(context.Request.Query["startTime"]!));
            var first = OneMinute.Floor(from + Minute - 1);
            var rows = Enumerable.Range(0, int.Parse(context.Request.Query["limit"]!)).Select(i => first + (i * Minute)).TakeWhile(time => time <= running);
            return BinanceServer.Text(context, 200, $"[{string.Join(',', rows.Select(Row))}]");
        };
        return start;
    }

    static string Row(long time) => $"""[{time},"{100 + (time / Minute % 7)}","110","90","101","{time / Minute % 13}",{time + Minute - 1},"0",1,"0","0","0"]""";
}
