using Argosy.Engine.Running;

namespace Argosy.Simulation.Runs;

/// <summary>A wired run over history.</summary>
public interface IRun
{
    /// <summary>The engine; its ledger, fills and curve are the run's outcome.</summary>
    TradingEngine Engine { get; }

    /// <summary>Goes on; false at the end of the data or of all equity.</summary>
    bool Step();

    /// <summary>Runs until an instant has been taken, or to the end; what comes of the run is the same with and without such stops.</summary>
    /// <returns>Whether there is more.</returns>
    bool RunTo(long time, CancellationToken cancellation = default);

    /// <summary>Runs to the end, or until <paramref name="cancellation"/> asks to stop.</summary>
    void Run(CancellationToken cancellation = default);
}
