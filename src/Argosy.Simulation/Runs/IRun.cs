using Argosy.Engine.Running;

namespace Argosy.Simulation.Runs;

/// <summary>A wired run over history.</summary>
public interface IRun
{
    /// <summary>The engine; its ledger, fills and curve are the run's outcome.</summary>
    TradingEngine Engine { get; }

    /// <summary>Goes on; false at the end of the data or of all equity.</summary>
    bool Step();

    /// <summary>Runs to the end, or until <paramref name="cancellation"/> asks to stop.</summary>
    void Run(CancellationToken cancellation = default);
}
