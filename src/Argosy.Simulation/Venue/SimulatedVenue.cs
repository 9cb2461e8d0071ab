using Argosy.Core.Events;
using Argosy.Core.Orders;
using Argosy.Engine.Orders;
using Argosy.Engine.Running;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Margin;

namespace Argosy.Simulation.Venue;

/// <summary>An exchange made of bars, by <c>fill-contract/1</c>: what was sent at a close is live at the instrument's next open.</summary>
public sealed partial class SimulatedVenue : IVenue
{
    readonly MarketTrack[] _tracks;
    readonly FillOptions _options;
    readonly InstrumentBook[] _books;
    readonly BarWalk[] _walks;
    readonly VolumeRule[] _volumes;
    readonly long[] _opens;
    IOrderEvents _events = null!;
    Bankruptcy _bankruptcy = null!;
    Phase _phase;
    long _now;
    readonly bool _fillsAtClose;
    int _round;
    int _orders;
    bool _watchesEquity;
    bool _ended;

    /// <summary>A venue over the tracks of a feed, in the run's order.</summary>
    public SimulatedVenue(IReadOnlyList<MarketTrack> tracks, FillOptions options)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _tracks = [.. tracks];
        _options = options;
        _fillsAtClose = options.FillAt == FillAt.Close;
        _books = new InstrumentBook[_tracks.Length];
        _walks = new BarWalk[_tracks.Length];
        _opens = new long[_tracks.Length];
        _volumes = new VolumeRule[_tracks.Length];
        for (var i = 0; i < _tracks.Length; i++) _volumes[i] = new VolumeRule(_tracks[i], options.Participation);
    }

    enum Phase
    {
        Between,
        Closing,
        Decided,
        Opening,
        Funding,
    }

    /// <summary>Bars whose other walk would have given other fills.</summary>
    public int PathDependentBars { get; private set; }

    /// <summary>Instruments without volume data, where the participation cap is off.</summary>
    public IEnumerable<int> WithoutVolume
    {
        get
        {
            for (var i = 0; i < _volumes.Length; i++)
            {
                if (_volumes[i].IsMissing) yield return i;
            }
        }
    }

    /// <inheritdoc/>
    public PriceReach Reach
    {
        get
        {
            if (_tracks.Length > 1 || _events.Ledger.HasShort) return PriceReach.None;
            return _orders == 0 ? PriceReach.Everything : _books[0].Reach;
        }
    }

    /// <inheritdoc/>
    public PriceReach ReachOf(int instrument)
    {
        if (_orders == 0) return _events.Ledger.HasShort || (_margin is not null && _events.Ledger.HasPosition) ? PriceReach.None : PriceReach.Everything;
        return _margin is not null || _events.Ledger.HasShort ? PriceReach.None : _books[instrument].Reach;
    }

    /// <inheritdoc/>
    public void Attach(IOrderEvents events)
    {
        ArgumentNullException.ThrowIfNull(events);
        _events = events;
        for (var i = 0; i < _books.Length; i++)
        {
            var account = new LiveAccount(i, events.Ledger, events.Power, events);
            var instrument = _tracks[i].Instrument;
            var timeframe = _tracks[i].Bars.Timeframe;
            _books[i] = new InstrumentBook(instrument, _options, events.Ledger.Books, events.Exits);
            _books[i].Moment.Account = account;
            _books[i].Moment.LateAfterMs = timeframe.ApproximateMilliseconds * (1 + _options.LatencyBars);
            _walks[i] = new BarWalk(_tracks[i], _books[i], account, _options, events.Ledger.Books, events.Exits);
        }
        _bankruptcy = new Bankruptcy(_tracks, _books, events);
        _margin = events.Ledger.Margin is null ? null : new MarginWalk(_tracks, _books, events);
    }

    /// <inheritdoc/>
    public void Submit(ApprovedOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var i = order.Instrument;
        // The second half of a reversal arrives where the first was filled; all else waits for an open that is still to come.
        var atOnce = order.Follows != 0 && _phase is Phase.Opening or Phase.Decided;
        _orders++;
        // It is as late as the open it arrives at is after the close before.
        if (atOnce) _books[i].Add(order, _opens[i], _tracks[i].ClosedRow < 0 ? _now : _tracks[i].Walked.CloseTime(_tracks[i].ClosedRow));
        else _books[i].Add(order, LiveFrom(i), _now);
    }

    /// <inheritdoc/>
    public void Amend(int orderId, decimal price)
    {
        for (var i = 0; i < _books.Length; i++)
        {
            _books[i].Moment.Time = _now;
            _books[i].Amend(orderId, price, LiveFrom(i));
        }
    }

    /// <inheritdoc/>
    public void Resize(int orderId, decimal size)
    {
        foreach (var book in _books) book.Resize(orderId, size);
    }

    /// <inheritdoc/>
    public void Cancel(int orderId, OrderReason reason)
    {
        for (var i = 0; i < _books.Length; i++)
        {
            _books[i].Moment.Time = _now;
            _books[i].Cancel(orderId, reason);
            if (_phase == Phase.Between) _orders -= _books[i].Sweep();
        }
    }

    /// <inheritdoc/>
    public void OnClosing(Instant instant)
    {
        ArgumentNullException.ThrowIfNull(instant);
        _now = instant.Time;
        if (_margin is not null)
        {
            CloseOnMargin(_margin, instant);
            return;
        }
        if (_orders == 0 && !_events.Ledger.HasShort) return;
        var closing = instant.Closing;
        var walked = false;
        for (var k = 0; k < closing.Count; k++) walked |= _books[closing[k]].IsTouchedBy(_tracks[closing[k]].Walked, _tracks[closing[k]].ClosedRow);
        // A short sale may come about on the way.
        _watchesEquity = walked ? _events.Power.AllowShort : _events.Ledger.HasShort && _bankruptcy.IsNear(instant);
        if (!walked && !_watchesEquity) return;
        _phase = Phase.Closing;
        for (var k = 0; k < closing.Count; k++)
        {
            var i = closing[k];
            Prepare(i, _tracks[i].ClosedRow);
            if (_walks[i].Choose(instant.Time, _events.Ledger.Net(i), _watchesEquity)) PathDependentBars++;
        }
        for (var leg = 0; leg < BarWalk.Legs; leg++)
        {
            for (var k = 0; k < closing.Count && !_ended; k++) WalkLeg(closing[k], leg);
        }
        End();
    }

    /// <inheritdoc/>
    public void OnDecided(Instant instant)
    {
        ArgumentNullException.ThrowIfNull(instant);
        if (!_fillsAtClose || _orders == 0 || _ended) return;
        var busy = false;
        for (var k = 0; k < instant.Closing.Count; k++) busy |= _books[instant.Closing[k]].WaitingCount > 0;
        if (!busy) return;
        _phase = Phase.Decided;
        _round++;
        for (var k = 0; k < instant.Closing.Count; k++) Prepare(instant.Closing[k], _tracks[instant.Closing[k]].ClosedRow);
        ArriveAll(instant.Closing, atClose: true);
        if (_margin is not null) _margin.Settle(instant.Time);
        else if (_events.Ledger.HasShort) _ended = _bankruptcy.AtMarks(instant.Time);
        _ended |= _margin is { Ended: true };
        End();
    }

    /// <inheritdoc/>
    public void OnOpening(Instant instant)
    {
        ArgumentNullException.ThrowIfNull(instant);
        var opening = instant.Opening;
        for (var k = 0; k < opening.Count; k++) _opens[opening[k]]++;
        if (_margin is not null)
        {
            OpenOnMargin(_margin, instant);
            return;
        }
        var busy = _events.Ledger.HasShort;
        if (_orders == 0 && !busy) return;
        for (var k = 0; k < opening.Count; k++) busy |= _books[opening[k]].MayActAtOpen(_tracks[opening[k]].Walked, _tracks[opening[k]].RunningRow);
        if (!busy || _ended) return;
        _phase = Phase.Opening;
        _round++;
        for (var k = 0; k < opening.Count; k++) Open(opening[k]);
        if (_events.Ledger.HasShort) _ended = _bankruptcy.AtMarks(instant.Time);
        for (var k = 0; k < opening.Count && !_ended; k++) Jump(opening[k]);
        ArriveAll(opening, atClose: false);
        if (_events.Ledger.HasShort && !_ended) _ended = _bankruptcy.AtMarks(instant.Time);
        End();
    }

    /// <inheritdoc/>
    public void Hear(in FundingSettlement settlement)
    {
        _now = settlement.Time;
        if (_margin is null || _ended) return;
        _margin.Fund(in settlement);
        _ended = _margin.Ended;
        End();
    }

    // Number of the walked open at which an order sent now goes live; latency counts base bars, also where finer bars are walked.
    long LiveFrom(int i)
    {
        var track = _tracks[i];
        if (_options.LatencyBars == 0 || ReferenceEquals(track.Walked, track.Bars)) return _opens[i] + 1 + _options.LatencyBars;
        var next = track.Bars.IndexAtOrAfter(_phase == Phase.Opening ? _now + 1 : _now) + _options.LatencyBars;
        return next < track.Bars.Count ? track.Walked.IndexAtOrAfter(track.Bars.OpenTimes[next]) + 1 : long.MaxValue;
    }

    void WalkLeg(int i, int leg)
    {
        var (from, to) = _walks[i].Leg(leg);
        // A short may have been opened earlier in this very bar.
        if (_watchesEquity || _events.Ledger.HasShort) _ended = _bankruptcy.Walk(i, from, to, _now);
        else if (_books[i].RestingCount > 0) _books[i].Leg(from, to);
    }

    void Open(int i)
    {
        var book = _books[i];
        var track = _tracks[i];
        Prepare(i, track.RunningRow);
        book.Moment.LegTraits = FillTraits.AtOpen;
        book.Expire(track.Walked.CloseTime(track.RunningRow));
        if (_events.Power.AllowShort) _events.Mark(i, track.Walked.Open[track.RunningRow]);
    }

    void Jump(int i)
    {
        var track = _tracks[i];
        if (track.ClosedRow < 0 || _books[i].RestingCount == 0) return;
        _books[i].Jump(track.Instrument.ToUnits(track.Walked.Close[track.ClosedRow]), track.Instrument.ToUnits(track.Walked.Open[track.RunningRow]));
    }

    // The bar whose volume the cap counts, and the time of the fills to come.
    void Prepare(int i, int row)
    {
        var book = _books[i];
        book.Moment.Time = _now;
        book.Moment.Round = _round;
        book.Moment.LegTraits = FillTraits.None;
        book.Moment.AtClose = _phase == Phase.Decided;
        if (book.Moment.Row == row) return;
        book.Moment.Row = row;
        book.SetVolume(_volumes[i].Of(row));
    }

    // Closing before opening, by instrument, then sequence; what an arrival leads to (a reversal) arrives too.
    void ArriveAll(IndexList instruments, bool atClose)
    {
        var any = true;
        while (any && !_ended)
        {
            any = false;
            for (var pass = 0; pass < 2; pass++)
            {
                for (var k = 0; k < instruments.Count; k++)
                {
                    var i = instruments[k];
                    if (_books[i].WaitingCount == 0) continue;
                    any |= _books[i].Arrive(Price(i, atClose), atClose ? long.MaxValue : _opens[i], closing: pass == 0, onlyAtOnce: atClose);
                }
                if (pass == 0 && any) break;
            }
        }
    }

    long Price(int i, bool atClose)
    {
        var track = _tracks[i];
        return track.Instrument.ToUnits(atClose ? track.Walked.Close[track.ClosedRow] : track.Walked.Open[track.RunningRow]);
    }

    void End()
    {
        _phase = Phase.Between;
        foreach (var book in _books)
        {
            _orders -= book.Sweep();
            book.Moment.LegTraits = FillTraits.None;
        }
    }
}
