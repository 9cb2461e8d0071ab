using Argosy.Core.Orders;
using Argosy.Engine.Exits;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;

namespace Argosy.Simulation.Venue;

/// <summary>The walk of one instrument's bar from its open over both extremes to its close.</summary>
sealed class BarWalk
{
    /// <summary>Legs of a bar: to the first extreme, to the second, to the close.</summary>
    public const int Legs = 3;

    readonly MarketTrack _track;
    readonly InstrumentBook _book;
    readonly FillOptions _options;
    readonly long[] _points = new long[Legs + 1];
    readonly InstrumentBook _firstBook;
    readonly InstrumentBook _secondBook;
    readonly TrialAccount _firstTrial;
    readonly TrialAccount _secondTrial;

    public BarWalk(MarketTrack track, InstrumentBook book, LiveAccount account, FillOptions options, int books, ExitRulebook rules)
    {
        _track = track;
        _book = book;
        _options = options;
        _firstBook = new InstrumentBook(track.Instrument, options, books, rules);
        _secondBook = new InstrumentBook(track.Instrument, options, books, rules);
        _firstTrial = new TrialAccount(account, book, _firstBook, books, track.Instrument);
        _secondTrial = new TrialAccount(account, book, _secondBook, books, track.Instrument);
    }

    /// <summary>Chooses the path of the bar that closes; returns whether the other one would have given other fills.</summary>
    public bool Choose(long closeTime, decimal netPosition, bool watchesEquity)
    {
        var row = _track.ClosedRow;
        var bars = _track.Walked;
        var instrument = _track.Instrument;
        var open = instrument.ToUnits(bars.Open[row]);
        var high = instrument.ToUnits(bars.High[row]);
        var low = instrument.ToUnits(bars.Low[row]);
        var highFirst = PathChoice.HighFirst(_options.Path, open, high, low, _book.AdverseIsHigh(netPosition));
        HighFirst = highFirst;
        _points[0] = open;
        _points[1] = highFirst ? high : low;
        _points[2] = highFirst ? low : high;
        _points[3] = instrument.ToUnits(bars.Close[row]);
        _book.Moment.Time = closeTime;
        _book.Moment.LegTraits = FillTraits.None;
        if (high == low || !_book.MayDependOnPath(high, low, watchesEquity) || !Differs(watchesEquity)) return false;
        _book.Moment.LegTraits = FillTraits.PathDependent;
        return true;
    }

    /// <summary>Whether the chosen path leads over the high first.</summary>
    public bool HighFirst { get; private set; }

    /// <summary>Ends of a leg (0..2), price units.</summary>
    public (long From, long To) Leg(int leg) => (_points[leg], _points[leg + 1]);

    // Other fills, or (where volume held them back) orders left in another state that will give other fills later.
    bool Differs(bool watchesEquity)
    {
        Try(_firstBook, _firstTrial, _points[1], _points[2], watchesEquity);
        Try(_secondBook, _secondTrial, _points[2], _points[1], watchesEquity);
        return !_firstTrial.HasFillsOf(_secondTrial) || (_firstTrial.EndedAt < 0 && !_firstBook.IsLike(_secondBook));
    }

    void Try(InstrumentBook book, TrialAccount trial, long first, long second, bool watchesEquity)
    {
        trial.Reset();
        book.CopyFrom(_book);
        book.Moment.Account = trial;
        if (!watchesEquity)
        {
            book.Leg(_points[0], first);
            book.Leg(first, second);
            book.Leg(second, _points[3]);
            return;
        }
        var scale = _track.Instrument.PriceScale;
        var lasts = EquityWalk.Leg(book, trial, scale, _points[0], first, out var at)
            && EquityWalk.Leg(book, trial, scale, first, second, out at)
            && EquityWalk.Leg(book, trial, scale, second, _points[3], out at);
        if (!lasts) trial.EndedAt = at;
    }
}
