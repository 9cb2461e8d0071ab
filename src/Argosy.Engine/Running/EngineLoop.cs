using Argosy.Core.Commands;
using Argosy.Core.Events;
using Argosy.Core.MarketData;
using Argosy.Core.Values;
using Argosy.Engine.Logs;

namespace Argosy.Engine.Running;

/// <summary>The one loop body of backtest, paper, live and replay: the phases of an instant in the order of the clock.</summary>
public sealed class EngineLoop(TradingEngine engine, IVenue venue)
{
    readonly ITimedVenue? _timed = venue is ITimedVenue { HasTimes: true } timed ? timed : null;

    /// <summary>When something happens next that is no bar's, Unix ms; <see cref="long.MaxValue"/> for never.</summary>
    public long NextTimer => _timed is null ? engine.NextTimer : Math.Min(engine.NextTimer, _timed.NextTime);

    /// <summary>Takes the engine through one instant.</summary>
    public void Step(Instant instant)
    {
        Begin(instant);
        engine.Process(instant);
        Proceed(instant);
    }

    /// <summary>
    /// Takes the engine through bars of its one instrument in which the venue has nothing to do; only marking and deciding are left of
    /// their phases. Stops before a bar that needs all of them, and after one at whose close strategies asked for something.
    /// </summary>
    /// <returns>Bars consumed; when strategies asked for something, <see cref="Resume"/> goes on with the last one's instant.</returns>
    public int StepQuietly(SeriesWriter writer, BarColumns bars, int first, int end)
    {
        var reach = venue.Reach;
        if (reach.IsEmpty) return 0;
        engine.Phase = ClockPhase.Deciding;
        return engine.ProcessQuiet(writer, bars, first, end, reach);
    }

    /// <summary>Goes on with an instant at whose close strategies have decided already.</summary>
    public void Resume(Instant instant)
    {
        Begin(instant);
        engine.DecideLate();
        Proceed(instant);
    }

    /// <summary>A moment of the venue's own between closes: its events are heard, and what strategies ask for on hearing them is sent.</summary>
    public void Hear(Instant instant)
    {
        ArgumentNullException.ThrowIfNull(instant);
        engine.Begin(instant.Time);
        engine.Phase = ClockPhase.Opening;
        venue.OnOpening(instant);
        engine.Phase = ClockPhase.Deciding;
        engine.DecideLate();
    }

    /// <summary>
    /// Takes the opens of an instant whose closes have been taken already: live, a bar closes by the clock and the next one opens with its
    /// first trade. What comes of both is what comes of one instant that holds them.
    /// </summary>
    public void OpenLate(Instant instant)
    {
        ArgumentNullException.ThrowIfNull(instant);
        engine.Begin(instant.Time);
        Open(instant);
        Fund(instant);
    }

    /// <summary>A venue outside this process said something about an order, between the instants.</summary>
    /// <param name="orderEvent">What; its time is the engine's unless that has gone on.</param>
    public void Hear(in OrderEvent orderEvent)
    {
        engine.Begin(Math.Max(engine.Time, orderEvent.Time));
        engine.Phase = ClockPhase.Opening;
        venue.Hear(in orderEvent);
        engine.Phase = ClockPhase.Deciding;
        engine.DecideLate();
    }

    /// <summary>Funding was settled, by a venue outside this process or at the rate one told.</summary>
    public void Hear(in FundingSettlement settlement)
    {
        engine.Begin(Math.Max(engine.Time, settlement.Time));
        engine.Phase = ClockPhase.Funding;
        venue.Hear(in settlement);
        engine.Phase = ClockPhase.Deciding;
        engine.DecideLate();
    }

    /// <summary>A person said something to the run's strategies, between the instants; what they ask for on hearing it is sent at once.</summary>
    /// <param name="command">What.</param>
    /// <param name="time">When, Unix ms; the engine's time unless that has gone on.</param>
    /// <returns>Whether it was meant for one of them.</returns>
    public bool Hear(Command command, long time)
    {
        ArgumentNullException.ThrowIfNull(command);
        engine.Begin(Math.Max(engine.Time, time));
        engine.Phase = ClockPhase.Deciding;
        var taken = engine.Process(command);
        engine.DecideLate();
        return taken;
    }

    /// <summary>A person wants the run flat, between the instants: entries at work are cancelled, positions closed at the market. Strategies may enter again at their next decision.</summary>
    /// <param name="instrument">Index of one instrument; negative for all.</param>
    /// <param name="time">When, Unix ms; the engine's time unless that has gone on.</param>
    public void Flatten(int instrument, long time)
    {
        engine.Begin(Math.Max(engine.Time, time));
        engine.Phase = ClockPhase.Deciding;
        engine.Flatten(instrument);
        engine.DecideLate();
    }

    /// <summary>A person sets, moves or takes away the stop and the target of what is held, between the instants.</summary>
    /// <param name="instrument">Index of the instrument.</param>
    /// <param name="wish">What.</param>
    /// <param name="time">When, Unix ms; the engine's time unless that has gone on.</param>
    /// <returns>What is done, one sentence; or why nothing is.</returns>
    public Result<string> Protect(int instrument, ProtectCommand wish, long time)
    {
        ArgumentNullException.ThrowIfNull(wish);
        engine.Begin(Math.Max(engine.Time, time));
        engine.Phase = ClockPhase.Deciding;
        var outcome = engine.Protect(instrument, wish);
        engine.DecideLate();
        return outcome;
    }

    /// <summary>A person cancels one entry at work, between the instants; its strategy hears of its end and may enter again at its next decision.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="time">When, Unix ms; the engine's time unless that has gone on.</param>
    /// <returns>What is done, one sentence; or why nothing is.</returns>
    public Result<string> CancelEntry(int orderId, long time)
    {
        engine.Begin(Math.Max(engine.Time, time));
        engine.Phase = ClockPhase.Deciding;
        var outcome = engine.CancelEntry(orderId);
        engine.DecideLate();
        return outcome;
    }

    /// <summary>A person cancels every entry at work.</summary>
    /// <param name="instrument">Index of one instrument; negative for all.</param>
    /// <param name="time">When, Unix ms; the engine's time unless that has gone on.</param>
    /// <returns>How many are asked to go.</returns>
    public int CancelEntries(int instrument, long time)
    {
        engine.Begin(Math.Max(engine.Time, time));
        engine.Phase = ClockPhase.Deciding;
        var count = engine.CancelEntries(instrument);
        engine.DecideLate();
        return count;
    }

    /// <summary>When an exit rule is due to act, Unix ms; <see cref="long.MaxValue"/> for never.</summary>
    public long NextExit => engine.NextExit;

    /// <summary>Lets exit rules act whose time has come, where the market is ticks and has no opens to wait for.</summary>
    /// <param name="instant">The time, and the instruments as opening.</param>
    public void ActOnExits(Instant instant)
    {
        ArgumentNullException.ThrowIfNull(instant);
        engine.Begin(instant.Time);
        engine.Phase = ClockPhase.Decided;
        venue.OnDecided(instant);
        engine.Phase = ClockPhase.Deciding;
        engine.OpenExits(instant);
        engine.DecideLate();
    }

    void Begin(Instant instant)
    {
        engine.Begin(instant.Time);
        engine.Phase = ClockPhase.Closing;
        venue.OnClosing(instant);
        engine.Phase = ClockPhase.Deciding;
    }

    void Proceed(Instant instant)
    {
        engine.Phase = ClockPhase.Decided;
        venue.OnDecided(instant);
        engine.Phase = ClockPhase.Deciding;
        engine.DecideLate();
        if (instant.Opening.Count > 0) Open(instant);
        Fund(instant);
    }

    void Fund(Instant instant)
    {
        if (_timed is null) return;
        engine.Phase = ClockPhase.Funding;
        _timed.OnFunding(instant);
        engine.Phase = ClockPhase.Deciding;
        engine.DecideLate();
    }

    void Open(Instant instant)
    {
        engine.OpenExits(instant);
        engine.Phase = ClockPhase.Opening;
        engine.MarkOpens(instant);
        venue.OnOpening(instant);
        engine.Phase = ClockPhase.Deciding;
        engine.DecideLate();
    }
}
