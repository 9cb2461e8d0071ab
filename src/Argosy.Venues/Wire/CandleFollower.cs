using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Venues.Wire;

/// <summary>Tells closed candles in order and each once, whatever the stream lost or repeated: what it did not tell is read from the venue's history first.</summary>
/// <remarks>A venue's history may lag behind its stream: a candle is taken from there only <see cref="Settle"/> after its end. For one reader's thread.</remarks>
internal sealed class CandleFollower
{
    /// <summary>How long after its end a candle is taken from the history.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromSeconds(2);

    // How far the clocks may differ.
    const long Leeway = 60_000;

    readonly MarketWish _wish;
    readonly IMarketListener _listener;
    readonly VenueClock _clock;
    readonly TimeProvider _time;
    readonly Fetch _fetch;
    readonly Dictionary<string, long> _next = new(StringComparer.Ordinal);
    (string Instrument, VenueBar Bar, bool IsClosed)? _held;

    /// <summary>Fetches one page of an instrument's closed candles from an open time on.</summary>
    public delegate Task<Result<IReadOnlyList<VenueBar>>> Fetch(string instrument, Timeframe timeframe, long from, CancellationToken cancellation);

    public CandleFollower(MarketWish wish, IMarketListener listener, VenueClock clock, TimeProvider time, Fetch fetch) =>
        (_wish, _listener, _clock, _time, _fetch) = (wish, listener, clock, time, fetch);

    /// <summary>Tells every candle that closed since the last one told. Called whenever the stream has opened, before its first frame is read.</summary>
    /// <exception cref="InvalidDataException">The history could not be read: the stream is to be opened again.</exception>
    public async ValueTask CatchUpAsync(CancellationToken cancellation)
    {
        _held = null;
        var due = _wish.Timeframe.Floor(_clock.Now);
        foreach (var instrument in _wish.Instruments) _next.TryAdd(instrument, First(due));
        foreach (var instrument in _wish.Instruments) await FillAsync(instrument, due, cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes a candle of the stream; one that shows a hole before it waits for <see cref="MendAsync"/>, one that is off the timeframe's grid is passed over.</summary>
    /// <exception cref="InvalidDataException">It lies in the future: the stream is to be opened again and the clocks compared.</exception>
    public void Tell(string instrument, in VenueBar bar, bool isClosed)
    {
        if (!_next.TryGetValue(instrument, out var next) || bar.OpenTime < next) return;
        if (bar.OpenTime > _clock.Now + Leeway) throw new InvalidDataException($"a candle of {instrument} begins in the future");
        if (_wish.Timeframe.Floor(bar.OpenTime) != bar.OpenTime) return;
        if (bar.OpenTime > next)
        {
            _held = (instrument, bar, isClosed);
            return;
        }
        if (isClosed) _next[instrument] = _wish.Timeframe.End(next);
        _listener.OnBar(instrument, bar, isClosed);
    }

    /// <summary>Fills the hole the last frame has shown; called after each frame.</summary>
    /// <exception cref="InvalidDataException">The history could not be read: the stream is to be opened again.</exception>
    public ValueTask MendAsync(CancellationToken cancellation) => _held is { } held ? MendHoleAsync(held.Instrument, held.Bar, held.IsClosed, cancellation) : ValueTask.CompletedTask;

    async ValueTask MendHoleAsync(string instrument, VenueBar bar, bool isClosed, CancellationToken cancellation)
    {
        _held = null;
        await FillAsync(instrument, bar.OpenTime, cancellation).ConfigureAwait(false);
        Tell(instrument, bar, isClosed);
    }

    // A candle that is neither in the stream nor in the history does not exist: the market stood still.
    async ValueTask FillAsync(string instrument, long to, CancellationToken cancellation)
    {
        if (_next[instrument] >= to) return;
        var early = to + (long)Settle.TotalMilliseconds - _clock.Now;
        if (early > 0) await Task.Delay(TimeSpan.FromMilliseconds(early), _time, cancellation).ConfigureAwait(false);
        await foreach (var page in BarPages.ReadAsync((from, ended) => _fetch(instrument, _wish.Timeframe, from, ended), _wish.Timeframe, _next[instrument], to, cancellation).ConfigureAwait(false))
        {
            if (!page.Ok) throw new InvalidDataException($"candles of {instrument} could not be read: {page.Error!.Message}");
            foreach (var bar in page.Value)
            {
                _next[instrument] = _wish.Timeframe.End(bar.OpenTime);
                _listener.OnBar(instrument, bar, isClosed: true);
            }
        }
        _next[instrument] = Math.Max(_next[instrument], to);
    }

    long First(long due)
    {
        if (_wish.From is not { } from) return due;
        var floor = _wish.Timeframe.Floor(from);
        return floor < from ? _wish.Timeframe.End(floor) : floor;
    }
}
