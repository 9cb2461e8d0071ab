using Argosy.Core.Links;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Hosting.Lanes;
using Argosy.Hosting.Ports;

namespace Argosy.Hosting.MarketData;

/// <summary>Brings one run its market: from a stream's threads onto the run's lane, candle by candle into instants.</summary>
/// <remarks>The thread that read a frame makes the instant and runs what follows from it.</remarks>
public sealed class BotFeed : IMarketSubscriber, IDisposable
{
    readonly Lane _lane;
    readonly Dictionary<string, int> _index;
    readonly Timeframe _timeframe;
    readonly FeedOptions _options;
    readonly Func<long> _now;
    readonly IFeedTarget _target;
    readonly InstantAssembler _assembler;
    readonly ITimer? _timer;
    readonly long? _oldestMs;
    readonly List<MarketMoved> _told = [];
    readonly TradeBuffer? _trades;
    List<(int Instrument, Bar Bar, bool IsClosed, long Now)>? _held = [];
    string _late = "";
    string? _lost;
    bool _ended, _endsWhenFilled;
    long _tradesOpenFrom = long.MaxValue;
    long _from = long.MinValue;

    /// <summary>A feed that holds what it hears until <see cref="Fill"/>.</summary>
    /// <param name="lane">The run's lane.</param>
    /// <param name="instruments">Names in the run's order.</param>
    /// <param name="timeframe">Length of the candles.</param>
    /// <param name="options">Waits.</param>
    /// <param name="now">The venue's time as far as it is known, Unix ms.</param>
    /// <param name="time">The clock waits go by.</param>
    /// <param name="target">Hears it, on the lane.</param>
    public BotFeed(Lane lane, IReadOnlyList<string> instruments, Timeframe timeframe, FeedOptions options, Func<long> now, TimeProvider time, IFeedTarget target)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        (_lane, Instruments, _timeframe, _options, _now, _target) = (lane, instruments, timeframe, options, now, target);
        _index = instruments.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
        _assembler = new InstantAssembler(instruments.Count, timeframe, (int)options.Grace.TotalMilliseconds);
        _trades = options.TellTrades ? new TradeBuffer(timeframe, (long)options.Grace.TotalMilliseconds) : null;
        // What was decided on a candle is stale when the next one has closed.
        _oldestMs = options.OldestPrice is { } oldest ? Math.Min((long)oldest.TotalMilliseconds, timeframe.ApproximateMilliseconds) : null;
        _timer = options.LookEvery is { } every ? time.CreateTimer(_ => _lane.Run(Look), null, every, every) : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Instruments { get; }

    /// <inheritdoc/>
    public long? From => Volatile.Read(ref _from) is var from && from == long.MinValue ? null : from;

    /// <summary>Walks what follows from a close without effect; null: nothing does.</summary>
    internal IFeedRehearsal? Rehearsal { get; set; }

    /// <summary>Open time of the first candle wanted next, Unix ms; set before the stream is asked.</summary>
    public void Want(long from) => Volatile.Write(ref _from, from);

    /// <summary>Goes on where a run's log ends: of an instrument its last candle and the last opening told. Before <see cref="Fill"/>.</summary>
    public void Resume(int instrument, long? lastOpen, long? lastOpening) => _assembler.Resume(instrument, lastOpen, lastOpening);

    /// <summary>Goes on where a run's log ends: the time of the last trade told. Before <see cref="Fill"/>.</summary>
    internal void ResumeTrades(long last) => _trades?.Resume(last);

    /// <summary>Takes candles that closed before, then everything that was held; call on the lane. Without <paramref name="isLast"/> it goes on holding.</summary>
    /// <param name="bars">Of each instrument, oldest first.</param>
    /// <param name="isHistory">Whether the run only warms up on them.</param>
    /// <param name="isLast">Whether the live market follows.</param>
    public void Fill(IReadOnlyList<IReadOnlyList<Bar>> bars, bool isHistory, bool isLast)
    {
        _assembler.Backfill(bars, isHistory, _told);
        Hand(isRecent: false);
        Advance();
        if (isLast) Release();
    }

    /// <inheritdoc/>
    public Task OnBeginAsync() => _lane.Ask(() =>
    {
        Release();
        return true;
    });

    /// <inheritdoc/>
    public void OnBar(string instrument, in VenueBar bar, bool isClosed)
    {
        if (!_index.TryGetValue(instrument, out var index)) return;
        if (!bar.IsSound)
        {
            var reason = $"{instrument}: the venue's candle of {bar.OpenTime} contradicts itself; it is left out";
            _lane.Run(() => _target.OnNote(reason));
            return;
        }
        // The time at which it was told: on a busy lane, and where it is held, a market that is played goes on meanwhile.
        var (converted, price, now) = (BarConversion.ToBar(in bar), bar.Close, _now());
        if (isClosed) Rehearsal?.Saw(index, in bar);
        _lane.Run(() =>
        {
            if (_held is not null) _held.Add((index, converted, isClosed, now));
            else Take(index, converted, isClosed, now);
            // A closed candle's price has been told by those before it.
            if (!isClosed) _target.OnPrice(index, price, now);
        });
    }

    /// <inheritdoc/>
    public void OnTrade(string instrument, in TradeTick trade)
    {
        if (!_index.TryGetValue(instrument, out var index)) return;
        var heard = trade;
        var (time, price) = (trade.Time, trade.Price);
        _lane.Run(() =>
        {
            _trades?.Add(index, in heard);
            if (_held is null && _timeframe.Floor(time) >= _tradesOpenFrom)
            {
                _assembler.Opened(index, _timeframe.Floor(time), Exact.ToStatistic(price), _now(), _told);
                Hand(isRecent: true);
            }
            _target.OnPrice(index, price, time);
            if (_trades is { IsFull: true }) TellTrades();
        });
    }

    /// <summary>Tells the trades that were heard and wait for the next look; call on the lane.</summary>
    public void TellTrades()
    {
        if (_held is null && _trades?.Take(_assembler.Told, _now()) is { Count: > 0 } trades) _target.OnTrades(trades);
    }

    /// <inheritdoc/>
    public void OnRehearsal() => Rehearsal?.Walk();

    /// <inheritdoc/>
    public void OnLost(string reason) => _lane.Run(() =>
    {
        (_lost, _tradesOpenFrom) = (reason, long.MaxValue);
        _target.OnNote($"the market's stream was lost: {reason}");
    });

    /// <inheritdoc/>
    public void OnCaughtUp() => _lane.Run(() =>
    {
        if (_lost is not null) _target.OnNote("the market's stream is there again");
        _lost = null;
        // Of the candle that runs now the first trade was missed.
        _tradesOpenFrom = _timeframe.End(_timeframe.Floor(_now()));
    });

    /// <inheritdoc/>
    public void OnEnded() => _lane.Run(() =>
    {
        if (_held is null) End();
        else _endsWhenFilled = true;
    });

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    /// <summary>Why no entry may follow from an instant now; empty where one may.</summary>
    public string Old(MarketMoved moved)
    {
        ArgumentNullException.ThrowIfNull(moved);
        var age = _now() - moved.Time;
        return !moved.IsHistory && moved.Closed.Count > 0 && _oldestMs is { } oldest && age > oldest ? $"the close is {age / 1_000} s old" : "";
    }

    void Release()
    {
        var held = _held ?? [];
        _held = null;
        foreach (var (instrument, bar, isClosed, now) in held) Take(instrument, bar, isClosed, now);
        if (_endsWhenFilled) End();
    }

    void Take(int instrument, in Bar bar, bool isClosed, long now)
    {
        _assembler.Tick(now, _told);
        if (isClosed) _assembler.Closed(instrument, in bar, now, _told);
        else _assembler.Opened(instrument, bar.OpenTime, bar.Open, now, _told);
        Hand(isRecent: true);
        if (isClosed) Advance();
    }

    void Look()
    {
        if (_ended || _held is not null) return;
        var now = _now();
        _assembler.Tick(now, _told);
        Hand(isRecent: true);
        TellTrades();
        var due = _timeframe.Floor(now);
        var isLate = _assembler.Told != long.MinValue && _assembler.Told < due && now - due > (long)_options.LateAfter.TotalMilliseconds;
        Late(isLate ? _lost is null ? "the market's candles are late" : $"the market's stream is lost: {_lost}" : "");
    }

    void Late(string reason)
    {
        if (reason == _late) return;
        _late = reason;
        _target.OnLate(reason);
    }

    void End()
    {
        if (_ended) return;
        _ended = true;
        _assembler.Tick(long.MaxValue, _told);
        Hand(isRecent: true);
        if (_trades?.TakeBefore(long.MaxValue) is { Count: > 0 } trades) _target.OnTrades(trades);
        _target.OnEnded();
    }

    void Hand(bool isRecent)
    {
        for (var i = 0; i < _told.Count; i++)
        {
            var moved = _told[i];
            // What was traded within a candle comes before its close.
            if (moved.Closed.Count > 0 && _trades?.TakeBefore(moved.Time) is { Count: > 0 } trades) _target.OnTrades(trades);
            var old = Old(moved);
            if (isRecent && old.Length == 0) Late("");
            _target.OnMoved(moved, old);
        }
        _told.Clear();
    }

    // Where a stream that begins anew has to begin for this run.
    void Advance()
    {
        var next = long.MaxValue;
        for (var i = 0; i < Instruments.Count; i++) next = Math.Min(next, _assembler.Next(i) ?? long.MaxValue);
        if (next != long.MaxValue) Want(next);
    }
}

/// <summary>What a feed walks before a close; both calls are on the thread that reads the market.</summary>
interface IFeedRehearsal
{
    /// <summary>A candle closed.</summary>
    void Saw(int instrument, in VenueBar bar);

    /// <summary>A close is near.</summary>
    void Walk();
}

/// <summary>Hears a run's market; every call is on its lane.</summary>
public interface IFeedTarget
{
    /// <summary>An instant.</summary>
    /// <param name="moved">What closed and opened.</param>
    /// <param name="old">Why no entry may follow from it; empty where one may.</param>
    void OnMoved(MarketMoved moved, string old);

    /// <summary>Trades, in the order in which they became known; only where they are asked for.</summary>
    void OnTrades(IReadOnlyList<MarketTrade> trades)
    {
    }

    /// <summary>An instrument's last price.</summary>
    void OnPrice(int instrument, decimal price, long time);

    /// <summary>The feed is late, or no longer where the reason is empty.</summary>
    void OnLate(string reason);

    /// <summary>Something worth a line.</summary>
    void OnNote(string text);

    /// <summary>The market has no more.</summary>
    void OnEnded();
}
