using Argosy.Core.Instruments;
using Argosy.Core.MarketData;
using Argosy.Engine.Logs;
using Argosy.Engine.Running;
using Argosy.Engine.Strategies;
using Argosy.Simulation.Venue;

namespace Argosy.Simulation.Runs;

/// <summary>One run over ticks: strategies see the bars built from them, at their closes; between the closes the venue has moments of its own.</summary>
public sealed class TickRun : IRun
{
    readonly EngineLoop _loop;
    readonly ITickVenue _venue;
    readonly BarColumns _bars;
    readonly SeriesWriter _writer;
    readonly Instant _instant = new(1), _moment = new(1);
    readonly int _end;
    int _row;
    long _closeAt;

    /// <summary>Wires a run; nothing happens until <see cref="Run"/>.</summary>
    /// <param name="instrument">What is traded.</param>
    /// <param name="bars">Bars that strategies see.</param>
    /// <param name="to">Last instant, Unix ms.</param>
    /// <param name="strategies">One slot.</param>
    /// <param name="options">The engine's options.</param>
    /// <param name="venue">A tick venue, or a recorded one.</param>
    /// <param name="log">Hears order events; null for nobody.</param>
    public TickRun(Instrument instrument, BarColumns bars, long to, IReadOnlyList<StrategySlot> strategies, EngineOptions options, ITickVenue venue, IRunLog? log = null)
    {
        ArgumentNullException.ThrowIfNull(bars);
        ArgumentNullException.ThrowIfNull(venue);
        _bars = bars;
        _venue = venue;
        _end = bars.IndexAtOrAfter(to);
        while (_end > 0 && bars.CloseTime(_end - 1) > to) _end--;
        _writer = new SeriesWriter(bars);
        Engine = new TradingEngine([instrument], [_writer.Series], strategies, options, venue, log);
        _loop = new EngineLoop(Engine, venue);
        _closeAt = _end > 0 ? bars.CloseTime(0) : long.MaxValue;
        // An exit rule whose time has come acts at any moment there is.
        _moment.Opening.Add(0);
    }

    /// <inheritdoc/>
    public TradingEngine Engine { get; }

    /// <summary>Bars of the run.</summary>
    public int BarCount => _end;

    /// <summary>Takes the venue's next moment or the next close.</summary>
    public bool Step()
    {
        if (Engine.Ended || _row >= _end) return false;
        var exit = Math.Max(_loop.NextExit, Engine.Time);
        var limit = Math.Min(_closeAt, Math.Min(Engine.NextTimer, exit));
        var instant = _instant;
        instant.Time = _venue.NextTick(limit);
        instant.Closing.Clear();
        instant.Completed.Clear();
        if (instant.Time < limit)
        {
            _loop.Hear(instant);
            return true;
        }
        if (limit < _closeAt && limit == exit)
        {
            _moment.Time = instant.Time;
            _loop.ActOnExits(_moment);
            return true;
        }
        if (limit == _closeAt)
        {
            instant.Close[0] = _bars.Close[_row];
            instant.Closing.Add(0);
            instant.Completed.Add(0);
            _writer.Reveal();
            _row++;
            _closeAt = _row < _end ? _bars.CloseTime(_row) : long.MaxValue;
        }
        _loop.Step(instant);
        return true;
    }

    /// <inheritdoc/>
    public bool RunTo(long time, CancellationToken cancellation = default)
    {
        while (Engine.Time < time)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!Step()) return false;
        }
        return true;
    }

    /// <inheritdoc/>
    public void Run(CancellationToken cancellation = default)
    {
        const int lookEvery = 256;
        for (var k = 1; Step(); k++)
        {
            if (k % lookEvery == 0) cancellation.ThrowIfCancellationRequested();
        }
    }
}
