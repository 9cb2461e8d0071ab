using Argosy.Core.MarketData;
using Argosy.Core.Values;

namespace Argosy.Hosting.Ports;

/// <summary>A venue's public side: what it lists and what its market does. Symbols stay inside; instruments are named like BTC/USDT.</summary>
public interface IMarketVenue
{
    /// <summary>Its name, e.g. binance.</summary>
    string Name { get; }

    /// <summary>Instruments by name; empty before <see cref="LoadAsync"/>.</summary>
    IReadOnlyDictionary<string, Listing> Listings { get; }

    /// <summary>Compares clocks and reads which instruments there are.</summary>
    /// <returns>Those that cannot be traded exactly, with reasons.</returns>
    Task<Result<IReadOnlyList<string>>> LoadAsync(CancellationToken cancellation);

    /// <summary>Closed candles from an open time on, oldest first, one page of them; an empty page where there are no more.</summary>
    Task<Result<IReadOnlyList<VenueBar>>> BarsAsync(string instrument, Timeframe timeframe, long from, CancellationToken cancellation);

    /// <summary>Follows the market until cancelled, over all interruptions. Candles a gap swallowed are told before any newer one.</summary>
    /// <param name="wish">What to follow.</param>
    /// <param name="listener">Hears it, one call at a time, on the thread that read the frame.</param>
    /// <param name="cancellation">Ends it.</param>
    Task FollowAsync(MarketWish wish, IMarketListener listener, CancellationToken cancellation);
}

/// <summary>What of a market is followed.</summary>
/// <param name="Instruments">Names like BTC/USDT.</param>
/// <param name="Timeframe">Length of the candles.</param>
public sealed record MarketWish(IReadOnlyList<string> Instruments, Timeframe Timeframe)
{
    /// <summary>Open time of the first candle wanted, Unix ms: closed ones from there on are read from the venue's history first; null for live ones only.</summary>
    public long? From { get; init; }

    /// <summary>Whether single trades are told.</summary>
    public bool Trades { get; init; }

    /// <summary>Whether best bid and ask are told.</summary>
    public bool Quotes { get; init; }

    /// <summary>Whether the reader's thread calls <see cref="IMarketListener.OnRehearsal"/> around each close; an adapter that cannot does not.</summary>
    public bool Rehearses { get; init; }
}

/// <summary>Hears a venue's market, one call at a time.</summary>
public interface IMarketListener
{
    /// <summary>A candle as it stands, or as it ended. Of each instrument the closed ones come in order, each once.</summary>
    void OnBar(string instrument, in VenueBar bar, bool isClosed);

    /// <summary>A trade.</summary>
    void OnTrade(string instrument, in TradeTick trade)
    {
    }

    /// <summary>Best bid and ask.</summary>
    void OnQuote(string instrument, in QuoteTick quote)
    {
    }

    /// <summary>A close is near: what follows from it may be walked once without effect. On the reader's thread, again and again until the candle has come.</summary>
    void OnRehearsal()
    {
    }

    /// <summary>The connection was lost or could not be made.</summary>
    /// <param name="reason">Why.</param>
    void OnLost(string reason);

    /// <summary>It is there; all candles up to now have been told.</summary>
    void OnCaughtUp();
}
