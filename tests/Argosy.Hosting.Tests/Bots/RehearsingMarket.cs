using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.Tests.Bots;

/// <summary>A market that has what follows walked before each candle, as often as is said.</summary>
internal sealed class RehearsingMarket(IMarketVenue market, int walks) : IMarketVenue
{
    public string Name => market.Name;

    public IReadOnlyDictionary<string, Listing> Listings => market.Listings;

    public Task<Result<IReadOnlyList<string>>> LoadAsync(CancellationToken cancellation) => market.LoadAsync(cancellation);

    public Task<Result<IReadOnlyList<VenueBar>>> BarsAsync(string instrument, Timeframe timeframe, long from, CancellationToken cancellation) => market.BarsAsync(instrument, timeframe, from, cancellation);

    public Task FollowAsync(MarketWish wish, IMarketListener listener, CancellationToken cancellation) => market.FollowAsync(wish, wish.Rehearses ? new Walker(listener, walks) : listener, cancellation);

    sealed class Walker(IMarketListener listener, int walks) : IMarketListener
    {
        public void OnBar(string instrument, in VenueBar bar, bool isClosed)
        {
            for (var i = 0; i < walks; i++) listener.OnRehearsal();
            listener.OnBar(instrument, bar, isClosed);
        }

        public void OnLost(string reason) => listener.OnLost(reason);

        public void OnCaughtUp() => listener.OnCaughtUp();
    }
}
