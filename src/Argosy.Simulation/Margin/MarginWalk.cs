using Argosy.Core.Events;
using Argosy.Core.MarketData;
using Argosy.Engine.Accounting;
using Argosy.Engine.Running;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Venue;

namespace Argosy.Simulation.Margin;

/// <summary>Moves mark prices along their bars, leg by leg, liquidates on the way, and settles funding.</summary>
/// <remarks>Where a contract has no mark bar the last price is its mark. In a leg that holds both, the mark and its liquidations come first.</remarks>
sealed class MarginWalk
{
    readonly MarketTrack[] _tracks;
    readonly InstrumentBook[] _books;
    readonly IOrderEvents _events;
    readonly MarginAccount _account;
    readonly LiquidationDesk _desk;
    readonly MarkTrack?[] _marks;
    readonly FundingClock?[] _funding;
    readonly long[] _points = new long[BarWalk.Legs + 1];
    readonly bool[] _highFirst;
    readonly decimal[] _worst;

    public MarginWalk(MarketTrack[] tracks, InstrumentBook[] books, IOrderEvents events)
    {
        _tracks = tracks;
        _books = books;
        _events = events;
        _account = events.Ledger.Margin!;
        _marks = new MarkTrack?[tracks.Length];
        _funding = new FundingClock?[tracks.Length];
        _highFirst = new bool[tracks.Length];
        _worst = new decimal[tracks.Length];
        for (var i = 0; i < tracks.Length; i++)
        {
            if (tracks[i].Perpetual is not { } data) continue;
            if (data.Funding is { } rates) _funding[i] = new FundingClock(rates);
            if (data.Mark is not { } bars) continue;
            if (bars.PriceScale > tracks[i].Instrument.PriceScale) throw new ArgumentException($"{tracks[i].Instrument.Name}: the mark prices have {bars.PriceScale} decimal places, the instrument {tracks[i].Instrument.PriceScale}");
            _marks[i] = new MarkTrack(bars, tracks[i].Instrument, bars.Timeframe.CompareTo(tracks[i].Walked.Timeframe) <= 0);
        }
        _desk = new LiquidationDesk(tracks, books, events, _account, new decimal[tracks.Length]);
    }

    /// <summary>Whether no equity was left.</summary>
    public bool Ended => _desk.Ended;

    /// <summary>Greatest maintenance / (margin + result) seen.</summary>
    public decimal PeakRatio => _desk.PeakRatio;

    /// <summary>Settlements at the last price for want of a mark bar that opens then.</summary>
    public int SettledAtLastPrice { get; private set; }

    /// <summary>Bars with a position in which the last price stood in for a missing mark bar.</summary>
    public int BarsWithoutMark { get; private set; }

    /// <summary>When a mark bar or a settlement matters next, Unix ms: never while nothing is held.</summary>
    public long NextTime
    {
        get
        {
            var next = long.MaxValue;
            if (!_events.Ledger.HasPosition) return next;
            foreach (var mark in _marks) next = mark is null ? next : Math.Min(next, mark.NextTime);
            foreach (var clock in _funding) next = clock is null ? next : Math.Min(next, clock.NextTime);
            return next;
        }
    }

    /// <summary>Moves all mark bars on to the instant.</summary>
    public void Advance(Instant instant)
    {
        foreach (var mark in _marks) mark?.Advance(instant.Time);
        if (!_events.Ledger.HasPosition) return;
        for (var k = 0; k < instant.Closing.Count; k++)
        {
            if (_marks[instant.Closing[k]] is { ClosedRow: < 0 } && _account.Position(instant.Closing[k]).Quantity != 0) BarsWithoutMark++;
        }
    }

    /// <summary>Whether the bars that close could liquidate anything: all of them at their worst at once.</summary>
    public bool IsNear(Instant instant)
    {
        if (!_events.Ledger.HasPosition) return false;
        _desk.Marks.CopyTo(_worst, 0);
        for (var i = 0; i < _marks.Length; i++)
        {
            if (_marks[i] is { ClosedRow: >= 0 } mark) _worst[i] = Worst(i, mark.Bars, mark.ClosedRow);
        }
        for (var k = 0; k < instant.Closing.Count; k++)
        {
            var i = instant.Closing[k];
            if (!HasOwnBar(i)) _worst[i] = Worst(i, _tracks[i].Walked, _tracks[i].ClosedRow);
        }
        for (var i = 0; i < _worst.Length; i++)
        {
            if (_account.Position(i).Quantity != 0 && _account.Line(i, _worst).IsLiquidated(_worst[i])) return true;
        }
        return false;
    }

    /// <summary>Whether an instrument's mark moves along a bar of its own that closes now.</summary>
    public bool HasOwnBar(int instrument) => _marks[instrument] is { ClosedRow: >= 0 };

    /// <summary>Says which extreme of its last-price bar an instrument walks first; its mark walks alike.</summary>
    public void Follow(int instrument, bool highFirst) => _highFirst[instrument] = highFirst;

    /// <summary>Chooses the way of mark bars that close without a last-price bar.</summary>
    public void ChooseAlone(FillOptions options)
    {
        for (var i = 0; i < _marks.Length; i++)
        {
            if (_marks[i] is not { ClosedRow: >= 0 } mark) continue;
            var (bars, row) = (mark.Bars, mark.ClosedRow);
            _highFirst[i] = PathChoice.HighFirst(options.Path, mark.Units(bars.Open[row]), mark.Units(bars.High[row]), mark.Units(bars.Low[row]), _account.Position(i).Quantity < 0);
        }
    }

    /// <summary>Walks one leg of all mark bars that close now.</summary>
    public void WalkMarks(int leg, long time)
    {
        for (var i = 0; i < _marks.Length && !Ended; i++)
        {
            if (_marks[i] is not { ClosedRow: >= 0 } mark) continue;
            SetPoints(mark, mark.ClosedRow, _highFirst[i]);
            WalkMark(i, _points[leg], _points[leg + 1], time);
        }
    }

    /// <summary>Walks one leg of an instrument's last price with what rests there; where it is the mark, liquidations come first at every point.</summary>
    public void WalkLast(int instrument, long from, long to, long time)
    {
        var book = _books[instrument];
        if (HasOwnBar(instrument))
        {
            if (book.RestingCount == 0) return;
            book.Leg(from, to);
            _desk.Settle(time);
            return;
        }
        var at = from;
        while (!Ended)
        {
            var line = _desk.Line(instrument);
            var point = _desk.Holds(instrument) ? MarkWalk.FirstLiquidation(_tracks[instrument].Instrument, in line, at, to) : null;
            if (point != at && book.RestingCount > 0 && book.Step(ref at, point is { } lost ? lost - Math.Sign(to - at) : to))
            {
                Move(instrument, at, in line);
                continue;
            }
            at = point ?? to;
            Move(instrument, at, in line);
            if (point is null) return;
            _desk.Settle(time);
        }
    }

    /// <summary>Sets the marks to where the bars that close end, when nothing on the way mattered.</summary>
    public void MoveToCloses(Instant instant)
    {
        for (var k = 0; k < instant.Closing.Count; k++)
        {
            var i = instant.Closing[k];
            if (!HasOwnBar(i)) SetMark(i, _tracks[i].Instrument.ToUnits(instant.Close[i]));
        }
        for (var i = 0; i < _marks.Length; i++)
        {
            if (_marks[i] is { ClosedRow: >= 0 } mark) SetMark(i, mark.Units(mark.Bars.Close[mark.ClosedRow]));
        }
    }

    /// <summary>Moves the marks to the opens of this instant.</summary>
    public void Open(Instant instant)
    {
        for (var k = 0; k < instant.Opening.Count; k++)
        {
            var i = instant.Opening[k];
            if (_marks[i] is not { IsRunning: true }) SetMark(i, _tracks[i].Instrument.ToUnits(instant.Open[i]));
        }
        for (var i = 0; i < _marks.Length; i++)
        {
            if (_marks[i] is { OpenedRow: >= 0 } mark) SetMark(i, mark.Units(mark.Bars.Open[mark.OpenedRow]));
        }
    }

    /// <summary>Mark price at which an instrument's position is liquidated; null where none is held, or no price does so.</summary>
    public decimal? LiquidationPrice(int instrument) => _desk.Price(instrument);

    /// <summary>Liquidates what is due at the marks there are.</summary>
    public void Settle(long time) => _desk.Settle(time);

    /// <summary>Settles the funding that is due, then liquidates what can no longer be kept.</summary>
    public void Fund(Instant instant)
    {
        Open(instant);
        for (var i = 0; i < _funding.Length; i++)
        {
            if (_funding[i]?.Due(instant.Time) is not { } rate || !IsHeld(i)) continue;
            var hasOpen = _marks[i] is { OpenedRow: >= 0 };
            if (!hasOpen) SettledAtLastPrice++;
            var settlement = new FundingSettlement((short)i, instant.Time, hasOpen ? _desk.Marks[i] : _events.Ledger.Mark(i), rate);
            _events.Process(in settlement);
        }
        _desk.Settle(instant.Time);
    }

    /// <summary>Settles funding at a price and rate that were told, then liquidates what can no longer be kept.</summary>
    public void Fund(in FundingSettlement settlement)
    {
        if (IsHeld(settlement.Instrument)) _events.Process(in settlement);
        _desk.Settle(settlement.Time);
    }

    bool IsHeld(int instrument)
    {
        for (var book = 0; book < _events.Ledger.Books; book++)
        {
            if (_events.Ledger.Position(book, instrument).Quantity != 0) return true;
        }
        return false;
    }

    void WalkMark(int instrument, long from, long to, long time)
    {
        var at = from;
        while (!Ended)
        {
            var line = _desk.Line(instrument);
            var point = _desk.Holds(instrument) ? MarkWalk.FirstLiquidation(_tracks[instrument].Instrument, in line, at, to) : null;
            at = point ?? to;
            Move(instrument, at, in line);
            if (point is null) return;
            _desk.Settle(time);
        }
    }

    // The position as it was up to this point is what the price found.
    void Move(int instrument, long units, in MarginLine line)
    {
        SetMark(instrument, units);
        if (line.Quantity != 0) _desk.Observe(in line, _desk.Marks[instrument]);
    }

    void SetMark(int instrument, long units) => _desk.Marks[instrument] = _tracks[instrument].Instrument.ToMoney(units);

    void SetPoints(MarkTrack mark, int row, bool highFirst)
    {
        var (high, low) = (mark.Units(mark.Bars.High[row]), mark.Units(mark.Bars.Low[row]));
        _points[0] = mark.Units(mark.Bars.Open[row]);
        _points[1] = highFirst ? high : low;
        _points[2] = highFirst ? low : high;
        _points[3] = mark.Units(mark.Bars.Close[row]);
    }

    decimal Worst(int instrument, BarColumns bars, int row)
    {
        var price = _account.Position(instrument).Quantity < 0 ? bars.High[row] : bars.Low[row];
        return _tracks[instrument].Instrument.ToMoney(_tracks[instrument].Instrument.ToUnits(price));
    }
}
