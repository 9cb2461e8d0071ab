using Argosy.Core.Instruments;
using Argosy.Core.MarketData;

namespace Argosy.Simulation.Margin;

/// <summary>One contract's way through its mark prices: which bar closes, which opens.</summary>
/// <remarks>Bars longer than those that are walked give their opens only: what came first inside them is not known.</remarks>
sealed class MarkTrack(BarColumns bars, Instrument instrument, bool walks)
{
    int _next;
    int _running = -1;

    /// <summary>Row that closes at the instant and is walked; −1 for none.</summary>
    public int ClosedRow { get; private set; } = -1;

    /// <summary>Row that opens at the instant; −1 for none.</summary>
    public int OpenedRow { get; private set; } = -1;

    /// <summary>Whether the mark moves along its own bar now, not along the last price.</summary>
    public bool IsRunning => walks && _running >= 0;

    /// <summary>When a bar closes or opens next, Unix ms.</summary>
    public long NextTime
    {
        get
        {
            var open = _next < bars.Count ? bars.OpenTimes[_next] : long.MaxValue;
            return IsRunning ? Math.Min(open, bars.CloseTime(_running)) : open;
        }
    }

    public BarColumns Bars => bars;

    public long Units(double price) => instrument.ToUnits(price);

    /// <summary>Moves on to an instant; what lies between is passed by.</summary>
    public void Advance(long time)
    {
        (ClosedRow, OpenedRow) = (-1, -1);
        if (_running >= 0 && bars.CloseTime(_running) <= time)
        {
            if (walks && bars.CloseTime(_running) == time) ClosedRow = _running;
            _running = -1;
        }
        for (; _next < bars.Count && bars.OpenTimes[_next] <= time; _next++)
        {
            if (bars.OpenTimes[_next] == time) _running = OpenedRow = _next;
        }
    }
}
