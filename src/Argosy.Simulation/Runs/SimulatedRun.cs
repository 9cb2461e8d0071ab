using Argosy.Engine.Logs;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Feeds;
using Argosy.Simulation.Fills;
using Argosy.Simulation.Venue;

namespace Argosy.Simulation.Runs;

/// <summary>One run over history: feed, engine and simulated venue wired together.</summary>
public sealed class SimulatedRun : IRun
{
    readonly MarketFeed _feed;
    // Progress and cancellation are looked at between steps.
    const int MostQuietBars = 65_536;

    readonly EngineLoop _loop;
    int _pauseRow = int.MaxValue;
    readonly MarketTrack? _onlyTrack;

    /// <summary>Wires a run; nothing happens until <see cref="Run"/>.</summary>
    /// <param name="tracks">Instruments with their histories, in the run's order.</param>
    /// <param name="strategies">One slot for a portfolio strategy, or one for each instrument.</param>
    /// <param name="options">The engine's options.</param>
    /// <param name="fills">The fill contract's settings.</param>
    /// <param name="log">Hears order events; null for nobody.</param>
    public SimulatedRun(IReadOnlyList<MarketTrack> tracks, IReadOnlyList<StrategySlot> strategies, EngineOptions options, FillOptions fills, IRunLog? log = null)
        : this(tracks, strategies, options, new SimulatedVenue(tracks, fills), log)
    {
    }

    /// <summary>Wires a run over another venue, e.g. a recorded one.</summary>
    /// <param name="tracks">Instruments with their histories, in the run's order.</param>
    /// <param name="strategies">One slot for a portfolio strategy, or one for each instrument.</param>
    /// <param name="options">The engine's options.</param>
    /// <param name="venue">The venue.</param>
    /// <param name="log">Hears order events; null for nobody.</param>
    /// <param name="looksAhead">Whether strategies that run elsewhere may be told bars beforehand; what comes of the run is the same.</param>
    public SimulatedRun(IReadOnlyList<MarketTrack> tracks, IReadOnlyList<StrategySlot> strategies, EngineOptions options, IVenue venue, IRunLog? log = null, bool looksAhead = true)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        ArgumentNullException.ThrowIfNull(options);
        _feed = new MarketFeed(tracks);
        // Where finer bars are walked their prices decide, not those of the bars shown.
        if (looksAhead && tracks.All(track => track.WalksItsBars && !track.Grows)) options = options with { Preview = _feed };
        _onlyTrack = tracks.Count == 1 && tracks[0].WalksItsBars ? tracks[0] : null;
        Venue = venue;
        Engine = new TradingEngine(
            [.. tracks.Select(track => track.Instrument)], [.. tracks.Select(track => track.Series)], strategies, options, venue, log);
        _loop = new EngineLoop(Engine, venue);
    }

    /// <summary>The engine; its ledger, fills and curve are the run's outcome.</summary>
    public TradingEngine Engine { get; }

    /// <summary>The venue.</summary>
    public IVenue Venue { get; }

    /// <summary>Takes the next instant, or a run of instants at which the venue has nothing to do; false at the end of the data or of all equity.</summary>
    public bool Step()
    {
        if (_onlyTrack is { RunningRow: >= 0 } track && Engine.MayBeQuiet && StepQuietly(track)) return true;
        return StepInstant();
    }

    /// <summary>Takes the next instant, all phases of it; false at the end of the data or of all equity.</summary>
    public bool StepInstant()
    {
        if (Engine.Ended || !_feed.MoveNext(_loop.NextTimer)) return false;
        _loop.Step(_feed.Instant);
        return true;
    }

    bool StepQuietly(MarketTrack track)
    {
        var row = track.RunningRow;
        var consumed = _loop.StepQuietly(track.Writer, track.Bars, row, Math.Min(Math.Min(track.BarCount, _pauseRow), row + MostQuietBars));
        if (consumed == 0) return false;
        if (!Engine.HasWishes)
        {
            track.RunFrom(row + consumed);
            return true;
        }
        // The last bar's instant goes on: its decisions are sent, the next bar opens.
        track.RunFrom(row + consumed - 1);
        _feed.MoveNext(long.MaxValue);
        _loop.Resume(_feed.Instant);
        return true;
    }

    /// <summary>Runs until an instant has been taken, or to the end; what comes of the run is the same with and without such stops.</summary>
    /// <returns>Whether there is more.</returns>
    public bool RunTo(long time, CancellationToken cancellation = default)
    {
        _pauseRow = _onlyTrack?.Bars.IndexAtOrAfter(time) ?? int.MaxValue;
        while (Engine.Time < time)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Step()) return false;
        }
        _pauseRow = int.MaxValue;
        return true;
    }

    /// <summary>Runs to the end, or until <paramref name="cancellation"/> asks to stop (looked at every few thousand instants).</summary>
    public void Run(CancellationToken cancellation = default)
    {
        const int LookEvery = 256;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var k = 0; k < LookEvery; k++)
            {
                if (!Step()) return;
            }
        }
    }
}
