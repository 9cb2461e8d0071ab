using Argosy.Core.Orders;

namespace Argosy.Simulation.Venue;

/// <summary>Where and when the walk of an instrument is, and whose money it moves.</summary>
sealed class WalkMoment
{
    /// <summary>Whose money it is.</summary>
    public IWalkAccount Account { get; set; } = null!;

    /// <summary>Time of the fills to come, Unix ms.</summary>
    public long Time { get; set; }

    /// <summary>Traits of every fill of the leg being walked.</summary>
    public FillTraits LegTraits { get; set; }

    /// <summary>Row of the bar being walked.</summary>
    public int Row { get; set; } = -1;

    /// <summary>Number of the phase in which orders arrive; none arrives twice in one.</summary>
    public int Round { get; set; }

    /// <summary>Whether orders arrive at a close: what they lead to waits for the next open.</summary>
    public bool AtClose { get; set; }

    /// <summary>Whether the market is ticks: there is no path between two of them, and queues decide what limits get.</summary>
    public bool OnTicks { get; init; }

    /// <summary>Later than this after it was due, a fill at an open is late, ms.</summary>
    public long LateAfterMs { get; set; } = long.MaxValue;

    /// <summary>Takes over when and where, for a trial; the account stays.</summary>
    public void CopyFrom(WalkMoment other)
    {
        (Time, LegTraits, Row, LateAfterMs) = (other.Time, other.LegTraits, other.Row, other.LateAfterMs);
        Round = other.Round;
    }
}
