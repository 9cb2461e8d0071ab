namespace Argosy.Simulation.Latency;

/// <summary>Assumes that every order takes the same time, and every cancellation.</summary>
sealed class ConstantLatency(long orderMs, long cancelMs) : ILatencyModel
{
    public long OrderMs() => orderMs;

    public long CancelMs() => cancelMs;
}
