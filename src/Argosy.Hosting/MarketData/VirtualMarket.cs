using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.MarketData;

/// <summary>A market played from candles that are there already, as fast as they are taken or at a speed.</summary>
/// <remarks>At each point in time it tells what opens, then what closes, then lets its clock go on; so a run hears the instants a backtest has.</remarks>
/// <param name="series">Instruments with their candles of one timeframe.</param>
/// <param name="speed">Market seconds a second; 0 for as fast as they are taken.</param>
/// <param name="from">Where the play begins, Unix ms: candles that closed by then are its past; null for the beginning.</param>
public sealed class VirtualMarket(IReadOnlyList<(Instrument Instrument, BarColumns Bars)> series, double speed, long? from = null) : IMarketVenue
{
    const int LookEvery = 256, MostBehind = 1_024;

    readonly VirtualClock _clock = new(from ?? series.Min(s => s.Bars.Count > 0 ? s.Bars.OpenTimes[0] : long.MaxValue));

    /// <inheritdoc/>
    public string Name => "virtual";

    /// <summary>How many messages the run has not answered yet; the market waits for it. Null: it answers at once.</summary>
    public Func<int>? Backlog { get; set; }

    /// <summary>The trades its one instrument's candles were made of; null: it tells candles alone.</summary>
    public TickHistory? Ticks { get; init; }

    /// <summary>The market's own time.</summary>
    public TimeProvider Clock => _clock;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Listing> Listings { get; } = series.ToDictionary(
        s => s.Instrument.Name, s => new Listing(s.Instrument.Name, s.Instrument) { IsOpen = true, MarketLot = s.Instrument.LotSize, MinQuantity = s.Instrument.LotSize }, StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<string>>> LoadAsync(CancellationToken cancellation) => Task.FromResult(Result<IReadOnlyList<string>>.Of([]));

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<VenueBar>>> BarsAsync(string instrument, Timeframe timeframe, long from, CancellationToken cancellation)
    {
        var found = series.FirstOrDefault(s => s.Instrument.Name == instrument);
        if (found.Bars is null) return Task.FromResult<Result<IReadOnlyList<VenueBar>>>(Unknown(instrument));
        if (timeframe != found.Bars.Timeframe) return Task.FromResult<Result<IReadOnlyList<VenueBar>>>(Error.NotSupported($"the candles of {instrument} are of {found.Bars.Timeframe}; there are none of {timeframe}"));
        var bars = new List<VenueBar>();
        for (var row = found.Bars.IndexAtOrAfter(from); row < found.Bars.Count && found.Bars.CloseTime(row) <= _clock.Now && bars.Count < 1_000; row++) bars.Add(BarOf(found, row));
        return Task.FromResult(Result<IReadOnlyList<VenueBar>>.Of(bars));
    }

    /// <summary>Plays the market to its end.</summary>
    public async Task FollowAsync(MarketWish wish, IMarketListener listener, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(wish);
        ArgumentNullException.ThrowIfNull(listener);
        await Task.Yield();
        var played = wish.Instruments.Select(name => series.First(s => s.Instrument.Name == name)).ToArray();
        var start = wish.From ?? _clock.Now;
        var rows = Array.ConvertAll(played, p => p.Bars.IndexAtOrAfter(start));
        var isOpen = new bool[played.Length];
        var trade = wish.Trades && Ticks is not null ? IndexAtOrAfter(Ticks.Trades.Times, start) : int.MaxValue;
        listener.OnCaughtUp();
        for (var steps = 0; ; steps++)
        {
            var time = long.MaxValue;
            for (var i = 0; i < rows.Length; i++)
            {
                if (rows[i] < played[i].Bars.Count) time = Math.Min(time, isOpen[i] ? played[i].Bars.CloseTime(rows[i]) : played[i].Bars.OpenTimes[rows[i]]);
            }
            if (time == long.MaxValue) return;
            if (!await MayGoOn(steps, cancellation).ConfigureAwait(false)) return;
            for (; trade < (Ticks?.Trades.Count ?? 0) && Ticks!.Trades.Times[trade] < time; trade++)
            {
                if (!await MayGoOn(trade, cancellation).ConfigureAwait(false) || !await Reach(Ticks.Trades.Times[trade], cancellation).ConfigureAwait(false)) return;
                listener.OnTrade(played[0].Instrument.Name, TradeOf(Ticks, trade, played[0].Instrument.Name));
            }
            if (!await Reach(time, cancellation).ConfigureAwait(false)) return;
            Tell(time, played, rows, isOpen, listener);
        }
    }

    // The market waits for whoever has not taken what was told.
    async ValueTask<bool> MayGoOn(int steps, CancellationToken cancellation)
    {
        if (steps % LookEvery == 0 && cancellation.IsCancellationRequested) return false;
        while (Backlog is { } backlog && backlog() > MostBehind)
        {
            if (cancellation.IsCancellationRequested) return false;
            await Task.Delay(1, CancellationToken.None).ConfigureAwait(false);
        }
        return true;
    }

    static TradeTick TradeOf(TickHistory ticks, int row, string name) => new(
        name, row + 1L, ticks.Trades.Times[row], Exact.FromUnits(ticks.Trades.Prices[row], ticks.PriceScale), Exact.FromUnits(ticks.Trades.Quantities[row], ticks.QuantityScale), ticks.Trades.Takers[row] == TakerSide.Sell)
    {
        IsTakerUnknown = ticks.Trades.Takers[row] == TakerSide.Unknown,
    };

    static int IndexAtOrAfter(long[] times, long time)
    {
        var found = Array.BinarySearch(times, time);
        if (found < 0) return ~found;
        while (found > 0 && times[found - 1] == time) found--;
        return found;
    }

    async ValueTask<bool> Reach(long time, CancellationToken cancellation)
    {
        if (speed > 0 && time > _clock.Now)
        {
            try
            {
                await Task.Delay(TimeSpan.FromMilliseconds((time - _clock.Now) / speed), cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
        _clock.Now = Math.Max(_clock.Now, time);
        return true;
    }

    static void Tell(long time, (Instrument Instrument, BarColumns Bars)[] played, int[] rows, bool[] isOpen, IMarketListener listener)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            // The candle that follows the one which closes now, or the first one after a gap.
            var row = isOpen[i] ? rows[i] + 1 : rows[i];
            if (row >= played[i].Bars.Count || played[i].Bars.OpenTimes[row] != time) continue;
            var open = BarOf(played[i], row).Open;
            listener.OnBar(played[i].Instrument.Name, new VenueBar(time, open, open, open, open, 0), isClosed: false);
        }
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] >= played[i].Bars.Count) continue;
            if (isOpen[i] && played[i].Bars.CloseTime(rows[i]) == time)
            {
                listener.OnBar(played[i].Instrument.Name, BarOf(played[i], rows[i]), isClosed: true);
                (rows[i], isOpen[i]) = (rows[i] + 1, false);
            }
            if (!isOpen[i] && rows[i] < played[i].Bars.Count && played[i].Bars.OpenTimes[rows[i]] == time) isOpen[i] = true;
        }
    }

    static VenueBar BarOf((Instrument Instrument, BarColumns Bars) of, int row)
    {
        var bar = of.Bars[row];
        // Volumes in the quote asset become base by the mean price, as the fill contract has it.
        var volume = of.Bars.VolumeInQuote ? bar.Volume / ((bar.High + bar.Low + bar.Close) / 3) : bar.Volume;
        return new VenueBar(bar.OpenTime, Price(bar.Open), Price(bar.High), Price(bar.Low), Price(bar.Close), (decimal)volume);

        decimal Price(double price) => Exact.FromUnits(Exact.ToUnits(price, of.Bars.PriceScale), of.Bars.PriceScale);
    }

    Error Unknown(string instrument) => Error.NotFound($"there are no candles of {instrument}{Suggestion.Phrase(instrument, Listings.Keys)}");

    sealed class VirtualClock(long start) : TimeProvider
    {
        long _now = start;

        public long Now
        {
            get => Volatile.Read(ref _now);
            set => Volatile.Write(ref _now, value);
        }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(Now);
    }
}
