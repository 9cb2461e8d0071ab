namespace Argosy.Venues.Wire;

/// <summary>A venue's clock as far as it can be told from the round trips of its time request.</summary>
/// <remarks>The server read its clock somewhere between our sending and our receiving, so a trip bounds the offset by half its length; the shortest of the last eight counts (Cristian 1989).</remarks>
public sealed class VenueClock(TimeProvider time)
{
    const int Kept = 8;

    readonly Lock _gate = new();
    readonly List<Trip> _trips = [];
    // Read with every price and every order, learnt twice a minute.
    volatile Trip _best = Unknown;

    static readonly Trip Unknown = new(0, double.PositiveInfinity);

    /// <summary>Whether a trip was seen.</summary>
    public bool IsKnown => _best != Unknown;

    /// <summary>Venue's clock less ours, ms; 0 while nothing is known.</summary>
    public double Offset => _best.Offset;

    /// <summary>How far the offset may be wrong, ms; infinite while nothing is known.</summary>
    public double Bound => _best.Bound;

    /// <summary>Now by the venue's clock, Unix ms.</summary>
    public long Now => (long)Math.Floor(Local + Offset);

    /// <summary>Now by our clock, Unix ms.</summary>
    public long Local => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Learns from one trip.</summary>
    /// <param name="sent">When the request left, Unix ms by our clock.</param>
    /// <param name="received">When the answer was there.</param>
    /// <param name="server">What the venue's clock said, in whole ms.</param>
    public void Observe(long sent, long received, long server)
    {
        if (received < sent) return;
        // A clock that shows whole milliseconds is up to one behind.
        var trip = new Trip(server + 0.5 - ((sent + received) / 2.0), ((received - sent) / 2.0) + 1);
        lock (_gate)
        {
            // Two trips that cannot both be right: a clock was set. Only the new one is of the present.
            if (_trips.Exists(known => Math.Abs(known.Offset - trip.Offset) > known.Bound + trip.Bound)) _trips.Clear();
            _trips.Add(trip);
            if (_trips.Count > Kept) _trips.RemoveAt(0);
            _best = _trips.MinBy(known => known.Bound)!;
        }
    }

    sealed class Trip(double offset, double bound)
    {
        public double Offset => offset;

        public double Bound => bound;
    }
}
