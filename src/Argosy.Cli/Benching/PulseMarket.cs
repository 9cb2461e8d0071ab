using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Observing;
using Argosy.Hosting.Ports;

namespace Argosy.Cli.Benching;

sealed class PulseMarket(IMarketVenue inner, OrderClock clock, TimeProvider time, int burst) : IMarketVenue
{
    public string Name => inner.Name;
    public IReadOnlyDictionary<string, Listing> Listings => inner.Listings;
    public Task<Result<IReadOnlyList<string>>> LoadAsync(CancellationToken cancellation) => inner.LoadAsync(cancellation);
    public Task<Result<IReadOnlyList<VenueBar>>> BarsAsync(string instrument, Timeframe timeframe, long from, CancellationToken cancellation) => inner.BarsAsync(instrument, timeframe, from, cancellation);
    public Task FollowAsync(MarketWish wish, IMarketListener listener, CancellationToken cancellation) => Task.Factory.StartNew(() =>
    {
        listener.OnCaughtUp();
        var next = wish.Timeframe.Floor(time.GetUtcNow().ToUnixTimeMilliseconds());
        while (!cancellation.IsCancellationRequested)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var due = wish.Timeframe.Floor(now);
            if (due > next + (burst * 1000))
            {
                for (var k = 0; k < burst; k++)
                {
                    next += 1000;
                    if (k > 0) clock.FrameRead();
                    listener.OnBar(wish.Instruments[0], new VenueBar(next - 1000, 50000, 50100, 49900, 50000, 1), true);
                    if (k > 0) clock.FrameDone();
                    var t = System.Diagnostics.Stopwatch.GetTimestamp();
                    while (System.Diagnostics.Stopwatch.GetElapsedTime(t).TotalMilliseconds < 6) Thread.SpinWait(20);
                }
                next = due;
            }
            Thread.Sleep(1);
        }
    }, TaskCreationOptions.LongRunning);
}
