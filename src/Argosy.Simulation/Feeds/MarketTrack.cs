using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Running;
using Argosy.Simulation.Margin;

namespace Argosy.Simulation.Feeds;

/// <summary>One instrument's way through its history: which bar is running, which has closed, and what strategies have been shown.</summary>
/// <remarks>Walked bars are the base bars, or detail bars where there are any; only the venue looks at them.</remarks>
public sealed class MarketTrack
{
    const int LeastKept = 256;

    readonly SeriesWriter _writer;
    readonly int _walkedEnd;
    readonly int _barsEnd;
    readonly int _kept;
    int _nextWalked;
    int _nextBar;
    long _openAt;
    long _closeAt = long.MaxValue;
    long _barCloseAt;

    /// <summary>Prepares the rows that close at or before <paramref name="to"/>.</summary>
    /// <param name="instrument">Tick, lot and price scale.</param>
    /// <param name="bars">Bars that strategies see.</param>
    /// <param name="detail">Finer bars walked inside those, or null.</param>
    /// <param name="to">Last instant, Unix ms.</param>
    public MarketTrack(Instrument instrument, BarColumns bars, BarColumns? detail = null, long to = long.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(bars);
        Instrument = instrument;
        Bars = bars;
        (Walked, BarsWithoutDetail) = detail is null ? (bars, 0) : DetailBars.Merge(bars, detail);
        _barsEnd = RowsUpTo(bars, to);
        _walkedEnd = ReferenceEquals(Walked, bars) ? _barsEnd : RowsUpTo(Walked, to);
        _writer = new SeriesWriter(bars);
        _openAt = _walkedEnd > 0 ? Walked.OpenTimes[0] : long.MaxValue;
        _barCloseAt = _barsEnd > 0 ? bars.CloseTime(0) : long.MaxValue;
        NextTime = Math.Min(_openAt, _barCloseAt);
    }

    /// <summary>A track that grows as bars open and close.</summary>
    /// <param name="instrument">Tick, lot and price scale.</param>
    /// <param name="timeframe">Length of its bars.</param>
    /// <param name="kept">How many of the last closed bars are kept at least; null for all of them.</param>
    public MarketTrack(Instrument instrument, Timeframe timeframe, int? kept = null)
    {
        _kept = kept is { } least ? Math.Max(LeastKept, least) : 0;
        Instrument = instrument;
        Grows = true;
        Bars = Walked = GrowingColumns.Empty(timeframe, instrument.PriceScale);
        _writer = new SeriesWriter(Bars);
        NextTime = long.MaxValue;
    }

    /// <summary>Whether bars are told as they come; else they are there already.</summary>
    public bool Grows { get; }

    /// <summary>The instrument.</summary>
    public Instrument Instrument { get; }

    /// <summary>Mark prices and funding of a perpetual contract; null without any.</summary>
    public PerpetualData? Perpetual { get; init; }

    /// <summary>Bars that strategies see.</summary>
    public BarColumns Bars { get; private set; }

    /// <summary>Bars that are walked.</summary>
    public BarColumns Walked { get; private set; }

    /// <summary>Base bars that had no detail and were walked by their own four prices.</summary>
    public int BarsWithoutDetail { get; }

    /// <summary>Base bars of the run.</summary>
    public int BarCount => _barsEnd;

    /// <summary>What strategies see.</summary>
    public BarSeries Series => _writer.Series;

    /// <summary>Row of the walked bar that is running; −1 between bars.</summary>
    public int RunningRow { get; private set; } = -1;

    /// <summary>Row of the walked bar that closed last; −1 before the first.</summary>
    public int ClosedRow { get; private set; } = -1;

    /// <summary>When something happens next, Unix ms; <see cref="long.MaxValue"/> at the end of the data.</summary>
    internal long NextTime { get; private set; }

    /// <summary>The one writer of the series.</summary>
    internal SeriesWriter Writer => _writer;

    /// <summary>Whether the bars walked are those strategies see.</summary>
    internal bool WalksItsBars => ReferenceEquals(Walked, Bars);

    /// <summary>Makes <paramref name="row"/> the running bar: those before it have been consumed.</summary>
    internal void RunFrom(int row)
    {
        ClosedRow = row - 1;
        RunningRow = row;
        _nextWalked = row + 1;
        _nextBar = row;
        _openAt = long.MaxValue;
        _closeAt = Walked.CloseTime(row);
        _barCloseAt = _closeAt;
        NextTime = _closeAt;
        _writer.ShowUpTo(row);
    }

    internal void Advance(int index, Instant instant)
    {
        var time = instant.Time;
        if (NextTime != time) return;
        if (_closeAt == time)
        {
            ClosedRow = RunningRow;
            RunningRow = -1;
            _closeAt = long.MaxValue;
            _openAt = _nextWalked < _walkedEnd ? Walked.OpenTimes[_nextWalked] : long.MaxValue;
            instant.Close[index] = Walked.Close[ClosedRow];
            instant.Closing.Add(index);
        }
        if (_barCloseAt == time)
        {
            _nextBar++;
            _barCloseAt = _nextBar < _barsEnd ? Bars.CloseTime(_nextBar) : long.MaxValue;
            _writer.Reveal();
            instant.Completed.Add(index);
        }
        if (_openAt == time)
        {
            RunningRow = _nextWalked++;
            _openAt = long.MaxValue;
            _closeAt = Walked.CloseTime(RunningRow);
            instant.Open[index] = Walked.Open[RunningRow];
            instant.Opening.Add(index);
        }
        NextTime = Math.Min(Math.Min(_closeAt, _openAt), _barCloseAt);
    }

    /// <summary>A bar of a track that grows opens.</summary>
    internal void Open(int index, long openTime, double open, Instant instant)
    {
        Invariant.Check(Grows && RunningRow < 0, "a bar opens when the one before has closed");
        if (ClosedRow + 1 == Bars.OpenTimes.Length) MakeRoom();
        var row = ClosedRow + 1;
        GrowingColumns.Set(Bars, row, new Bar(openTime, open, open, open, open, 0));
        RunningRow = row;
        instant.Open[index] = open;
        instant.Opening.Add(index);
    }

    /// <summary>What is known of the running bar of a track that grows: all of it.</summary>
    internal void Fill(in Bar bar) => GrowingColumns.Set(Bars, RunningRow, in bar);

    /// <summary>The running bar of a track that grows closes; strategies may see it.</summary>
    internal void Close(int index, Instant instant)
    {
        Invariant.Check(Grows && RunningRow >= 0, "a bar closes that has opened");
        ClosedRow = RunningRow;
        RunningRow = -1;
        _writer.Reveal();
        instant.Close[index] = Bars.Close[ClosedRow];
        instant.Closing.Add(index);
        instant.Completed.Add(index);
    }

    // A row is moved at most once for each that comes.
    void MakeRoom()
    {
        var old = ClosedRow + 1 - _kept;
        if (_kept == 0 || old < _kept)
        {
            Bars = Walked = GrowingColumns.Longer(Bars);
            _writer.Extend(Bars);
            return;
        }
        GrowingColumns.Drop(Bars, old);
        _writer.Drop(old);
        ClosedRow -= old;
    }

    static int RowsUpTo(BarColumns columns, long to)
    {
        var rows = columns.IndexAtOrAfter(to);
        while (rows > 0 && columns.CloseTime(rows - 1) > to) rows--;
        return rows;
    }
}
