using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance;

/// <content>The market: candles of the past, streams of the present.</content>
public sealed partial class BinanceSpot
{
    /// <summary>Most candles of one answer.</summary>
    public const int MostBars = 1000;

    // The venue's own limit for one connection.
    const int MostStreams = 1024;

    static readonly string[] Intervals = ["1s", "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d", "3d", "1w", "1M"];

    /// <inheritdoc/>
    /// <remarks>Candles that ended two seconds ago and earlier: the venue's history lags behind its market.</remarks>
    public async Task<Result<IReadOnlyList<VenueBar>>> BarsAsync(string instrument, Timeframe timeframe, long from, CancellationToken cancellation)
    {
        if (Find(instrument) is not { } listing) return Unknown(instrument);
        if (Interval(timeframe) is not { } interval) return NoInterval(timeframe);
        var request = new BinanceRequest(HttpMethod.Get, "/api/v3/klines", new(2)).With("symbol", listing.Symbol).With("interval", interval).With("startTime", Text(from)).With("limit", Text(MostBars));
        var answer = await _rest.SendAsync(request, cancellation).ConfigureAwait(false);
        return answer.Ok ? BinanceAnswers.Bars(answer.Value, Clock.Now - (long)CandleFollower.Settle.TotalMilliseconds) : answer.Error!;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An instrument is not listed, the timeframe is not the venue's, or there is more than one connection holds.</exception>
    public async Task FollowAsync(MarketWish wish, IMarketListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wish);
        var interval = Interval(wish.Timeframe) ?? throw new ArgumentException(NoInterval(wish.Timeframe).Message, nameof(wish));
        string[] channels = [$"kline_{interval}", .. wish.Trades ? (string[])["trade"] : [], .. wish.Quotes ? (string[])["bookTicker"] : []];
        var names = wish.Instruments.SelectMany(instrument => channels.Select(channel => StreamName(instrument, channel))).ToArray();
        if (names.Length is 0 or > MostStreams) throw new ArgumentException($"{names.Length} streams; expected 1 to {MostStreams}", nameof(wish));
        var candles = new CandleFollower(wish, listener, Clock, _time, BarsAsync);
        var feed = new BinanceMarketFeed(wish.Timeframe, listener, candles, InstrumentOf);
        if (wish.Rehearses) feed.Rehearsal = new CloseRehearsal(wish.Timeframe, Clock, _time, feed.Rehearse);
        await RunMarketAsync(names, feed.Frame, candles.MendAsync, async ended =>
        {
            if (await _rest.SyncAsync(ended).ConfigureAwait(false) is { } failed) throw new InvalidDataException(failed.Message);
            feed.Begin();
            await candles.CatchUpAsync(ended).ConfigureAwait(false);
            listener.OnCaughtUp();
        }, listener.OnLost, cancellation, feed.Rehearsal).ConfigureAwait(false);
    }

    /// <summary>Follows an instrument's order book until cancelled, over all interruptions.</summary>
    /// <exception cref="ArgumentException">The instrument is not listed.</exception>
    public Task FollowBookAsync(string instrument, IBookListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(listener);
        var name = StreamName(instrument, "depth@100ms");
        var listing = _byInstrument[instrument];
        var request = new BinanceRequest(HttpMethod.Get, "/api/v3/depth", new(50)).With("symbol", listing.Symbol).With("limit", "1000");
        var feed = new BinanceBookFeed(listing, new BinanceBook(isFutures: false), listener, Clock, _time, async ended =>
        {
            var answer = await _rest.SendAsync(request, ended).ConfigureAwait(false);
            return answer.Ok ? BinanceAnswers.Snapshot(answer.Value) : answer.Error!;
        });
        return RunMarketAsync([name], feed.Frame, feed.AfterAsync, feed.OpenedAsync, reason => listener.OnOut(instrument, reason), cancellation);
    }

    // The address names the streams, so they run from the first instant.
    Task RunMarketAsync(IEnumerable<string> names, StreamFrame frame, Func<CancellationToken, ValueTask> after, Func<CancellationToken, ValueTask> opened, Action<string> lost, CancellationToken cancellation, CloseRehearsal? rehearsal = null)
    {
        var address = new Uri(_options.Streams, $"/stream?streams={string.Join('/', names)}");
        return new VenueStream(new()
        {
            Address = _ => ValueTask.FromResult(address),
            Connect = _options.Connect,
            Opened = (_, ended) => opened(ended),
            Frame = frame,
            After = after,
            Lost = loss => lost(loss.Reason),
            Latency = _options.Latency,
            Rehearsal = rehearsal,
            // A quiet market says something once a minute; a broken connection is found by its missing pong.
            Silence = TimeSpan.FromMinutes(3),
            // The history of a long gap takes its time.
            Patience = TimeSpan.FromMinutes(10),
        }, _time).RunAsync(cancellation);
    }

    string StreamName(string instrument, string channel) => $"{(Find(instrument)?.Symbol ?? throw new ArgumentException(Unknown(instrument).Message)).ToLowerInvariant()}@{channel}";

    static string? Interval(Timeframe timeframe) => Array.Find(Intervals, name => name == timeframe.ToString());

    static Error NoInterval(Timeframe timeframe) => Error.NotSupported($"Binance has no candles of {timeframe}; it has {string.Join(", ", Intervals)}");
}
