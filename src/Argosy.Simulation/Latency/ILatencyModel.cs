namespace Argosy.Simulation.Latency;

/// <summary>How long a message takes from the decision to the venue, ms. Messages travel on one connection: none overtakes another.</summary>
interface ILatencyModel
{
    /// <summary>Delay of the next order.</summary>
    long OrderMs();

    /// <summary>Delay of the next cancellation.</summary>
    long CancelMs();
}
