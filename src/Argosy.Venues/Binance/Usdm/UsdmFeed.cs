using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Follows the market: candles and trades on one socket, quotes on another, as the venue keeps them apart.</summary>
internal sealed class UsdmFeed(UsdmOptions options, UsdmSymbols symbols, UsdmMarket market, VenueClock clock, TimeProvider time)
{
    // Of the venue; names of two hundred instruments still fit an address.
    const int MostStreams = 200;

    /// <summary>Runs until cancelled.</summary>
    /// <exception cref="ArgumentException">An instrument is not listed, the timeframe is not the venue's, or there is more than one connection holds.</exception>
    public Task RunAsync(MarketWish wish, IMarketListener listener, CancellationToken cancellation)
    {
        var interval = UsdmMarket.Interval(wish.Timeframe) ?? throw new ArgumentException(UsdmMarket.NoInterval(wish.Timeframe).Message, nameof(wish));
        var names = wish.Instruments.Select(instrument => (symbols.Find(instrument)?.Symbol ?? throw new ArgumentException(symbols.Unknown(instrument).Message, nameof(wish))).ToLowerInvariant()).ToArray();
        var calm = new CalmListener(listener, wish.Quotes ? 2 : 1);
        var candles = new CandleFollower(wish, calm, clock, time, (instrument, timeframe, from, ended) => market.BarsAsync(UsdmMarket.LastPath, instrument, timeframe, from, ended));
        // The mark price comes every second, whatever the market does.
        string[] main = [.. names.Select(name => $"{name}@kline_{interval}"), .. wish.Trades ? names.Select(name => $"{name}@aggTrade") : [], .. names.Take(1).Select(name => $"{name}@markPrice@1s")];
        if (names.Length == 0 || main.Length > MostStreams) throw new ArgumentException($"{main.Length} streams; expected 1 to {MostStreams}", nameof(wish));
        var feed = Feed();
        if (wish.Rehearses) feed.Rehearsal = new CloseRehearsal(wish.Timeframe, clock, time, feed.Rehearse);
        List<Task> running = [Calm("/market", main, calm, feed, candles.CatchUpAsync, candles.MendAsync).RunAsync(cancellation)];
        if (wish.Quotes) running.Add(Calm("/public", [.. names.Select(name => $"{name}@bookTicker")], calm, Feed(), _ => ValueTask.CompletedTask, null).RunAsync(cancellation));
        return Task.WhenAll(running);

        BinanceMarketFeed Feed() => new(wish.Timeframe, calm, candles, symbols.InstrumentOf);
    }

    /// <summary>Follows a book until cancelled.</summary>
    /// <exception cref="ArgumentException">The instrument is not listed.</exception>
    public Task RunBookAsync(string instrument, IBookListener listener, CancellationToken cancellation)
    {
        var listing = symbols.Find(instrument) ?? throw new ArgumentException(symbols.Unknown(instrument).Message, nameof(instrument));
        var feed = new BinanceBookFeed(listing, new BinanceBook(isFutures: true), listener, clock, time, ended => market.BookAsync(listing, ended));
        return Socket("/public", [$"{listing.Symbol.ToLowerInvariant()}@depth@100ms"], feed.Frame, feed.OpenedAsync, feed.AfterAsync, reason => listener.OnOut(instrument, reason)).RunAsync(cancellation);
    }

    // One of several sockets of one listener.
    VenueStream Calm(string path, string[] names, CalmListener calm, BinanceMarketFeed feed, Func<CancellationToken, ValueTask> catchUp, Func<CancellationToken, ValueTask>? after)
    {
        var stands = false;
        return Socket(path, names, feed.Frame, OpenedAsync, after, Fall, feed.Rehearsal);

        async ValueTask OpenedAsync(CancellationToken ended)
        {
            feed.Begin();
            await catchUp(ended).ConfigureAwait(false);
            stands = true;
            calm.OnCaughtUp();
        }

        void Fall(string reason)
        {
            if (stands) calm.Fell();
            stands = false;
            calm.OnLost(reason);
        }
    }

    VenueStream Socket(string path, string[] names, StreamFrame frame, Func<CancellationToken, ValueTask> opened, Func<CancellationToken, ValueTask>? after, Action<string> lost, CloseRehearsal? rehearsal = null)
    {
        var address = new Uri(options.Streams, $"{path}/stream?streams={string.Join('/', names)}");
        return new(new()
        {
            Address = _ => ValueTask.FromResult(address),
            Connect = options.Connect,
            Latency = options.Latency,
            Rehearsal = rehearsal,
            Frame = frame,
            After = after,
            // A broken connection is found by its missing pong.
            Silence = TimeSpan.FromMinutes(3),
            // The history of a long gap takes its time.
            Patience = TimeSpan.FromMinutes(10),
            Opened = (_, ended) => opened(ended),
            Lost = loss => lost(loss.Reason),
        }, time);
    }
}
