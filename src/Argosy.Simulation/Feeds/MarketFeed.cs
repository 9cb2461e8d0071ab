using Argosy.Core.MarketData;
using Argosy.Engine.Running;

namespace Argosy.Simulation.Feeds;

/// <summary>Merges the histories of a run into instants: at each point in time what closes, what is complete, what opens.</summary>
public sealed class MarketFeed : IBarPreview
{
    readonly MarketTrack[] _tracks;

    /// <summary>A feed over the instruments' tracks, in the run's order.</summary>
    public MarketFeed(IReadOnlyList<MarketTrack> tracks)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        _tracks = [.. tracks];
        Instant = new Instant(_tracks.Length);
    }

    /// <summary>The tracks, in the run's order.</summary>
    public IReadOnlyList<MarketTrack> Tracks => _tracks;

    /// <summary>The instant found last; one object, filled anew by each step.</summary>
    public Instant Instant { get; }

    /// <inheritdoc/>
    public BarColumns Bars(int instrument) => _tracks[instrument].Bars;

    /// <inheritdoc/>
    public int End(int instrument) => _tracks[instrument].BarCount;

    /// <summary>Steps to the next instant: the next market time, or <paramref name="timer"/> when that comes first. False at the end of the data.</summary>
    public bool MoveNext(long timer)
    {
        var time = long.MaxValue;
        var tracks = _tracks;
        foreach (var track in tracks) time = Math.Min(time, track.NextTime);
        if (time == long.MaxValue) return false;
        var instant = Instant;
        instant.Time = Math.Min(time, timer);
        instant.Closing.Clear();
        instant.Completed.Clear();
        instant.Opening.Clear();
        for (var i = 0; i < tracks.Length; i++) tracks[i].Advance(i, instant);
        return true;
    }
}
