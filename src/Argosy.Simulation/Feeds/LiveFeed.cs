using Argosy.Core.MarketData;
using Argosy.Engine.Running;

namespace Argosy.Simulation.Feeds;

/// <summary>Makes instants of bars as they are told: what closes now, or what opens now.</summary>
/// <remarks>An open may be told before its bar is known, or with it.</remarks>
public sealed class LiveFeed
{
    readonly MarketTrack[] _tracks;

    /// <summary>A feed over growing tracks, in the run's order.</summary>
    public LiveFeed(IReadOnlyList<MarketTrack> tracks)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        _tracks = [.. tracks];
        Instant = new Instant(_tracks.Length);
    }

    /// <summary>The instant in the making; one object, filled anew.</summary>
    public Instant Instant { get; }

    /// <summary>Begins an instant in which nothing happens yet.</summary>
    public void Begin(long time)
    {
        Instant.Time = time;
        Instant.Closing.Clear();
        Instant.Completed.Clear();
        Instant.Opening.Clear();
    }

    /// <summary>A bar opens of which only the first price is known.</summary>
    public void Open(int instrument, long openTime, double price) => _tracks[instrument].Open(instrument, openTime, price, Instant);

    /// <summary>A bar opens of which all is known already: the venue may count its volume.</summary>
    public void Open(int instrument, in Bar bar)
    {
        _tracks[instrument].Open(instrument, bar.OpenTime, bar.Open, Instant);
        _tracks[instrument].Fill(in bar);
    }

    /// <summary>The running bar closes as <paramref name="bar"/>.</summary>
    public void Close(int instrument, in Bar bar)
    {
        _tracks[instrument].Fill(in bar);
        _tracks[instrument].Close(instrument, Instant);
    }

    /// <summary>Whether a bar of the instrument is running.</summary>
    public bool IsRunning(int instrument) => _tracks[instrument].RunningRow >= 0;

    /// <summary>First price of the running bar, quote asset.</summary>
    public double RunningOpen(int instrument) => _tracks[instrument].Walked.Open[_tracks[instrument].RunningRow];
}
