using Argosy.Engine.Logs;

namespace Argosy.Engine.Running;

/// <summary>The one loop body of backtest, paper, live and replay: the phases of an instant in the order of the clock.</summary>
public sealed class EngineLoop(TradingEngine engine, IVenue venue)
{
    /// <summary>Takes the engine through one instant.</summary>
    public void Step(Instant instant)
    {
        engine.Begin(instant.Time);
        engine.Phase = ClockPhase.Closing;
        venue.OnClosing(instant);
        engine.Phase = ClockPhase.Deciding;
        engine.Process(instant);
        engine.Phase = ClockPhase.Decided;
        venue.OnDecided(instant);
        engine.Phase = ClockPhase.Deciding;
        engine.DecideLate();
        if (instant.Opening.Count == 0) return;
        engine.Phase = ClockPhase.Opening;
        venue.OnOpening(instant);
        engine.Phase = ClockPhase.Deciding;
        engine.DecideLate();
    }
}
