using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.TestSupport;

namespace Argosy.Hosting.Tests.Bots;

/// <summary>A market of one instrument in virtual time: a candle closes at its time, and the next one opens a moment later.</summary>
internal sealed class HandMarket : IMarketVenue
{
    const int OpensAfterMs = 200;

    readonly VirtualClock _clock;
    readonly Timeframe _timeframe;
    readonly string _instrument;
    readonly List<VenueBar> _closed = [];
    IMarketListener? _listener;

    public HandMarket(VirtualClock clock, string instrument, Timeframe timeframe)
    {
        (_clock, _instrument, _timeframe) = (clock, instrument, timeframe);
        var first = timeframe.Floor(clock.Now);
        for (var open = first - (5 * timeframe.ApproximateMilliseconds); open < first; open = timeframe.End(open)) _closed.Add(BarOf(open));
        Await(first);
    }

    public string Name => "hand";

    public IReadOnlyDictionary<string, Listing> Listings { get; } = new Dictionary<string, Listing>();

    public Task<Result<IReadOnlyList<string>>> LoadAsync(CancellationToken cancellation) => Task.FromResult(Result<IReadOnlyList<string>>.Of([]));

    public Task<Result<IReadOnlyList<VenueBar>>> BarsAsync(string instrument, Timeframe timeframe, long from, CancellationToken cancellation) =>
        Task.FromResult(Result<IReadOnlyList<VenueBar>>.Of([.. _closed.Where(bar => bar.OpenTime >= from)]));

    public Task FollowAsync(MarketWish wish, IMarketListener listener, CancellationToken cancellation)
    {
        _listener = listener;
        listener.OnCaughtUp();
        return Task.Delay(Timeout.Infinite, cancellation);
    }

    void Await(long open) => _clock.After(_timeframe.End(open) - _clock.Now, () =>
    {
        _closed.Add(BarOf(open));
        _listener?.OnBar(_instrument, BarOf(open), isClosed: true);
        var next = _timeframe.End(open);
        _clock.After(OpensAfterMs, () => _listener?.OnBar(_instrument, BarOf(next), isClosed: false));
        Await(next);
    });

    static VenueBar BarOf(long open)
    {
        var price = 100 + (open / 3_600_000 % 17);
        return new VenueBar(open, price, price + 1, price - 1, price + 0.5m, 3);
    }
}
