using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.MarketData;

/// <summary>A market nobody trades on but paper bots: it moves in real time without any connection, and has a past as long as wanted.</summary>
/// <remarks>Its prices are a function of seed and second: after a restart, or on another machine, it is the same market, and what it did meanwhile is its history.</remarks>
public sealed class SyntheticMarket : IMarketVenue
{
    /// <summary>First second of its history: 2018-01-01, Unix ms.</summary>
    public const long Begin = 1_514_764_800_000;

    const long Second = 1_000;
    // A page costs as many draws as it has seconds.
    const int MostBars = 1_000, MostSeconds = 4_000_000;

    static readonly (string Base, decimal Price, decimal Tick, decimal Lot, double Volatility, double Turnover)[] Kinds =
    [
        ("BTC", 60_000m, 0.01m, 0.00001m, 0.6, 800_000), ("ETH", 3_000m, 0.01m, 0.0001m, 0.75, 400_000), ("SOL", 150m, 0.01m, 0.001m, 0.95, 160_000), ("XRP", 0.6m, 0.0001m, 0.1m, 0.85, 60_000),
    ];

    readonly Dictionary<string, Track> _tracks;
    readonly TimeProvider _time;

    /// <summary>A market of four instruments against USDT.</summary>
    /// <param name="seed">Another seed is another market.</param>
    /// <param name="time">The clock it moves by.</param>
    public SyntheticMarket(ulong seed, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        _time = time;
        _tracks = Kinds.Select((kind, index) => new Track(
            new Instrument(kind.Base, "USDT", kind.Tick, kind.Lot, 5m, kind.Tick == 0.01m ? 2 : 4), new SyntheticPath((seed * 1_000_003) + (ulong)index + 1, (double)kind.Price, kind.Volatility), kind.Turnover)).ToDictionary(track => track.Instrument.Name, StringComparer.Ordinal);
        Listings = _tracks.ToDictionary(pair => pair.Key, pair => new Listing(pair.Key, pair.Value.Instrument) { IsOpen = true, MarketLot = pair.Value.Instrument.LotSize, MinQuantity = pair.Value.Instrument.LotSize }, StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public string Name => "virtual";

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Listing> Listings { get; }

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<string>>> LoadAsync(CancellationToken cancellation) => Task.FromResult(Result<IReadOnlyList<string>>.Of([]));

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<VenueBar>>> BarsAsync(string instrument, Timeframe timeframe, long from, CancellationToken cancellation)
    {
        if (!_tracks.TryGetValue(instrument, out var track)) return Task.FromResult<Result<IReadOnlyList<VenueBar>>>(Unknown(instrument));
        if (Wrong(timeframe) is { } wrong) return Task.FromResult<Result<IReadOnlyList<VenueBar>>>(wrong);
        var bars = new List<VenueBar>();
        var (now, walked) = (Now, 0L);
        var open = timeframe.Floor(Math.Max(from, Begin));
        if (open < Math.Max(from, Begin)) open = timeframe.End(open);
        for (; timeframe.End(open) <= now && bars.Count < MostBars && walked < MostSeconds; open = timeframe.End(open))
        {
            cancellation.ThrowIfCancellationRequested();
            bars.Add(track.Bar(open, timeframe.End(open)));
            walked += (timeframe.End(open) - open) / Second;
        }
        return Task.FromResult(Result<IReadOnlyList<VenueBar>>.Of(bars));
    }

    /// <summary>Tells the market second by second, until cancelled.</summary>
    public async Task FollowAsync(MarketWish wish, IMarketListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(listener);
        if (Wrong(wish.Timeframe) is { } wrong) throw new InvalidOperationException(wrong.Message);
        await Task.Yield();
        var (timeframe, now) = (wish.Timeframe, Now);
        var running = wish.Instruments.Select(name => (Track: _tracks[name], Open: timeframe.Floor(wish.From is { } from ? Math.Max(from, Begin) : now))).ToArray();
        Tell(running, now);
        listener.OnCaughtUp();
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Second - (Now % Second)), _time, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            if (Now / Second == now / Second) continue;
            now = Now;
            Tell(running, now);
        }

        void Tell((Track Track, long Open)[] instruments, long until)
        {
            // All that closed of one time comes before what opens after it, as of any venue.
            for (var isAgain = true; isAgain;)
            {
                isAgain = false;
                for (var i = 0; i < instruments.Length; i++)
                {
                    var (track, open) = instruments[i];
                    if (timeframe.End(open) > until) continue;
                    listener.OnBar(track.Instrument.Name, track.Bar(open, timeframe.End(open)), isClosed: true);
                    instruments[i].Open = timeframe.End(open);
                    isAgain = true;
                }
            }
            foreach (var (track, open) in instruments)
            {
                // The price of a second is known when it begins.
                var bar = track.Bar(open, (until / Second * Second) + Second);
                listener.OnBar(track.Instrument.Name, in bar, isClosed: false);
                if (wish.Trades) listener.OnTrade(track.Instrument.Name, new TradeTick(track.Instrument.Name, until / Second, until / Second * Second, bar.Close, track.Volume(until / Second), until / Second % 2 == 0));
            }
        }
    }

    long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    static Error? Wrong(Timeframe timeframe) => timeframe.Months == 0 && timeframe.Milliseconds % Second != 0 ? Error.NotSupported($"the virtual market moves every second; it has no candles of {timeframe}") : null;

    Error Unknown(string instrument) => Error.NotFound($"the virtual market lists no {instrument}{Suggestion.Phrase(instrument, Listings.Keys)}");

    sealed class Track(Instrument instrument, SyntheticPath path, double turnover)
    {
        public Instrument Instrument => instrument;

        public VenueBar Bar(long open, long end)
        {
            var (first, high, low, last, traded) = (0.0, double.MinValue, double.MaxValue, 0.0, 0.0);
            path.Walk(open / Second, end / Second, (_, price, volume) =>
            {
                if (first == 0) first = price;
                (high, low, last, traded) = (Math.Max(high, price), Math.Min(low, price), price, traded + volume);
            });
            return new VenueBar(open, Price(first), Price(high), Price(low), Price(last), Quantity(traded));
        }

        public decimal Volume(long second)
        {
            var traded = 0.0;
            path.Walk(second, second + 1, (_, _, volume) => traded = volume);
            return Quantity(traded);
        }

        // At least one tick: a price is never nothing.
        decimal Price(double price) => Exact.FromUnits(Math.Max(1, (long)Math.Round(price * Exact.PowerOfTen(instrument.PriceScale))), instrument.PriceScale);

        decimal Quantity(double traded) => instrument.FloorToLot((decimal)(traded * turnover / 60)) + instrument.LotSize;
    }
}
