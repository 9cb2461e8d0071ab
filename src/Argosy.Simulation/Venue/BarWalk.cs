using Argosy.Core.Orders;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;

namespace Argosy.Simulation.Venue;

/// <summary>The walk of one instrument's bar from its open over both extremes to its close.</summary>
sealed class BarWalk(MarketTrack track, InstrumentBook book, IWalkAccount account, FillOptions options, int books)
{
    /// <summary>Legs of a bar: to the first extreme, to the second, to the close.</summary>
    public const int Legs = 3;

    readonly long[] _points = new long[Legs + 1];
    readonly InstrumentBook _trialBook = new(track.Instrument, options, books);
    readonly TrialAccount _firstTrial = new(account, books);
    readonly TrialAccount _secondTrial = new(account, books);

    /// <summary>Chooses the path of the bar that closes; returns whether the other one would have given other fills.</summary>
    public bool Choose(long closeTime, decimal netPosition)
    {
        var row = track.ClosedRow;
        var bars = track.Walked;
        var instrument = track.Instrument;
        var open = instrument.ToUnits(bars.Open[row]);
        var high = instrument.ToUnits(bars.High[row]);
        var low = instrument.ToUnits(bars.Low[row]);
        var highFirst = PathChoice.HighFirst(options.Path, open, high, low, book.AdverseIsHigh(netPosition));
        _points[0] = open;
        _points[1] = highFirst ? high : low;
        _points[2] = highFirst ? low : high;
        _points[3] = instrument.ToUnits(bars.Close[row]);
        book.Time = closeTime;
        book.LegTraits = FillTraits.None;
        if (high == low || !book.MayDependOnPath(high, low) || !Differs()) return false;
        book.LegTraits = FillTraits.PathDependent;
        return true;
    }

    /// <summary>Ends of a leg (0..2), price units.</summary>
    public (long From, long To) Leg(int leg) => (_points[leg], _points[leg + 1]);

    bool Differs()
    {
        Try(_firstTrial, _points[1], _points[2]);
        Try(_secondTrial, _points[2], _points[1]);
        return !TrialAccount.SameFills(_firstTrial.Fills, _secondTrial.Fills);
    }

    void Try(TrialAccount trial, long first, long second)
    {
        trial.Reset();
        _trialBook.CopyFrom(book);
        _trialBook.Account = trial;
        _trialBook.Leg(_points[0], first);
        _trialBook.Leg(first, second);
        _trialBook.Leg(second, _points[3]);
    }
}
