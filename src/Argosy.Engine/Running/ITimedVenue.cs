namespace Argosy.Engine.Running;

/// <summary>A venue at which things happen between bars, too: mark prices move, funding falls due.</summary>
public interface ITimedVenue : IVenue
{
    /// <summary>Whether anything ever does; asked once, when the loop is made.</summary>
    bool HasTimes { get; }

    /// <summary>When it happens next, Unix ms, after the instant being processed; <see cref="long.MaxValue"/> for never.</summary>
    long NextTime { get; }

    /// <summary>The last phase of every instant: everything that opens now has filled.</summary>
    void OnFunding(Instant instant);
}
