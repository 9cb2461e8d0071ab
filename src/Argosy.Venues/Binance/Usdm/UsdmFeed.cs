using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;
using Argosy.Venues.Wire;

namespace Argosy.Venues.Binance.Usdm;

/// <summary>Follows the market for one listener over two sockets, as the venue keeps quotes apart from candles and trades.</summary>
/// <remarks>Of each instrument the closed candle that is due next is known; one that comes later shows a gap, which is read from the venue's history before anything newer is told.</remarks>
internal sealed class UsdmFeed
{
    readonly UsdmOptions _options;
    readonly UsdmSymbols _symbols;
    readonly UsdmMarket _market;
    readonly VenueClock _clock;
    readonly TimeProvider _time;
    readonly MarketWish _wish;
    readonly IMarketListener _listener;
    readonly Lock _gate = new();
    readonly BinanceReader _reader = new();
    readonly Dictionary<string, Due> _due = new(StringComparer.Ordinal);
    int _open, _sockets;

    public UsdmFeed(UsdmOptions options, UsdmSymbols symbols, UsdmMarket market, VenueClock clock, TimeProvider time, MarketWish wish, IMarketListener listener)
    {
        (_options, _symbols, _market, _clock, _time, _wish, _listener) = (options, symbols, market, clock, time, wish, listener);
        foreach (var instrument in wish.Instruments)
        {
            var listing = symbols.Find(instrument) ?? throw new ArgumentException(symbols.Unknown(instrument).Message);
            _due[listing.Symbol] = new(instrument) { Next = wish.From is { } from ? FirstFrom(wish.Timeframe, from) : -1 };
        }
    }

    /// <summary>Runs until cancelled.</summary>
    public Task RunAsync(CancellationToken cancellation)
    {
        var interval = UsdmMarket.Interval(_wish.Timeframe) ?? throw new ArgumentException(UsdmMarket.NoInterval(_wish.Timeframe).Message);
        var names = _due.Keys.Select(symbol => symbol.ToLowerInvariant()).ToArray();
        // The mark price comes every second, whatever the market does: a socket without it is dead.
        var market = names.Select(name => $"{name}@kline_{interval}").Concat(_wish.Trades ? names.Select(name => $"{name}@aggTrade") : []).Append($"{names[0]}@markPrice@1s");
        List<Task> running = [];
        _sockets = _wish.Quotes ? 2 : 1;
        running.Add(Socket("/market", market, TimeSpan.FromSeconds(30), CatchUpAsync).RunAsync(cancellation));
        if (_wish.Quotes) running.Add(Socket("/public", names.Select(name => $"{name}@bookTicker"), TimeSpan.FromMinutes(10), _ => ValueTask.CompletedTask).RunAsync(cancellation));
        return Task.WhenAll(running);
    }

    VenueStream Socket(string path, IEnumerable<string> names, TimeSpan silence, Func<CancellationToken, ValueTask> catchUp)
    {
        var address = new Uri(_options.Streams, $"{path}/stream?streams={string.Join('/', names)}");
        var isOpen = false;
        return new(new()
        {
            Address = _ => ValueTask.FromResult(address),
            Silence = silence,
            Patience = TimeSpan.FromMinutes(10),
            Frame = Hear,
            Opened = async (_, cancellation) =>
            {
                await catchUp(cancellation).ConfigureAwait(false);
                lock (_gate)
                {
                    isOpen = true;
                    if (++_open == _sockets) _listener.OnCaughtUp();
                }
            },
            Lost = loss =>
            {
                lock (_gate)
                {
                    if (isOpen) _open--;
                    isOpen = false;
                    _listener.OnLost(loss.Reason);
                }
            },
        }, _time);
    }

    // What ended while nobody listened; frames that come meanwhile wait in the socket.
    async ValueTask CatchUpAsync(CancellationToken cancellation)
    {
        foreach (var due in _due.Values)
        {
            if (due.Next < 0) due.Next = _wish.Timeframe.Floor(_clock.Now);
            while (due.Next <= _clock.Now)
            {
                var page = await _market.BarsAsync("/fapi/v1/klines", due.Instrument, _wish.Timeframe, due.Next, cancellation).ConfigureAwait(false);
                if (!page.Ok) throw new InvalidDataException(page.Error!.Message);
                if (page.Value.Count == 0) break;
                lock (_gate)
                {
                    foreach (var bar in page.Value)
                    {
                        if (bar.OpenTime < due.Next || _wish.Timeframe.Floor(bar.OpenTime) != bar.OpenTime) throw new InvalidDataException($"the venue gave a candle of {bar.OpenTime} where one from {due.Next} on was due");
                        Tell(due, bar);
                    }
                }
            }
        }
    }

    void Hear(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            switch (BinanceReader.KindOf(frame, out var body))
            {
                case BinanceEvent.Kline when _reader.TryKline(body, out var kline) && _due.TryGetValue(kline.Symbol, out var due):
                    Hear(kline, due);
                    break;
                case BinanceEvent.Trade when _reader.TryTrade(body, out var trade) && _due.TryGetValue(trade.Symbol, out var traded):
                    _listener.OnTrade(traded.Instrument, trade);
                    break;
                case BinanceEvent.Quote when _reader.TryQuote(body, out var quote) && _due.TryGetValue(quote.Symbol, out var quoted):
                    _listener.OnQuote(quoted.Instrument, quote);
                    break;
                default:
                    // Not asked for, or damaged: a candle that was is missed by the next one, and read again.
                    break;
            }
        }
    }

    void Hear(in BinanceKline kline, Due due)
    {
        var bar = kline.Bar;
        if (kline.Interval != _wish.Timeframe.ToString() || bar.OpenTime < due.Next || _wish.Timeframe.Floor(bar.OpenTime) != bar.OpenTime) return;
        if (bar.OpenTime > due.Next) throw new InvalidDataException($"the candle of {due.Next} did not come");
        if (kline.IsClosed) Tell(due, bar);
        else _listener.OnBar(due.Instrument, bar, isClosed: false);
    }

    void Tell(Due due, in VenueBar bar)
    {
        due.Next = _wish.Timeframe.End(bar.OpenTime);
        _listener.OnBar(due.Instrument, bar, isClosed: true);
    }

    static long FirstFrom(Timeframe timeframe, long from) => timeframe.Floor(from) is var floor && floor < from ? timeframe.End(floor) : from;

    sealed class Due(string instrument)
    {
        public string Instrument { get; } = instrument;

        /// <summary>Open time of the closed candle that comes next, Unix ms.</summary>
        public long Next { get; set; }
    }
}
